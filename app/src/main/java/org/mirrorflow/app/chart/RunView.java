package org.mirrorflow.app.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

/**
 * A run as a chart sees it: an immutable picture of one instant.
 *
 * @param role its letter and hue
 * @param name what tells it from the others
 * @param experiment what it is a run of
 * @param history its record so far
 * @param outcome how it ended, if it has
 * @param verdicts what theory says of it so far
 * @param curves what theory says of its way
 * @param cursor row of the record at which one looks
 * @param ensemble the same under other seeds, where there are some
 */
public record RunView(
        Role role,
        String name,
        Experiment experiment,
        History history,
        Optional<Outcome> outcome,
        List<Verdict> verdicts,
        PredictedCurves curves,
        int cursor,
        Ensemble ensemble) {

    /** A view with its verdicts worked out. */
    public static RunView of(
            Role role, String name, Experiment experiment, History history, Optional<Outcome> outcome, int cursor) {
        return new RunView(
                role,
                name,
                experiment,
                history,
                outcome,
                Verdicts.of(experiment, history, outcome),
                new PredictedCurves(experiment, history),
                cursor,
                Ensemble.NONE);
    }

    /** The same among others of its kind under other seeds. */
    public RunView among(Ensemble others) {
        return new RunView(role, name, experiment, history, outcome, verdicts, curves, cursor, others);
    }

    /**
     * A view that looks the same and is drawn in less time: its record, where it is long, has only the rows that tell in a
     * picture. Runs among others of their kind keep every row, for their spread is worked out row by row.
     *
     * @param from first row of the part that is looked at closely
     * @param to the row after its last
     */
    public RunView outline(int from, int to) {
        if (history.size() <= History.LONG || !ensemble.isSingle()) {
            return this;
        }
        History.Outline outline = history.outline(cursor, from, to);
        return outline.history() == history
                ? this
                : new RunView(
                        role,
                        name,
                        experiment,
                        outline.history(),
                        outcome,
                        verdicts,
                        curves.over(outline.history()),
                        outline.row(),
                        ensemble);
    }

    /** All clocks at the cursor. */
    public Clocks clocks() {
        return history.clocks(cursor);
    }

    /** What theory says of that quantity along the way; see {@link TheoryCurve#quantity}. */
    public Stream<TheoryCurve> curves(String quantity) {
        return curves.all().stream().filter(curve -> curve.quantity().equals(quantity));
    }

    /** Whether theory says how single coordinates go. */
    boolean predictsCoordinates() {
        return curves.all().stream().anyMatch(curve -> curve.quantity().startsWith("weight/"));
    }

    /** Flow time at the cursor; infinite beyond every double. */
    public double cursorTime() {
        return history.time(cursor);
    }

    /** What the run is mainly judged by: the verdict on its limit, or on the direction of its weights. */
    public Optional<Verdict> limitVerdict() {
        return verdict("limit").or(() -> verdict("margin-gap"));
    }

    /** The verdict with that id. */
    public Optional<Verdict> verdict(String id) {
        return verdicts.stream().filter(verdict -> verdict.id().equals(id)).findFirst();
    }
}
