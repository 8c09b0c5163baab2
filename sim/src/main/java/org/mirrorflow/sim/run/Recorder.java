package org.mirrorflow.sim.run;

import java.util.Arrays;
import java.util.List;

/**
 * Keeps a run of any length in bounded memory.
 *
 * <p>A full record of {@code capacity} rows is thinned to half: each row is given the length of the path up to it,
 * measured half in steps and half in the logarithm of its clock, and the rows nearest to equal spacing on that path are
 * kept, the first and the last always. Afterwards only every second of the steps offered so far is wanted. A short
 * transient therefore stays resolved on a logarithmic clock, and the whole run on a linear one.
 */
final class Recorder {

    private final List<String> columns;
    private final int capacity;
    private int size;
    private long stride = 1;
    private long added;
    private Clocks[] instants;
    private double[][] values;
    private double[][] weights;
    private double[][] states;
    private Extremes extremes = new Extremes();

    Recorder(List<String> columns, int capacity) {
        this.columns = List.copyOf(columns);
        this.capacity = capacity;
        int initial = Math.min(capacity, 256);
        this.instants = new Clocks[initial];
        this.values = new double[initial][];
        this.weights = new double[initial][];
        this.states = new double[initial][];
    }

    List<String> columns() {
        return columns;
    }

    /** Whether a discrete run should record that step. */
    boolean wants(long step) {
        return step % stride == 0;
    }

    /** The step of the last row; −1 before the first. */
    long lastStep() {
        return size == 0 ? -1 : instants[size - 1].step();
    }

    /** Appends a row; the arrays are kept, not copied. */
    void add(Clocks instant, double[] value, double[] weight, double[] state) {
        if (size == capacity) {
            thin();
        }
        if (size == instants.length) {
            int larger = Math.min(capacity, 2 * size);
            instants = Arrays.copyOf(instants, larger);
            values = Arrays.copyOf(values, larger);
            weights = Arrays.copyOf(weights, larger);
            states = Arrays.copyOf(states, larger);
        }
        instants[size] = instant;
        values[size] = value;
        weights[size] = weight;
        states[size] = state;
        size++;
        added++;
    }

    private void thin() {
        int target = capacity / 2;
        double stepSpan = Math.max(1, instants[size - 1].step() - instants[0].step());
        double first = size > 1 && instants[0].clock() == 0 ? instants[1].clock() : instants[0].clock();
        double last = instants[size - 1].clock();
        double logSpan = last > first ? StrictMath.log(last / first) : 0;
        int kept = 0;
        // Views that were handed out share the tables, which are therefore made anew.
        Clocks[] keptInstants = new Clocks[instants.length];
        double[][] keptValues = new double[instants.length][];
        double[][] keptWeights = new double[instants.length][];
        double[][] keptStates = new double[instants.length][];
        long nextMark = 0;
        for (int i = 0; i < size; i++) {
            double inSteps = (instants[i].step() - instants[0].step()) / stepSpan;
            double clock = instants[i].clock();
            double inLog = logSpan > 0 && clock > first ? StrictMath.log(clock / first) / logSpan : 0;
            double path = 0.5 * (inSteps + inLog) * (target - 2);
            if (i == 0 || i == size - 1 || path >= nextMark) {
                keptInstants[kept] = instants[i];
                keptValues[kept] = values[i];
                keptWeights[kept] = weights[i];
                keptStates[kept] = states[i];
                kept++;
                nextMark = (long) Math.floor(path) + 1;
            }
        }
        instants = keptInstants;
        values = keptValues;
        weights = keptWeights;
        states = keptStates;
        size = kept;
        stride *= 2;
        extremes = new Extremes();
    }

    /**
     * An immutable view of the rows so far, in constant time: it shares the tables, to which rows are only added behind those that
     * it sees.
     */
    History snapshot() {
        return new History(columns, size, instants, values, weights, states, extremes);
    }

    /** Rows added so far, thinned ones included. */
    long added() {
        return added;
    }

    int capacity() {
        return capacity;
    }

    long stride() {
        return stride;
    }

    /** A recorder that continues from saved rows. */
    static Recorder resume(List<String> columns, int capacity, long stride, History rows) {
        Recorder recorder = new Recorder(columns, capacity);
        recorder.stride = stride;
        for (int i = 0; i < rows.size(); i++) {
            double[] value = new double[columns.size()];
            for (int c = 0; c < value.length; c++) {
                value[c] = rows.value(columns.get(c), i);
            }
            recorder.add(rows.clocks(i), value, rows.weights(i), rows.state(i));
        }
        return recorder;
    }
}
