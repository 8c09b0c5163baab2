package org.mirrorflow.sim.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of a sweep so far. Immutable; cells do not depend on the order in which they were run. */
public final class SweepResult {

    /** Largest residual of the optimality conditions, and gap, of a limit that is taken for one: relative, as certificates are. */
    public static final double CERTIFIED = 1e-8;

    private final Sweep sweep;
    private final @Nullable SweepTrial[] trials;
    private final int done;

    private SweepResult(Sweep sweep, @Nullable SweepTrial[] trials) {
        this.sweep = sweep;
        this.trials = trials;
        this.done = (int) Arrays.stream(trials).filter(Objects::nonNull).count();
    }

    /** A sweep of which nothing has been run. */
    public static SweepResult empty(Sweep sweep) {
        return new SweepResult(sweep, new @Nullable SweepTrial[sweep.trials()]);
    }

    /** With these trials as well; one that is there already is replaced. */
    public SweepResult with(Collection<SweepTrial> more) {
        @Nullable SweepTrial[] all = trials.clone();
        for (SweepTrial trial : more) {
            all[index(sweep, trial.column(), trial.row(), trial.seed())] = trial;
        }
        return new SweepResult(sweep, all);
    }

    static int index(Sweep sweep, int column, int row, int seed) {
        return (row * sweep.columns() + column) * sweep.seeds() + seed;
    }

    /** What was swept. */
    public Sweep sweep() {
        return sweep;
    }

    /** Trials run so far. */
    public int done() {
        return done;
    }

    /** Whether every trial was run. */
    public boolean finished() {
        return done == trials.length;
    }

    /** All trials run so far, by cell and seed. */
    public List<SweepTrial> trials() {
        List<SweepTrial> present = new ArrayList<>();
        for (SweepTrial trial : trials) {
            if (trial != null) {
                present.add(trial);
            }
        }
        return present;
    }

    /** One trial, if it was run. */
    public Optional<SweepTrial> trial(int column, int row, int seed) {
        return Optional.ofNullable(trials[index(sweep, column, row, seed)]);
    }

    /** What a trial has given towards its cell: its end, or its limit where limits are asked of Newton; NaN when it is missing. */
    public double number(SweepTrial trial) {
        return sweep.ends() == Sweep.Ends.NEWTON ? trial.predicted() : trial.value();
    }

    /** The cell at these indices. */
    public Cell cell(int column, int row) {
        List<SweepTrial> run = new ArrayList<>();
        for (int seed = 0; seed < sweep.seeds(); seed++) {
            trial(column, row, seed).ifPresent(run::add);
        }
        double[] values = run.stream()
                .mapToDouble(this::number)
                .filter(value -> !Double.isNaN(value))
                .map(this::scaled)
                .filter(Double::isFinite)
                .toArray();
        double[] predicted = run.stream()
                .filter(trial -> !Double.isNaN(trial.predicted()))
                .mapToDouble(trial -> scaled(trial.predicted()))
                .filter(Double::isFinite)
                .toArray();
        // A prediction of some seeds alone is not that of the cell.
        boolean complete = !run.isEmpty() && predicted.length == run.size();
        boolean counts = sweep.aggregate() == Aggregate.COUNT;
        return new Cell(
                run.size(),
                values.length,
                run.isEmpty() ? Double.NaN : sweep.aggregate().of(values),
                complete && !counts ? sweep.aggregate().of(predicted) : Double.NaN,
                lower(values),
                upper(values),
                missing(run));
    }

    /**
     * How far the ends of runs are from the limits that Newton finds.
     *
     * @param compared runs with both
     * @param median of |simulated − limit| relative to the larger of the two
     * @param largest the largest of these
     * @param column where that is
     * @param row where that is
     */
    public record Agreement(int compared, double median, double largest, int column, int row) {}

    /** Over all that was run to an end and has a limit; empty without any. */
    public Optional<Agreement> agreement() {
        List<Double> apart = new ArrayList<>();
        double largest = -1;
        int column = 0;
        int row = 0;
        for (SweepTrial trial : trials()) {
            if (trial.simulated() && trial.present() && !Double.isNaN(trial.predicted())) {
                double size = Math.max(Math.abs(trial.value()), Math.abs(trial.predicted()));
                double difference = size == 0 ? 0 : Math.abs(trial.value() - trial.predicted()) / size;
                apart.add(difference);
                if (difference > largest) {
                    largest = difference;
                    column = trial.column();
                    row = trial.row();
                }
            }
        }
        double median = Aggregate.quantile(apart.stream().mapToDouble(x -> x).toArray(), 0.5);
        return apart.isEmpty()
                ? Optional.empty()
                : Optional.of(new Agreement(apart.size(), median, largest, column, row));
    }

    /** What was found by running a cell, its first seed; NaN where nothing was run to an end. */
    public double simulated(int column, int row) {
        return trial(column, row, 0)
                .filter(SweepTrial::simulated)
                .map(trial -> scaled(trial.value()))
                .orElse(Double.NaN);
    }

    private double scaled(double value) {
        if (!sweep.log10()) {
            return value;
        }
        return value > 0 ? Math.log10(value) : Double.NaN;
    }

    private double lower(double[] values) {
        return switch (sweep.aggregate()) {
            case MEAN -> Aggregate.mean(values) - sem(values);
            case MEDIAN -> Aggregate.quantile(values, 0.25);
            case SD, COUNT -> Double.NaN;
        };
    }

    private double upper(double[] values) {
        return switch (sweep.aggregate()) {
            case MEAN -> Aggregate.mean(values) + sem(values);
            case MEDIAN -> Aggregate.quantile(values, 0.75);
            case SD, COUNT -> Double.NaN;
        };
    }

    private static double sem(double[] values) {
        return Aggregate.sd(values) / Math.sqrt(values.length);
    }

    private List<String> missing(List<SweepTrial> run) {
        List<String> reasons = new ArrayList<>();
        for (SweepTrial trial : run) {
            double number = number(trial);
            String reason = !Double.isNaN(number)
                    ? Double.isFinite(scaled(number)) ? "" : "It is " + number + ", which has no logarithm."
                    : trial.reason();
            if (!reason.isEmpty()) {
                reasons.add(reason);
            }
        }
        return List.copyOf(reasons);
    }

    /**
     * The seeds of one cell put together.
     *
     * @param run seeds run so far
     * @param finite seeds with a number
     * @param value their aggregate, on the sweep's scale; NaN when there is none
     * @param predicted the aggregate of the quantity at the predicted limits; NaN unless every seed run has one
     * @param lower the mean less its standard error, or the first quartile beside a median; NaN when there is none
     * @param upper the mean and its standard error, or the third quartile; NaN when there is none
     * @param missing why seeds are without a number, one sentence for each
     */
    public record Cell(
            int run, int finite, double value, double predicted, double lower, double upper, List<String> missing) {

        /** Whether the cell was run and has no number. */
        public boolean isMissing() {
            return run > 0 && Double.isNaN(value);
        }
    }
}
