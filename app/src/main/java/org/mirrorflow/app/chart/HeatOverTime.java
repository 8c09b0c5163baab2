package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Scale;

/**
 * Several magnitudes over the clock as a heat map: one row for each magnitude, one column for each sample of the record, or for
 * equal stretches of the axis where there are more samples than columns; a stretch shows the last sample in it.
 */
final class HeatOverTime {

    /** More columns than this are narrower than a pixel in most panes. */
    static final int MOST_COLUMNS = 240;

    /** More rows than this have no room for their names. */
    private static final int MOST_NAMES = 12;

    /** Magnitudes that are all positive and farther apart than this are shown by their logarithms. */
    private static final double WIDE = 1e3;

    /** Darkest shown is at most so much smaller than the lightest, in decades; smaller ones are as dark. */
    private static final double DECADES = 16;

    private HeatOverTime() {}

    /**
     * The chart of one run.
     *
     * @param base with id, title and symbol
     * @param names one word for each magnitude, from below
     * @param rowName what the rows are, for the axis where there are too many names
     * @param values the magnitudes of a sample of the record, as many as there are names
     */
    static Chart of(
            ChartKind base,
            RunView run,
            Clock clock,
            List<String> names,
            String rowName,
            IntFunction<double[]> values) {
        Abscissa abscissa = Abscissa.of(clock, List.of(run));
        Columns columns = Columns.of(abscissa.of(run.history()), abscissa.axis().scale() instanceof Scale.Log);
        int wide = columns.samples().length;
        int high = names.size();
        double[] all = new double[wide * high];
        Layer.CellState[] states = new Layer.CellState[all.length];
        Arrays.fill(states, Layer.CellState.WAITING);
        for (int column = 0; column < wide; column++) {
            if (columns.samples()[column] >= 0) {
                double[] sample = values.apply(columns.samples()[column]);
                for (int row = 0; row < high; row++) {
                    int cell = row * wide + column;
                    all[cell] = sample[row];
                    states[cell] = Double.isFinite(sample[row]) ? Layer.CellState.PRESENT : Layer.CellState.MISSING;
                }
            }
        }
        boolean logarithmic = logarithmic(all, states);
        Layer.Heat heat = heat(columns.edges(), rows(high), all, states, logarithmic);
        Axis up = high <= MOST_NAMES ? new Axis("", new Scale.Words(names), null) : indices(high, rowName);
        Axis across = abscissa.axis().between(columns.edges()[0], columns.edges()[wide]);
        return Chart.of(base.id(), (logarithmic ? "log₁₀ " : "") + base.name(), base.formula(), across, up)
                .with(heat);
    }

    /** The axis of numbered rows. */
    static Axis indices(int count, String name) {
        return Axis.linear(name).between(0.5, count + 0.5);
    }

    /** The edges of numbered rows or columns: cell k reaches from k − ½ to k + ½, counted from 1. */
    static double[] rows(int count) {
        return IntStream.rangeClosed(0, count).mapToDouble(k -> k + 0.5).toArray();
    }

    /** A heat map whose colours run over what is there. */
    static Layer.Heat heat(
            double[] xEdges, double[] yEdges, double[] values, Layer.CellState[] states, boolean logarithmic) {
        double[] shown = logarithmic ? Arrays.stream(values).map(Math::log10).toArray() : values;
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < shown.length; k++) {
            if (states[k] == Layer.CellState.PRESENT && Double.isFinite(shown[k])) {
                lower = Math.min(lower, shown[k]);
                upper = Math.max(upper, shown[k]);
            }
        }
        if (logarithmic) {
            lower = Math.max(lower, upper - DECADES);
        }
        if (!(lower < upper) || Double.isInfinite(upper - lower)) {
            double centre = Double.isFinite(lower) && lower == upper ? lower : 0;
            double half = centre == 0 ? 1 : Math.abs(centre) / 2;
            lower = centre - half;
            upper = centre + half;
        }
        return new Layer.Heat(xEdges, yEdges, shown, states, lower, upper);
    }

    /** Whether no magnitude is negative and the positive ones lie so far apart that only their logarithms can be told apart. */
    private static boolean logarithmic(double[] values, Layer.CellState[] states) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int k = 0; k < values.length; k++) {
            if (states[k] == Layer.CellState.PRESENT) {
                if (values[k] < 0) {
                    return false;
                }
                least = values[k] > 0 ? Math.min(least, values[k]) : least;
                most = Math.max(most, values[k]);
            }
        }
        return most > WIDE * least;
    }

    /**
     * The columns of a record.
     *
     * @param edges rising, one more than there are columns
     * @param samples the sample that each column shows; −1 for none yet
     */
    record Columns(double[] edges, int[] samples) {

        /**
         * The columns of samples at these places.
         *
         * @param at rising places, NaN where a sample has none on this axis
         * @param logarithmic whether stretches are equal in the logarithm; places that are not positive have none then
         */
        static Columns of(double[] at, boolean logarithmic) {
            List<Integer> usable = new ArrayList<>();
            for (int i = 0; i < at.length; i++) {
                boolean shows = logarithmic ? at[i] > 0 : !Double.isNaN(at[i]);
                if (shows && (usable.isEmpty() || at[i] > at[usable.getLast()])) {
                    usable.add(i);
                }
            }
            if (usable.size() < 2) {
                // One moment has no width: there is nothing to see yet.
                double from = usable.isEmpty() ? logarithmic ? 0.1 : 0 : at[usable.getFirst()];
                return new Columns(new double[] {from, logarithmic ? 10 * from : from + 1}, new int[] {-1});
            }
            double[] places = usable.stream()
                    .mapToDouble(i -> logarithmic ? Math.log(at[i]) : at[i])
                    .toArray();
            return usable.size() <= MOST_COLUMNS
                    ? each(places, usable, logarithmic)
                    : stretches(places, usable, logarithmic);
        }

        /** A column for each sample, its edges halfway to its neighbours. */
        private static Columns each(double[] places, List<Integer> usable, boolean logarithmic) {
            int n = places.length;
            double[] edges = new double[n + 1];
            for (int k = 1; k < n; k++) {
                edges[k] = back((places[k - 1] + places[k]) / 2, logarithmic);
            }
            edges[0] = back(places[0], logarithmic);
            edges[n] = back(places[n - 1], logarithmic);
            return rising(edges, usable.stream().mapToInt(Integer::intValue).toArray());
        }

        private static Columns stretches(double[] places, List<Integer> usable, boolean logarithmic) {
            double[] edges = new double[MOST_COLUMNS + 1];
            int[] samples = new int[MOST_COLUMNS];
            double from = places[0];
            double width = (places[places.length - 1] - from) / MOST_COLUMNS;
            int next = 0;
            for (int k = 0; k < MOST_COLUMNS; k++) {
                edges[k] = back(from + k * width, logarithmic);
                double end = from + (k + 1) * width;
                while (next + 1 < places.length && (places[next + 1] <= end || k == MOST_COLUMNS - 1)) {
                    next++;
                }
                samples[k] = usable.get(next);
            }
            edges[MOST_COLUMNS] = back(places[places.length - 1], logarithmic);
            return rising(edges, samples);
        }

        private static double back(double place, boolean logarithmic) {
            return logarithmic ? Math.exp(place) : place;
        }

        /** Without columns that rounding has left no width. */
        private static Columns rising(double[] edges, int[] samples) {
            int kept = 0;
            double[] wideEdges = new double[edges.length];
            int[] wideSamples = new int[samples.length];
            wideEdges[0] = edges[0];
            for (int k = 0; k < samples.length; k++) {
                if (edges[k + 1] > wideEdges[kept]) {
                    wideSamples[kept] = samples[k];
                    wideEdges[++kept] = edges[k + 1];
                }
            }
            return kept == 0
                    ? new Columns(new double[] {edges[0], Math.nextUp(edges[0])}, new int[] {samples[0]})
                    : new Columns(Arrays.copyOf(wideEdges, kept + 1), Arrays.copyOf(wideSamples, kept));
        }
    }
}
