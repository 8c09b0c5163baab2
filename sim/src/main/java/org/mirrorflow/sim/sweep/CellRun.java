package org.mirrorflow.sim.sweep;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.Run;

/**
 * One seed of one cell under way.
 *
 * @param column index of the first axis
 * @param row index of the second axis, 0 without one
 * @param seed from 0
 * @param run at its start, or as far as lanes have brought it; measures what the quantity needs
 * @param predicted the quantity at the predicted limit; NaN where theory has none
 */
record CellRun(Sweep sweep, int column, int row, int seed, Run run, double predicted) {

    private static final int STEPS_BETWEEN_LOOKS = 15;

    /** At its start. */
    static CellRun start(Sweep sweep, Experiment experiment, int column, int row, int seed) {
        double predicted = sweep.quantity().predicted(experiment).orElse(Double.NaN);
        Run run = Run.start(experiment, sweep.quantity()::needs);
        return new CellRun(sweep, column, row, seed, run, predicted);
    }

    /**
     * Runs to the end.
     *
     * @param stop asked between steps
     * @return empty when it was stopped
     */
    Optional<SweepTrial> finished(BooleanSupplier stop) {
        while (run.advance()) {
            if ((run.continuous() || (run.steps() & STEPS_BETWEEN_LOOKS) == 0) && stop.getAsBoolean()) {
                return Optional.empty();
            }
        }
        return Optional.of(SweepTrial.ended(sweep, run, column, row, seed, predicted));
    }
}
