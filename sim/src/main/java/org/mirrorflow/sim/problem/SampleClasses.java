package org.mirrorflow.sim.problem;

import org.mirrorflow.sim.data.NumberTable;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Rows of a sample data set that belong to some of its classes, divided at random into those to train on and those to hold
 * out. Features are moved to mean 0, divided by their largest magnitude, and all together brought to variance 1: features
 * in different units weigh alike, and a pixel that is almost always empty is not blown up.
 *
 * @param train the rows to train on
 * @param held the others
 * @param inputs number of features
 */
record SampleClasses(NetworkLoss.Samples train, NetworkLoss.Samples held, int inputs) {

    /**
     * @param data a set with classes
     * @param from first class
     * @param to one after the last class; class c becomes c − from
     * @param share share of the rows to train on, in (0, 1)
     * @param most most rows to train on
     * @param random decides which rows these are
     */
    static SampleClasses of(SampleData data, int from, int to, double share, int most, SeededRandom random) {
        NumberTable table = data.table();
        int[] labels = data.labels(table);
        int target = table.names().indexOf(data.target());
        int features = table.columns() - 1;
        double[] mean = new double[features];
        for (int r = 0; r < table.rows(); r++) {
            for (int j = 0; j < features; j++) {
                mean[j] += table.value(r, j < target ? j : j + 1) / table.rows();
            }
        }
        double[] largest = new double[features];
        for (int r = 0; r < table.rows(); r++) {
            for (int j = 0; j < features; j++) {
                largest[j] = Math.max(largest[j], Math.abs(table.value(r, j < target ? j : j + 1) - mean[j]));
            }
        }
        double variance = 0;
        for (int r = 0; r < table.rows(); r++) {
            for (int j = 0; j < features; j++) {
                double c = scaled(table.value(r, j < target ? j : j + 1) - mean[j], largest[j]);
                variance += c * c / ((double) table.rows() * features);
            }
        }
        int count = 0;
        int[] rows = new int[table.rows()];
        for (int r = 0; r < table.rows(); r++) {
            if (labels[r] >= from && labels[r] < to) {
                rows[count++] = r;
            }
        }
        int training = Math.min(most, (int) Math.round(share * count));
        boolean[] chosen = new boolean[count];
        int available = (int) Math.round(share * count);
        int[] pool = random.subset(available, count);
        for (int i : pool) {
            chosen[i] = true;
        }
        boolean[] kept = new boolean[count];
        for (int i : random.subset(training, available)) {
            kept[pool[i]] = true;
        }
        NetworkLoss.Samples train = empty(training, features);
        NetworkLoss.Samples held = empty(count - available, features);
        int t = 0;
        int h = 0;
        for (int i = 0; i < count; i++) {
            if (chosen[i] && !kept[i]) {
                continue;
            }
            NetworkLoss.Samples side = chosen[i] ? train : held;
            int at = chosen[i] ? t++ : h++;
            for (int j = 0; j < features; j++) {
                side.x()[at * features + j] = scaled(table.value(rows[i], j < target ? j : j + 1) - mean[j], largest[j])
                        / Math.sqrt(variance);
            }
            side.targets()[at] = labels[rows[i]] - from;
        }
        return new SampleClasses(train, held, features);
    }

    /** A constant feature, whose magnitude is rounding, is 0. */
    private static double scaled(double x, double largest) {
        return largest > 1e-9 ? x / largest : 0;
    }

    private static NetworkLoss.Samples empty(int n, int features) {
        return new NetworkLoss.Samples(new double[n * features], n, new double[n]);
    }
}
