package org.mirrorflow.bridge.client;

import java.util.List;
import org.mirrorflow.bridge.plan.TrainingRun;
import org.mirrorflow.bridge.record.TrainingSeries;

/**
 * One training at one instant.
 *
 * @param run what is trained
 * @param phase where it is
 * @param step steps done
 * @param budget the step at which it ends by its own rule; 0 while that is not known
 * @param pace steps a second of late; 0 while none is known
 * @param device id of the device; empty before the start
 * @param parameters number of trainable numbers; 0 before the start
 * @param checkpoint steps done at its last checkpoint; −1 for none
 * @param series its metrics
 * @param problem what went wrong, with what to do; empty when nothing did
 * @param notes what happened to it on its way, the newest last
 */
public record RunStatus(
        TrainingRun run,
        RunPhase phase,
        long step,
        long budget,
        double pace,
        String device,
        long parameters,
        long checkpoint,
        TrainingSeries series,
        String problem,
        List<String> notes) {

    public RunStatus {
        notes = List.copyOf(notes);
    }

    /** Share of its steps that are done, between 0 and 1. */
    public double share() {
        if (phase == RunPhase.DONE) {
            return 1;
        }
        return budget == 0 ? 0 : Math.clamp((double) step / budget, 0, 1);
    }

    /** Seconds until it has done its steps at its pace; NaN while that cannot be said. */
    public double secondsLeft() {
        return budget > 0 && pace > 0 ? Math.max(0, budget - step) / pace : Double.NaN;
    }
}
