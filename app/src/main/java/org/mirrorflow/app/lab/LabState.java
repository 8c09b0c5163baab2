package org.mirrorflow.app.lab;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.Verdict;

/**
 * What the lab page shows at one instant. Immutable: made on the engine's thread, drawn on any other.
 *
 * @param title of the experiment
 * @param sentence what it shows
 * @param formulas the statement as TeX
 * @param predictions what charts dash, as TeX
 * @param geometry whether the live run's factors have a mirror map, and why; empty when there are none
 * @param charts ids of the charts it asks for
 * @param edited the specification as the controls have it
 * @param running the specification of the live run; null before the first one could be started
 * @param runs the runs, the live one first; empty before the first one could be started
 * @param verdicts what theory says of the live run and its twin
 * @param playing whether time moves
 * @param working what the lab is busy with, as a word; empty when it is not
 * @param failure what cannot be
 * @param edits the number of the last edit that was carried out, so that a control can tell an answer from an echo
 * @param seeds how many seeds each run is run under
 * @param spread how they are drawn
 * @param speed samples a frame
 * @param subject what it is about
 * @param undoDepth how many edits can be taken back
 * @param canRedo whether there is one to make again
 */
record LabState(
        String title,
        String sentence,
        List<String> formulas,
        List<String> predictions,
        String geometry,
        List<String> charts,
        Specification edited,
        @Nullable Specification running,
        List<RunEntry> runs,
        List<Verdict> verdicts,
        boolean playing,
        String working,
        Optional<Failure> failure,
        long edits,
        int seeds,
        Ensemble.Spread spread,
        int speed,
        Subject subject,
        int undoDepth,
        boolean canRedo) {

    LabState {
        formulas = List.copyOf(formulas);
        predictions = List.copyOf(predictions);
        charts = List.copyOf(charts);
        runs = List.copyOf(runs);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * A run of the page.
     *
     * @param view its picture
     * @param difference what tells it from the others
     * @param live whether it is the one that the controls belong to
     * @param companion name of the companion that it is; empty when it is none
     * @param pinned whether it is a picture of an earlier run
     * @param shown whether charts draw it
     */
    record RunEntry(RunView view, String difference, boolean live, String companion, boolean pinned, boolean shown) {}

    /**
     * A mistake, to be shown beside its cause.
     *
     * @param setting dotted path of the setting at fault; empty when it is none
     * @param sentence what was given, what is allowed, what to do
     */
    record Failure(String setting, String sentence) {}

    /** Whether there is an edit to take back. */
    boolean canUndo() {
        return undoDepth > 0;
    }

    /** The live run. */
    Optional<RunEntry> live() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getFirst());
    }

    /** What charts draw, the live run first. */
    List<RunView> drawn() {
        return runs.stream().filter(RunEntry::shown).map(RunEntry::view).toList();
    }

    /**
     * Whether a control waits for a rewind: its value is not the one that the live run was started with. While a start is
     * being computed nothing waits for one.
     */
    boolean waits(String path) {
        Specification started = running;
        return started != null
                && working.isEmpty()
                && !edited.values()
                        .getOrDefault(path, "")
                        .equals(started.values().get(path));
    }
}
