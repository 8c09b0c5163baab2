package org.mirrorflow.sim.observe;

import org.mirrorflow.theory.kernel.Kernels;

/** Norms of weight vectors. */
public final class Norms {

    private Norms() {}

    /** ‖w‖₁. */
    public static double l1(double[] w) {
        double sum = 0;
        for (double x : w) {
            sum += Math.abs(x);
        }
        return sum;
    }

    /** ‖w‖₂, without overflow or underflow of the squares. */
    public static double l2(double[] w) {
        double largest = max(w);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double x : w) {
            double scaled = x / largest;
            sum += scaled * scaled;
        }
        return largest * Math.sqrt(sum);
    }

    /** ‖w‖∞; NaN if any entry is. */
    public static double max(double[] w) {
        return Kernels.get().largest(w.length, w, 0);
    }

    /** ‖w − target‖₂/‖target‖₂, or ‖w‖₂ for a zero target. */
    public static double relativeDistance(double[] w, double[] target) {
        double[] difference = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            difference[i] = w[i] - target[i];
        }
        double norm = l2(target);
        return norm == 0 ? l2(difference) : l2(difference) / norm;
    }
}
