package org.mirrorflow.sim.observe;

import java.util.Arrays;

/**
 * How the magnitudes of weights and of their gradients go together in one matrix.
 *
 * <p>The ratio r = (median |w| over the largest 1 % of |g|) / (max |w| over the smallest 80 % of |g|) is small where points
 * lie on a hyperbola, large gradients on small weights. It is no correlation: weights without any gradient may be as small.
 * Spearman's ρ tells.
 *
 * <p>Source: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), with k = 1 % in place of 0.01 % for layers of
 * thousands of weights.
 */
public final class WeightGradientPlane {

    private static final double TOP = 0.01;
    private static final double BOTTOM = 0.8;

    private final int offset;
    private final int size;
    private final double[] sorted;
    private final double[] weightRank;
    private final double[] gradientRank;

    /** The plane of the weights offset … offset + size − 1. */
    public WeightGradientPlane(int offset, int size) {
        this.offset = offset;
        this.size = size;
        sorted = new double[size];
        weightRank = new double[size];
        gradientRank = new double[size];
    }

    private void sort(double[] values) {
        for (int i = 0; i < size; i++) {
            sorted[i] = Math.abs(values[offset + i]);
        }
        Arrays.sort(sorted);
    }

    /** r; gradients as large as the last of the top, or as small as the last of the bottom, belong to them. */
    public double ratio(double[] w, double[] gradient) {
        sort(gradient);
        int top = Math.max(1, (int) Math.round(TOP * size));
        double large = sorted[size - top];
        double small = sorted[Math.max(0, (int) Math.round(BOTTOM * size) - 1)];
        int count = 0;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double slope = Math.abs(gradient[offset + i]);
            double weight = Math.abs(w[offset + i]);
            if (slope >= large) {
                sorted[count++] = weight;
            }
            if (slope <= small) {
                largest = Math.max(largest, weight);
            }
        }
        Arrays.sort(sorted, 0, count);
        return 0.5 * (sorted[(count - 1) / 2] + sorted[count / 2]) / largest;
    }

    /** Spearman's rank correlation of |w| and |g|, ties at their mean rank; NaN where one does not vary. */
    public double spearman(double[] w, double[] gradient) {
        rank(w, weightRank);
        rank(gradient, gradientRank);
        double mean = 0.5 * (size - 1);
        double across = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < size; i++) {
            double a = weightRank[i] - mean;
            double b = gradientRank[i] - mean;
            across += a * b;
            left += a * a;
            right += b * b;
        }
        return across / Math.sqrt(left * right);
    }

    private void rank(double[] values, double[] ranks) {
        sort(values);
        for (int i = 0; i < size; i++) {
            double value = Math.abs(values[offset + i]);
            ranks[i] = 0.5 * (before(value, false) + before(value, true) - 1);
        }
    }

    /** How many sorted values are smaller, or with {@code equal} not larger. */
    private int before(double value, boolean equal) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (equal && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
