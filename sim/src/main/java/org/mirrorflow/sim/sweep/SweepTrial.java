package org.mirrorflow.sim.sweep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * What one run of a sweep has given. Only numbers are kept of it.
 *
 * @param column index of the first axis
 * @param row index of the second axis, 0 without one
 * @param seed from 0
 * @param value the quantity; NaN when it is missing
 * @param predicted the quantity at the predicted limit; NaN where theory has none
 * @param outcome how the run ended, an {@link Outcome.Kind#id()}; {@code invalid} when the experiment cannot be made, {@code
 *     fault} when the lab itself failed
 * @param steps steps taken
 * @param time flow time reached
 * @param reason why the value is missing, one sentence; empty when it is there
 */
public record SweepTrial(
        int column,
        int row,
        int seed,
        double value,
        double predicted,
        String outcome,
        long steps,
        double time,
        String reason) {

    /** Outcome of an experiment that cannot be made. */
    static final String INVALID = "invalid";

    /** Outcome when the lab itself failed. */
    static final String FAULT = "fault";

    private static final int STEPS_BETWEEN_LOOKS = 15;

    /** Whether there is a value. */
    public boolean present() {
        return !Double.isNaN(value);
    }

    /**
     * Runs one seed of one cell, exactly as a run of its own would go.
     *
     * @param base folder against which relative paths in the specification are resolved
     * @param stop asked between steps
     * @return empty when it was stopped
     */
    static Optional<SweepTrial> run(Sweep sweep, Path base, int column, int row, int seed, BooleanSupplier stop) {
        try {
            Specification specification = sweep.specification(column, row, seed);
            Experiment experiment = Experiment.of(specification, base);
            OptionalDouble predicted = sweep.quantity().predicted(experiment);
            Run run = Run.start(experiment);
            while (run.advance()) {
                if ((run.continuous() || (run.steps() & STEPS_BETWEEN_LOOKS) == 0) && stop.getAsBoolean()) {
                    return Optional.empty();
                }
            }
            return Optional.of(ended(sweep, run, column, row, seed, predicted.orElse(Double.NaN)));
        } catch (InvalidSettingException | ProblemException impossible) {
            return Optional.of(without(column, row, seed, INVALID, String.valueOf(impossible.getMessage())));
        } catch (RuntimeException fault) {
            // One broken cell must not take hours of others with it; it says itself what broke.
            return Optional.of(without(column, row, seed, FAULT, "The lab failed here: " + fault));
        }
    }

    private static SweepTrial without(int column, int row, int seed, String outcome, String reason) {
        return new SweepTrial(column, row, seed, Double.NaN, Double.NaN, outcome, 0, 0, reason);
    }

    private static SweepTrial ended(Sweep sweep, Run run, int column, int row, int seed, double predicted) {
        Outcome outcome = run.outcome().orElseThrow();
        History history = run.history();
        boolean limit = outcome.kind() == Outcome.Kind.TIME_LIMIT || outcome.kind() == Outcome.Kind.STEP_LIMIT;
        SweepQuantity.Reading reading;
        if (outcome.kind() == Outcome.Kind.DIVERGED || (limit && sweep.limits() == Sweep.Limits.MISSING)) {
            reading = SweepQuantity.Reading.none(outcome.sentence());
        } else {
            reading = sweep.quantity().measured(run.experiment(), history, outcome);
        }
        return new SweepTrial(
                column,
                row,
                seed,
                reading.value(),
                predicted,
                outcome.kind().id(),
                run.steps(),
                run.time(),
                reading.reason());
    }
}
