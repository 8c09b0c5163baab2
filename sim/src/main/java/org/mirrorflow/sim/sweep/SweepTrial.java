package org.mirrorflow.sim.sweep;

import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;

/**
 * What one run of a sweep has given. Only numbers are kept of it.
 *
 * @param column index of the first axis
 * @param row index of the second axis, 0 without one
 * @param seed from 0
 * @param value the quantity; NaN when it is missing
 * @param predicted the quantity at the predicted limit; NaN where theory has none
 * @param outcome how the run ended, an {@link Outcome.Kind#id()}; {@code newton} where nothing was run and value and prediction
 *     are those of the limit that Newton found; {@code invalid} when the experiment cannot be made, {@code
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

    /** Outcome where the limit was found by Newton, and nothing was run. */
    static final String NEWTON = "newton";

    /** Whether something was run. */
    public boolean simulated() {
        return !outcome.equals(NEWTON) && !outcome.equals(INVALID) && !outcome.equals(FAULT);
    }

    /**
     * Of a limit found by Newton.
     *
     * @param value the quantity there; NaN where theory has no limit
     * @param reason why there is none
     */
    static SweepTrial limit(int column, int row, int seed, double value, String reason) {
        return new SweepTrial(column, row, seed, value, value, NEWTON, 0, Double.POSITIVE_INFINITY, reason);
    }

    /** Whether there is a value. */
    public boolean present() {
        return !Double.isNaN(value);
    }

    /** Of an experiment that cannot be made. */
    static SweepTrial invalid(int column, int row, int seed, Exception impossible) {
        return without(column, row, seed, INVALID, String.valueOf(impossible.getMessage()));
    }

    /** Where the lab itself failed: one broken cell must not take hours of others with it; it says itself what broke. */
    static SweepTrial fault(int column, int row, int seed, RuntimeException fault) {
        return without(column, row, seed, FAULT, "The lab failed here: " + fault);
    }

    private static SweepTrial without(int column, int row, int seed, String outcome, String reason) {
        return new SweepTrial(column, row, seed, Double.NaN, Double.NaN, outcome, 0, 0, reason);
    }

    /** Of a run that is over. */
    static SweepTrial ended(Sweep sweep, Run run, int column, int row, int seed, double predicted) {
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
