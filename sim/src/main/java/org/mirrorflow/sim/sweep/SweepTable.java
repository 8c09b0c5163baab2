package org.mirrorflow.sim.sweep;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The results of a sweep so far. Not thread-safe; {@link #copy} may be handed to others. */
public final class SweepTable {

    private final Sweep sweep;
    private final @Nullable SweepResult[] results;
    private int done;

    /** A table without results. */
    public SweepTable(Sweep sweep) {
        this(sweep, new SweepResult[sweep.runs()], 0);
    }

    private SweepTable(Sweep sweep, @Nullable SweepResult[] results, int done) {
        this.sweep = sweep;
        this.results = results;
        this.done = done;
    }

    /** What is swept. */
    public Sweep sweep() {
        return sweep;
    }

    /** Number of runs that are over. */
    public int done() {
        return done;
    }

    /** Whether all runs are over. */
    public boolean complete() {
        return done == results.length;
    }

    /** Takes a result. */
    public void put(SweepResult result) {
        int at = result.cell() * sweep.seeds() + result.k();
        if (results[at] == null) {
            done++;
        }
        results[at] = result;
    }

    /** The result of a run, if it is over. */
    public Optional<SweepResult> result(int cell, int k) {
        return Optional.ofNullable(results[cell * sweep.seeds() + k]);
    }

    /** The finite values of a cell. */
    public double[] values(int cell) {
        return Arrays.stream(results, cell * sweep.seeds(), (cell + 1) * sweep.seeds())
                .filter(result -> result != null && Double.isFinite(result.value()))
                .mapToDouble(SweepResult::value)
                .toArray();
    }

    /** The mean over the seeds that have a value; NaN where none has. */
    public double mean(int cell) {
        return Arrays.stream(values(cell)).average().orElse(Double.NaN);
    }

    /** The mean of the predicted values; NaN where none is. */
    public double predicted(int cell) {
        return Arrays.stream(results, cell * sweep.seeds(), (cell + 1) * sweep.seeds())
                .filter(result -> result != null && Double.isFinite(result.predicted()))
                .mapToDouble(SweepResult::predicted)
                .average()
                .orElse(Double.NaN);
    }

    /** The standard error of the mean over seeds; NaN with fewer than two. */
    public double standardError(int cell) {
        double[] values = values(cell);
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(cell);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** Why a cell that has been run shows no value; empty where it shows one or has not been run. */
    public String reason(int cell) {
        for (int k = 0; k < sweep.seeds(); k++) {
            SweepResult result = results[cell * sweep.seeds() + k];
            if (result != null && !result.reason().isEmpty()) {
                return result.reason();
            }
        }
        return "";
    }

    /** Whether every seed of a cell has been run. */
    public boolean finished(int cell) {
        return Arrays.stream(results, cell * sweep.seeds(), (cell + 1) * sweep.seeds())
                .allMatch(result -> result != null);
    }

    /** The same results in a table of their own. */
    public SweepTable copy() {
        return new SweepTable(sweep, results.clone(), done);
    }
}
