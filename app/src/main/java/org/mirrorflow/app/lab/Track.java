package org.mirrorflow.app.lab;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;

/** One run of a session: the live one, a companion that moves with it, or a pinned picture of an earlier one. */
final class Track {

    private final Experiment experiment;
    private final @Nullable Run run;
    private final Preset.@Nullable Companion companion;
    private final History frozen;
    private final Optional<Outcome> frozenOutcome;
    private boolean shown = true;
    private String remark = "";

    private Track(
            Experiment experiment,
            @Nullable Run run,
            Preset.@Nullable Companion companion,
            History frozen,
            Optional<Outcome> frozenOutcome) {
        this.experiment = experiment;
        this.run = run;
        this.companion = companion;
        this.frozen = frozen;
        this.frozenOutcome = frozenOutcome;
    }

    /** A run at its start. */
    static Track start(Experiment experiment, Preset.@Nullable Companion companion) {
        Run run = Run.start(experiment);
        return new Track(experiment, run, companion, run.history(), Optional.empty());
    }

    /** What this track shows now, never to move again. */
    Track pinned() {
        Track pin = new Track(experiment, null, null, history(), outcome());
        pin.remark = remark;
        return pin;
    }

    Experiment experiment() {
        return experiment;
    }

    Preset.@Nullable Companion companion() {
        return companion;
    }

    @Nullable
    Run run() {
        return run;
    }

    History history() {
        return run == null ? frozen : run.history();
    }

    Optional<Outcome> outcome() {
        return run == null ? frozenOutcome : run.outcome();
    }

    boolean canMove() {
        return run != null && run.outcome().isEmpty();
    }

    boolean shown() {
        return shown;
    }

    void show(boolean visible) {
        shown = visible;
    }

    /** Notes a change that was made while the run was under way. */
    void remark(String text) {
        remark = text;
    }

    String remark() {
        return remark;
    }

    RunView view(Role role, String name, double cursorTime) {
        History history = history();
        int cursor = Double.isNaN(cursorTime) ? history.size() - 1 : history.rowAt(cursorTime);
        return RunView.of(role, name, experiment, history, outcome(), cursor);
    }
}
