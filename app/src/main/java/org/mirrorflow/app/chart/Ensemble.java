package org.mirrorflow.app.chart;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.run.History;

/**
 * The records of one experiment under several seeds, and how their spread is drawn.
 *
 * @param spread the statistic
 * @param seeds one for each seed, the shown run's own first; fewer than two make no ensemble
 */
public record Ensemble(Spread spread, List<Member> seeds) {

    /**
     * One of them.
     *
     * @param seed its seed
     * @param history its record
     */
    public record Member(long seed, History history) {}

    /** A single run. */
    public static final Ensemble NONE = new Ensemble(Spread.SEM, List.of());

    public Ensemble {
        seeds = List.copyOf(seeds);
    }

    /** What is drawn in the middle, and around it. */
    public enum Spread {
        /** Mean ± its standard error s/√N. */
        SEM("sem", "mean ± 1 sem"),
        /** Mean ± the standard deviation s of the sample. */
        SD("sd", "mean ± 1 sd"),
        /** Median, and the quartiles by linear interpolation between order statistics. */
        QUARTILES("quartiles", "median, quartiles"),
        /** Median, and the least and the greatest. */
        RANGE("range", "median, least to greatest");

        private final String id;
        private final String words;

        Spread(String id, String words) {
            this.id = id;
            this.words = words;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** What it is, in words. */
        public String words() {
            return words;
        }

        /**
         * The spread with that id.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Spread of(String id) {
            return Arrays.stream(values())
                    .filter(spread -> spread.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no spread is called \"" + id + "\"; use sem, sd, quartiles or range"));
        }

        /**
         * Lower edge, centre and upper edge of a sample.
         *
         * @param sample at least two finite values; sorted by this method
         */
        double[] of(double[] sample) {
            Arrays.sort(sample);
            int n = sample.length;
            return switch (this) {
                case SEM, SD -> {
                    double mean = 0;
                    for (double x : sample) {
                        mean += x / n;
                    }
                    double squares = 0;
                    for (double x : sample) {
                        squares += (x - mean) * (x - mean);
                    }
                    double sd = Math.sqrt(squares / (n - 1));
                    double half = this == SD ? sd : sd / Math.sqrt(n);
                    yield new double[] {mean - half, mean, mean + half};
                }
                case QUARTILES -> new double[] {quantile(sample, 0.25), quantile(sample, 0.5), quantile(sample, 0.75)};
                case RANGE -> new double[] {sample[0], quantile(sample, 0.5), sample[n - 1]};
            };
        }

        private static double quantile(double[] sorted, double share) {
            double at = share * (sorted.length - 1);
            int below = (int) at;
            return below + 1 < sorted.length
                    ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below])
                    : sorted[below];
        }
    }

    /**
     * A quantity over the seeds, at the instants of the first record that all others have reached.
     *
     * @param rows how many rows of the first record that are
     * @param lower lower edge
     * @param centre mean or median
     * @param upper upper edge
     */
    record Band(int rows, double[] lower, double[] centre, double[] upper) {}

    /** Whether there is nothing to average. */
    public boolean isSingle() {
        return seeds.size() < 2;
    }

    /** What the band is, with N, for the legend. */
    public String definition() {
        return spread.words() + ", N = " + seeds.size();
    }

    /** The quantity of that column; where records do not have the same instants, a value is interpolated on the clock. */
    Band band(String column, Clock clock) {
        double[] at = seeds.getFirst().history().clock(clock::uniform);
        double reached = Double.POSITIVE_INFINITY;
        double[][] xs = new double[seeds.size()][];
        double[][] ys = new double[seeds.size()][];
        for (int k = 0; k < xs.length; k++) {
            History history = seeds.get(k).history();
            xs[k] = history.clock(clock::uniform);
            ys[k] = history.column(column);
            reached = Math.min(reached, xs[k][xs[k].length - 1]);
        }
        int rows = 0;
        while (rows < at.length && (at[rows] <= reached || Double.isNaN(at[rows]))) {
            rows++;
        }
        double[] lower = new double[rows];
        double[] centre = new double[rows];
        double[] upper = new double[rows];
        int[] hints = new int[xs.length];
        double[] sample = new double[xs.length];
        for (int i = 0; i < rows; i++) {
            boolean whole = true;
            for (int k = 0; k < xs.length; k++) {
                sample[k] = valueAt(xs[k], ys[k], at[i], hints, k);
                whole &= Double.isFinite(sample[k]);
            }
            double[] statistics = whole ? spread.of(sample) : new double[] {Double.NaN, Double.NaN, Double.NaN};
            lower[i] = statistics[0];
            centre[i] = statistics[1];
            upper[i] = statistics[2];
        }
        return new Band(rows, lower, centre, upper);
    }

    /** The value at an abscissa, interpolated linearly between two rows; {@code hints[k]} moves along with rising abscissae. */
    static double valueAt(double[] xs, double[] ys, double x, int[] hints, int k) {
        int i = hints[k];
        while (i + 1 < xs.length && !(xs[i + 1] > x)) {
            i++;
        }
        hints[k] = i;
        if (i + 1 >= xs.length || !(xs[i] < x) || !Double.isFinite(xs[i])) {
            return ys[i];
        }
        double share = (x - xs[i]) / (xs[i + 1] - xs[i]);
        return ys[i] + share * (ys[i + 1] - ys[i]);
    }
}
