package org.mirrorflow.bridge.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes down the metrics of a training as they come. A training that goes on from a checkpoint says some steps again: what is
 * the same is kept as it was, and from the first step whose loss differs the new values replace the old. For one thread at a
 * time.
 */
public final class SeriesRecorder {

    /** The metric by which two passes over the same steps are compared. */
    private static final String LOSS = "loss";

    private long[] steps = new long[256];
    private double[] times = new double[256];
    private int size;
    private Map<String, TrainingSeries.Column> columns = new LinkedHashMap<>();
    private Again again = Again.NONE;

    /**
     * What was said twice since the last {@link #expectAgain}.
     *
     * @param same steps that came again with the same loss, bit for bit
     * @param firstOther the first step whose loss differs; −1 for none
     */
    public record Again(long same, long firstOther) {
        static final Again NONE = new Again(0, -1);
    }

    /** Takes down a row. */
    public void add(long step, double time, Map<String, Double> values) {
        if (size > 0 && step <= steps[size - 1]) {
            int row = Arrays.binarySearch(steps, 0, size, step);
            if (row >= 0 && sameLoss(row, values)) {
                again = new Again(again.same + 1, again.firstOther);
                return;
            }
            if (again.firstOther < 0) {
                again = new Again(again.same, step);
            }
            truncate(row >= 0 ? row : -row - 1);
        }
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        steps[size] = step;
        times[size] = time;
        int row = size;
        values.forEach((id, value) -> append(id, row, value));
        size++;
    }

    private boolean sameLoss(int row, Map<String, Double> values) {
        Double now = values.get(LOSS);
        TrainingSeries.Column column = columns.get(LOSS);
        if (now == null || column == null) {
            return now == null;
        }
        int at = Arrays.binarySearch(column.rows(), 0, column.size(), row);
        return at >= 0 && Double.doubleToLongBits(column.values()[at]) == Double.doubleToLongBits(now);
    }

    private void append(String id, int row, double value) {
        TrainingSeries.Column column = columns.get(id);
        if (column == null) {
            column = new TrainingSeries.Column(new int[64], new double[64], 0);
        }
        int n = column.size();
        int[] rows = n < column.rows().length ? column.rows() : Arrays.copyOf(column.rows(), 2 * n);
        double[] values = n < column.values().length ? column.values() : Arrays.copyOf(column.values(), 2 * n);
        rows[n] = row;
        values[n] = value;
        columns.put(id, new TrainingSeries.Column(rows, values, n + 1));
    }

    /** Forgets all from that row on, in fresh arrays: the old ones are read by series given out. */
    private void truncate(int rows) {
        steps = Arrays.copyOf(steps, steps.length);
        times = Arrays.copyOf(times, times.length);
        size = rows;
        Map<String, TrainingSeries.Column> kept = new LinkedHashMap<>();
        columns.forEach((id, column) -> {
            int n = Arrays.binarySearch(column.rows(), 0, column.size(), rows);
            int left = n >= 0 ? n : -n - 1;
            if (left > 0) {
                kept.put(
                        id,
                        new TrainingSeries.Column(
                                Arrays.copyOf(column.rows(), column.rows().length),
                                Arrays.copyOf(column.values(), column.values().length),
                                left));
            }
        });
        columns = kept;
    }

    /** From now on the training goes on from a checkpoint. */
    public void expectAgain() {
        again = Again.NONE;
    }

    /** What was said twice since then. */
    public Again again() {
        return again;
    }

    /** Steps done at the last row; 0 before the first. */
    public long lastStep() {
        return size == 0 ? 0 : steps[size - 1];
    }

    /** What was taken down so far. */
    public TrainingSeries series() {
        return new TrainingSeries(steps, times, size, Collections.unmodifiableMap(new LinkedHashMap<>(columns)));
    }
}
