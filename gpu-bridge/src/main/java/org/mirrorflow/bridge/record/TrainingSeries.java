package org.mirrorflow.bridge.record;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of one training up to one instant: immutable, so that a view may read it while the training goes on. Each metric
 * has values at some of the steps only, the dear ones at few.
 */
public final class TrainingSeries {

    /** Nothing was recorded. */
    public static final TrainingSeries EMPTY = new TrainingSeries(new long[0], new double[0], 0, Map.of());

    private final long[] steps;
    private final double[] times;
    private final int size;
    private final Map<String, Column> columns;

    /** The first {@code size} rows, and the values of one metric at some of them; what lies beyond belongs to the recorder. */
    record Column(int[] rows, double[] values, int size) {}

    /**
     * One metric over its own steps.
     *
     * @param steps steps done, rising
     * @param times flow time Ση at these
     * @param values the metric there; any of them may be NaN or infinite
     */
    public record Curve(double[] steps, double[] times, double[] values) {}

    TrainingSeries(long[] steps, double[] times, int size, Map<String, Column> columns) {
        this.steps = steps;
        this.times = times;
        this.size = size;
        this.columns = columns;
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** Steps done at row i. */
    public long step(int i) {
        return steps[i];
    }

    /** Flow time at row i. */
    public double time(int i) {
        return times[i];
    }

    /** Steps done at the last row; 0 before the first. */
    public long lastStep() {
        return size == 0 ? 0 : steps[size - 1];
    }

    /** Flow time at the last row; 0 before the first. */
    public double lastTime() {
        return size == 0 ? 0 : times[size - 1];
    }

    /** Ids of the metrics, in the order in which they came. */
    public List<String> metrics() {
        return List.copyOf(columns.keySet());
    }

    /** Whether that metric has a value. */
    public boolean has(String metric) {
        return columns.containsKey(metric);
    }

    /** One metric over its own steps; empty arrays where it has none. */
    public Curve curve(String metric) {
        Column column = columns.get(metric);
        if (column == null) {
            return new Curve(new double[0], new double[0], new double[0]);
        }
        double[] atSteps = new double[column.size];
        double[] atTimes = new double[column.size];
        for (int i = 0; i < column.size; i++) {
            atSteps[i] = steps[column.rows[i]];
            atTimes[i] = times[column.rows[i]];
        }
        return new Curve(atSteps, atTimes, Arrays.copyOf(column.values, column.size));
    }

    /** The last value of a metric. */
    public Optional<Double> last(String metric) {
        Column column = columns.get(metric);
        return column == null || column.size == 0 ? Optional.empty() : Optional.of(column.values[column.size - 1]);
    }

    /** The metrics of row i, in the order in which they came. */
    public Map<String, Double> row(int i) {
        Map<String, Double> values = new LinkedHashMap<>();
        columns.forEach((id, column) -> {
            int at = Arrays.binarySearch(column.rows, 0, column.size, i);
            if (at >= 0) {
                values.put(id, column.values[at]);
            }
        });
        return values;
    }
}
