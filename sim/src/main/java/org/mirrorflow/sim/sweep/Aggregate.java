package org.mirrorflow.sim.sweep;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/** How the seeds of a cell become one number; seeds without a number are left out. */
public enum Aggregate {
    /** The arithmetic mean. */
    MEAN("mean", "mean"),
    /** The middle value; the mean of the two middle ones for an even number. */
    MEDIAN("median", "median"),
    /** The standard deviation with N − 1; none for a single seed. */
    SD("sd", "standard deviation"),
    /** How many seeds have a number. */
    COUNT("count", "seeds with a number");

    private final String id;
    private final String words;

    Aggregate(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Stable id in files. */
    public String id() {
        return id;
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    /**
     * The aggregate of that id.
     *
     * @throws InvalidSettingException naming the nearest one
     */
    public static Aggregate of(String id) {
        List<String> ids = Arrays.stream(values()).map(Aggregate::id).toList();
        return Arrays.stream(values())
                .filter(aggregate -> aggregate.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidSettingException("aggregate", "is \"" + id + "\"; " + Names.suggest(id, ids)));
    }

    /**
     * The number of a cell.
     *
     * @param values finite, in the order of the seeds
     * @return NaN where there is none
     */
    public double of(double[] values) {
        int n = values.length;
        return switch (this) {
            case COUNT -> n;
            case MEAN -> n == 0 ? Double.NaN : mean(values);
            case MEDIAN -> quantile(values, 0.5);
            case SD -> sd(values);
        };
    }

    /** The arithmetic mean; NaN for none. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The standard deviation with N − 1; NaN for fewer than two. */
    static double sd(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /** The quantile at that share, linear between order statistics (type 7 of Hyndman and Fan 1996); NaN for none. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
