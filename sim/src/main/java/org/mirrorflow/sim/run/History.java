package org.mirrorflow.sim.run;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What has been recorded of a run, at one instant: immutable, so that a view may read it while the run goes on.
 *
 * <p>Row i holds the clocks, one value for each column, the weights and the state (factors θ or dual variables η).
 */
public final class History {

    /** Records up to this long are shown row by row. */
    public static final int LONG = 32_767;

    private final List<String> columns;
    private final int size;
    private final Clocks[] instants;
    private final double[][] values;
    private final double[][] weights;
    private final double[][] states;
    private final Extremes extremes;

    /**
     * A record that looks like another.
     *
     * @param history the rows that are left
     * @param row the row of the other that was to be kept
     */
    public record Outline(History history, int row) {}

    History(
            List<String> columns,
            int size,
            Clocks[] instants,
            double[][] values,
            double[][] weights,
            double[][] states,
            Extremes extremes) {
        this.columns = columns;
        this.size = size;
        this.instants = instants;
        this.values = values;
        this.weights = weights;
        this.states = states;
        this.extremes = extremes;
    }

    /**
     * A shorter record that looks the same: of a long one the rows with which blocks much narrower than a pixel begin and end, and
     * those with the extremes of every observable and weight in them. Of a record that grows only what is new is looked at.
     * A record of many weights stays as it is.
     *
     * @param kept a row that is to be kept
     * @param from the first row of a part that is looked at more closely than the rest
     * @param to the row after its last
     */
    public Outline outline(int kept, int from, int to) {
        return size <= LONG || weights[0].length > Extremes.MOST_WEIGHTS
                ? new Outline(this, kept)
                : extremes.outline(this, kept, from, to);
    }

    /** Some of the rows. */
    History only(int[] rows) {
        Clocks[] ownInstants = new Clocks[rows.length];
        double[][] ownValues = new double[rows.length][];
        double[][] ownWeights = new double[rows.length][];
        double[][] ownStates = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            ownInstants[i] = instants[rows[i]];
            ownValues[i] = values[rows[i]];
            ownWeights[i] = weights[rows[i]];
            ownStates[i] = states[rows[i]];
        }
        return new History(columns, rows.length, ownInstants, ownValues, ownWeights, ownStates, new Extremes());
    }

    /** The observables of row i. */
    double[] values(int i) {
        return values[i];
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** Ids of the recorded observables, in order. */
    public List<String> columns() {
        return columns;
    }

    /** Flow time of row i. */
    public double time(int i) {
        return instants[i].time();
    }

    /** All clocks of row i. */
    public Clocks clocks(int i) {
        return instants[i];
    }

    /** Step count of row i. */
    public long step(int i) {
        return instants[i].step();
    }

    /** All times, a fresh array. */
    public double[] times() {
        return clock(Clocks::time);
    }

    /** One clock over all rows, a fresh array. */
    public double[] clock(ToDoubleFunction<Clocks> clock) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = clock.applyAsDouble(instants[i]);
        }
        return values;
    }

    /** Whether that observable was recorded. */
    public boolean has(String column) {
        return columns.contains(column);
    }

    /** One observable over all rows, a fresh array. */
    public double[] column(String id) {
        int c = index(id);
        double[] column = new double[size];
        for (int i = 0; i < size; i++) {
            column[i] = values[i][c];
        }
        return column;
    }

    /** One observable in one row. */
    public double value(String id, int i) {
        return values[i][index(id)];
    }

    /** The weights of row i; not to be written to. */
    public double[] weights(int i) {
        return weights[i];
    }

    /** The state of row i; not to be written to. */
    public double[] state(int i) {
        return states[i];
    }

    /** Weight j over all rows, a fresh array. */
    public double[] weight(int j) {
        double[] trajectory = new double[size];
        for (int i = 0; i < size; i++) {
            trajectory[i] = weights[i][j];
        }
        return trajectory;
    }

    /** The last row at or before that flow time; 0 if all are later. */
    public int rowAt(double time) {
        return rowAt(Clocks::time, time);
    }

    /** The last row at which that clock shows at most {@code value}; 0 if all show more. */
    public int rowAt(ToDoubleFunction<Clocks> clock, double value) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (clock.applyAsDouble(instants[middle]) <= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int index(String id) {
        int c = columns.indexOf(id);
        if (c < 0) {
            throw new IllegalArgumentException("'" + id + "' was not recorded; recorded: " + columns);
        }
        return c;
    }
}
