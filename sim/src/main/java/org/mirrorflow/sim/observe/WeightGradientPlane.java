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
    private final double[] weightRank;
    private final double[] gradientRank;

    /** The plane of the weights offset … offset + size − 1. */
    public WeightGradientPlane(int offset, int size) {
        this.offset = offset;
        this.size = size;
        weightRank = new double[size];
        gradientRank = new double[size];
    }

    /** Entry numbers by increasing magnitude; ties by number. */
    private int[] sorted(double[] values) {
        Integer[] numbers = new Integer[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        Arrays.sort(numbers, (a, b) -> Double.compare(Math.abs(values[offset + a]), Math.abs(values[offset + b])));
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = numbers[i];
        }
        return sorted;
    }

    /** r. */
    public double ratio(double[] w, double[] gradient) {
        int[] byGradient = sorted(gradient);
        int top = Math.max(1, (int) Math.round(TOP * size));
        double[] magnitudes = new double[top];
        for (int i = 0; i < top; i++) {
            magnitudes[i] = Math.abs(w[offset + byGradient[size - 1 - i]]);
        }
        Arrays.sort(magnitudes);
        double median = 0.5 * (magnitudes[(top - 1) / 2] + magnitudes[top / 2]);
        double largest = 0;
        for (int i = 0; i < BOTTOM * size; i++) {
            largest = Math.max(largest, Math.abs(w[offset + byGradient[i]]));
        }
        return median / largest;
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
        int[] sorted = sorted(values);
        for (int from = 0; from < size; ) {
            int to = from;
            while (to < size && Math.abs(values[offset + sorted[to]]) == Math.abs(values[offset + sorted[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[sorted[i]] = 0.5 * (from + to - 1);
            }
            from = to;
        }
    }
}
