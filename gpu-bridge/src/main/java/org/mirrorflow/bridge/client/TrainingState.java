package org.mirrorflow.bridge.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.bridge.plan.TrainingPlan;

/**
 * All that is known of a comparison at one instant.
 *
 * @param plan what is compared; empty before the first
 * @param folder where it is kept
 * @param runs its trainings, in the plan's order
 * @param worker the worker
 * @param problem what went wrong beside the worker and the runs, in one sentence; empty when nothing did
 */
public record TrainingState(
        Optional<TrainingPlan> plan, Optional<Path> folder, List<RunStatus> runs, WorkerStatus worker, String problem) {

    /** Nothing was trained. */
    public static final TrainingState EMPTY =
            new TrainingState(Optional.empty(), Optional.empty(), List.of(), WorkerStatus.NONE, "");

    public TrainingState {
        runs = List.copyOf(runs);
    }

    /** Whether a worker has something to do. */
    public boolean working() {
        return runs.stream().anyMatch(run -> run.phase().active());
    }

    /** Whether something is left to do and nobody does it. */
    public boolean resumable() {
        return !working() && runs.stream().anyMatch(run -> run.phase().resumable());
    }

    /** Whether all trainings have come to their end. */
    public boolean finished() {
        return !runs.isEmpty()
                && runs.stream().allMatch(run -> run.phase() == RunPhase.DONE || run.phase() == RunPhase.DIVERGED);
    }

    /** The training with that id. */
    public Optional<RunStatus> run(String id) {
        return runs.stream().filter(run -> run.run().id().equals(id)).findFirst();
    }

    /** Trainings that have come to their end. */
    public long ended() {
        return runs.stream()
                .filter(run -> run.phase() == RunPhase.DONE
                        || run.phase() == RunPhase.DIVERGED
                        || run.phase() == RunPhase.FAILED)
                .count();
    }

    /** Seconds until all is done at the pace of what runs now; NaN while that cannot be said. */
    public double secondsLeft() {
        double pace = 0;
        long left = 0;
        long known = 0;
        for (RunStatus run : runs) {
            pace += run.phase() == RunPhase.RUNNING ? run.pace() : 0;
            known = Math.max(known, run.budget());
        }
        for (RunStatus run : runs) {
            if (run.phase().active()) {
                left += Math.max(0, (run.budget() == 0 ? known : run.budget()) - run.step());
            }
        }
        return pace > 0 ? left / pace : Double.NaN;
    }
}
