package org.mirrorflow.app.lab;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;

/**
 * A session without what can be computed again: the runs are kept as their specifications and how far they had come, which is
 * enough to run them again bit for bit.
 *
 * @param subject what it is about
 * @param edited the specification as the controls have it
 * @param live the specification of the live run
 * @param clock how far it had come
 * @param cursor logarithm of the flow time at which one looked; NaN for the newest
 * @param pins the pinned runs
 * @param hidden names of the companions that were hidden
 * @param seeds how many seeds each run is run under
 * @param spread how they are drawn
 * @param speed samples a frame
 * @param view how it was looked at
 */
record SavedSession(
        Subject subject,
        Specification edited,
        Specification live,
        double clock,
        double cursor,
        List<SavedRun> pins,
        List<String> hidden,
        int seeds,
        Ensemble.Spread spread,
        int speed,
        View view) {

    SavedSession {
        pins = List.copyOf(pins);
        hidden = List.copyOf(hidden);
    }

    /**
     * A pinned run.
     *
     * @param specification of which it is
     * @param clock how far it had come
     * @param shown whether charts drew it
     */
    record SavedRun(Specification specification, double clock, boolean shown) {}

    /**
     * How a session is looked at.
     *
     * @param arrangement what the panes show, and where
     * @param clock id of the abscissa
     * @param comparison how runs are held against each other
     * @param bookmarks logarithms of flow times by their digit
     */
    record View(Arrangement arrangement, String clock, Comparison comparison, Map<Integer, Double> bookmarks) {

        View {
            bookmarks = Map.copyOf(bookmarks);
        }
    }

    /**
     * A pane.
     *
     * @param chart id of its chart
     * @param scale id of the ordinate's scale that was chosen; null where the chart decides
     */
    record Pane(String chart, @Nullable String scale) {}

    /**
     * A session as it is shown.
     *
     * @param state with a live run
     */
    static SavedSession of(LabState state, View view) {
        LabState.RunEntry live = state.live().orElseThrow();
        RunView seen = live.view();
        int last = seen.history().size() - 1;
        return new SavedSession(
                state.subject(),
                state.edited(),
                seen.experiment().specification(),
                end(seen.history()),
                seen.cursor() == last
                        ? Double.NaN
                        : seen.history().clocks(seen.cursor()).logTime(),
                state.runs().stream()
                        .filter(LabState.RunEntry::pinned)
                        .map(entry -> new SavedRun(
                                entry.view().experiment().specification(),
                                end(entry.view().history()),
                                entry.shown()))
                        .toList(),
                state.runs().stream()
                        .filter(entry -> !entry.companion().isEmpty() && !entry.shown())
                        .map(LabState.RunEntry::companion)
                        .toList(),
                state.seeds(),
                state.spread(),
                state.speed(),
                view);
    }

    private static double end(History history) {
        return history.clocks(history.size() - 1).clock();
    }
}
