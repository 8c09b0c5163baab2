package org.mirrorflow.sim.claim;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What the seeds say of one check.
 *
 * @param check what had to be satisfied
 * @param readings what each seed measured, in the order of the seeds
 * @param mean of the readings that have a number; NaN where none has
 * @param low lower end of the 95 % t-interval of the mean; −∞ for fewer than two readings
 * @param high its upper end; ∞ for fewer than two readings
 * @param status what follows
 */
public record CheckResult(Check check, List<Reading> readings, double mean, double low, double high, Status status) {

    /** Level of the interval. */
    public static final double LEVEL = 0.95;

    /** What follows for the check. */
    public enum Status {
        /** On the right side of the bound. */
        SATISFIED("satisfied"),
        /** On the wrong side. */
        VIOLATED("violated"),
        /** The interval holds the bound, a seed has no number, or none has been run. */
        UNDECIDED("undecided");

        private final String id;

        Status(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    /**
     * One seed's answer.
     *
     * @param seed the seed
     * @param value the number; NaN where there is none
     * @param reason why there is none; empty where there is one
     */
    public record Reading(long seed, double value, String reason) {

        /** Whether there is a number. */
        public boolean measured() {
            return !Double.isNaN(value);
        }
    }

    public CheckResult {
        readings = List.copyOf(readings);
    }

    /**
     * Decides.
     *
     * @param complete whether every seed has been run
     */
    static CheckResult of(Check check, List<Reading> readings, boolean complete) {
        double[] values = readings.stream()
                .filter(Reading::measured)
                .mapToDouble(Reading::value)
                .toArray();
        double mean = mean(values);
        double half = halfWidth(values, mean);
        double low = Double.isFinite(half) ? mean - half : Double.NEGATIVE_INFINITY;
        double high = Double.isFinite(half) ? mean + half : Double.POSITIVE_INFINITY;
        boolean all = complete && values.length == readings.size() && values.length > 0;
        Status status = switch (check.rule()) {
            case EVERY_SEED -> everySeed(check, values, all);
            case ON_AVERAGE -> onAverage(check, low, high, all);
        };
        return new CheckResult(check, readings, mean, low, high, status);
    }

    /** One seed on the wrong side is a counterexample, whatever the others say. */
    private static Status everySeed(Check check, double[] values, boolean all) {
        for (double value : values) {
            if (!satisfies(check, value)) {
                return Status.VIOLATED;
            }
        }
        return all ? Status.SATISFIED : Status.UNDECIDED;
    }

    private static Status onAverage(Check check, double low, double high, boolean all) {
        boolean lowEnd = satisfies(check, low);
        boolean highEnd = satisfies(check, high);
        if (!all || lowEnd != highEnd) {
            return Status.UNDECIDED;
        }
        return lowEnd ? Status.SATISFIED : Status.VIOLATED;
    }

    private static boolean satisfies(Check check, double value) {
        return switch (check.relation()) {
            case AT_MOST -> value <= check.bound();
            case AT_LEAST -> value >= check.bound();
        };
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double halfWidth(double[] values, double mean) {
        int n = values.length;
        if (n < 2 || !Double.isFinite(mean)) {
            return Double.POSITIVE_INFINITY;
        }
        double spread = 0;
        for (double value : values) {
            spread = Math.hypot(spread, value - mean);
        }
        double quantile = new TDistribution(null, n - 1.0).inverseCumulativeProbability((1 + LEVEL) / 2);
        return quantile * spread / Math.sqrt((n - 1.0) * n);
    }

    /** The number that decides: the seed's furthest towards the wrong side, or the mean; NaN where there is none. */
    public double decisive() {
        if (check.rule() == Check.Rule.ON_AVERAGE) {
            return mean;
        }
        double worst = Double.NaN;
        for (Reading reading : readings) {
            double value = reading.value();
            boolean worse = switch (check.relation()) {
                case AT_MOST -> value > worst;
                case AT_LEAST -> value < worst;
            };
            if (reading.measured() && (Double.isNaN(worst) || worse)) {
                worst = value;
            }
        }
        return worst;
    }

    /** Whether at least two readings give the mean an interval. */
    public boolean hasInterval() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
