package org.mirrorflow.theory.descent;

/**
 * The norm ‖·‖_p with 1/p + 1/q = 1: φ_q(g) = sgn(g)|g|^{q−1} coordinate by coordinate. q = 2 is gradient flow, q = 1
 * (p = ∞) sign flow, and between them lie the steepest flows of Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064).
 *
 * <p>φ_q is Lipschitz for q = 2 only: for 1 &lt; q &lt; 2 it has infinite slope at 0, for q = 1 it jumps there.
 *
 * <p>Example: with q = 1.5, φ(4, −9) = (2, −3), ‖(4, −9)‖_{3/2} = 35^{2/3}.
 */
public final class LpGeometry implements DescentGeometry {

    private final int dimension;
    private final double q;

    /**
     * @param dimension d, at least 1
     * @param q exponent of the dual norm, 1 ≤ q &lt; ∞
     * @throws IllegalArgumentException for anything else
     */
    public LpGeometry(int dimension, double q) {
        if (dimension < 1 || !(q >= 1) || Double.isInfinite(q)) {
            throw new IllegalArgumentException(
                    "an lp geometry needs a dimension of at least 1 and a finite q >= 1; given dimension " + dimension
                            + " and q = " + q);
        }
        this.dimension = dimension;
        this.q = q;
    }

    /** The sign geometry: p = ∞, q = 1. */
    public static LpGeometry sign(int dimension) {
        return new LpGeometry(dimension, 1);
    }

    /** φ_q(g) of one coordinate. */
    public static double field(double g, double q) {
        if (q == 2) {
            return g;
        }
        return q == 1 ? Math.signum(g) : Math.copySign(Math.pow(Math.abs(g), q - 1), g);
    }

    /**
     * φ_q smoothed over a width ε, g(g² + ε²)^{(q−2)/2}: within (2 − q)/2 · (ε/g)² of φ_q(g), relatively, and Lipschitz.
     * For q = 1 it is g/√(g² + ε²), the direction of an adaptive method with a damped denominator.
     */
    public static double smoothedField(double g, double q, double epsilon) {
        return epsilon == 0 || q == 2 ? field(g, q) : g * Math.pow(Math.hypot(g, epsilon), q - 2);
    }

    /** p = q/(q − 1), infinite for q = 1. */
    public double p() {
        return q == 1 ? Double.POSITIVE_INFINITY : q / (q - 1);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double degree() {
        return q;
    }

    @Override
    public double norm(double[] v) {
        check(v);
        return norm(v, p());
    }

    @Override
    public double dualNorm(double[] g) {
        check(g);
        return norm(g, q);
    }

    @Override
    public void field(double[] g, double[] out) {
        check(g);
        check(out);
        for (int i = 0; i < dimension; i++) {
            out[i] = field(g[i], q);
        }
    }

    /** Scaled by the largest entry, so that powers neither overflow nor underflow. */
    private static double norm(double[] x, double p) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0 || !Double.isFinite(largest) || Double.isInfinite(p)) {
            return largest;
        }
        double sum = 0;
        for (double value : x) {
            double share = Math.abs(value) / largest;
            sum += p == 1 ? share : p == 2 ? share * share : Math.pow(share, p);
        }
        return largest * Math.pow(sum, 1 / p);
    }

    private void check(double[] x) {
        if (x.length != dimension) {
            throw new IllegalArgumentException(
                    "the geometry is of ℝ^" + dimension + "; the vector given has length " + x.length);
        }
    }

    @Override
    public String toString() {
        return "LpGeometry[d=" + dimension + ", q=" + q + "]";
    }
}
