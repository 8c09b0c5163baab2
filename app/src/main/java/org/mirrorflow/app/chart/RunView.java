package org.mirrorflow.app.chart;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
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
 * @param cursor row of the record at which one looks
 */
public record RunView(
        Role role,
        String name,
        Experiment experiment,
        History history,
        Optional<Outcome> outcome,
        List<Verdict> verdicts,
        int cursor) {

    /** A view with its verdicts worked out. */
    public static RunView of(
            Role role, String name, Experiment experiment, History history, Optional<Outcome> outcome, int cursor) {
        return new RunView(role, name, experiment, history, outcome, Verdicts.of(experiment, history, outcome), cursor);
    }

    /** Flow time at the cursor. */
    public double cursorTime() {
        return history.time(cursor);
    }

    /** The verdict with that id. */
    public Optional<Verdict> verdict(String id) {
        return verdicts.stream().filter(verdict -> verdict.id().equals(id)).findFirst();
    }
}
