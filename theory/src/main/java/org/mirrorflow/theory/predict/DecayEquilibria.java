package org.mirrorflow.theory.predict;

import org.mirrorflow.theory.reparam.SteepestProduct;

/**
 * Where a product of L equal factors comes to rest on f(x) = ½(x − y)² under constant weight decay α.
 *
 * <ul>
 *   <li>Decoupled: φ_q(y − x) = αx^{1−m}, one stable point. For q = 1 it is min(|y|, α^{−L}): no shrinkage inside the box
 *       |wᵢ| ≤ 1/α.
 *   <li>Coupled, any q, and gradient flow: y − x = αx^{2/L−1}. Soft threshold for L = 2; for L ≥ 3 two solutions for
 *       α below {@link #criticalDecay()}, the larger one stable, and beside them the stable 0: from below the smaller one the
 *       product collapses.
 * </ul>
 *
 * <p>Example: y = 2, α = 0.9: at L = 3 the decoupled point of sign flow is 0.9⁻³ = 1.3717, while the coupled one is gone.
 *
 * <p>Source: derived, checked by integration; Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Example 4.17 and Table 1
 * for the penalties.
 *
 * @param target y ≠ 0
 * @param depth L ≥ 2
 */
public record DecayEquilibria(double target, int depth) {

    public DecayEquilibria {
        if (target == 0 || depth < 2) {
            throw new IllegalArgumentException(
                    "equilibria need a target other than 0 and two factors; given y = " + target + ", L = " + depth);
        }
    }

    /** The stable point under decoupled decay. */
    public double decoupled(double q, double alpha) {
        double y = Math.abs(target);
        if (alpha == 0) {
            return target;
        }
        if (q == 1) {
            return Math.copySign(Math.min(y, Math.pow(alpha, -depth)), target);
        }
        double k = 1 - new SteepestProduct(q, depth).metricExponent();
        if (k < 0) {
            throw new IllegalArgumentException(
                    "beyond the critical depth q/(q - 1) decoupled decay has more than one rest point; given q = " + q
                            + ", L = " + depth);
        }
        double low = 0;
        double high = y;
        while (true) {
            double x = 0.5 * (low + high);
            if (x <= low || x >= high) {
                return Math.copySign(x, target);
            }
            if (Math.pow(y - x, q - 1) > alpha * Math.pow(x, k)) {
                low = x;
            } else {
                high = x;
            }
        }
    }

    /** x_c = |y|(L − 2)/(2(L − 1)), where the two branches of the coupled points meet. */
    public double criticalWeight() {
        return Math.abs(target) * (depth - 2) / (2.0 * (depth - 1));
    }

    /** α_c = (|y| − x_c)x_c^{1−2/L}, above which only 0 is left; |y| for L = 2. */
    public double criticalDecay() {
        double x = criticalWeight();
        return (Math.abs(target) - x) * Math.pow(x, 1 - 2.0 / depth);
    }

    /** The stable point other than 0 under coupled decay; 0 when α exceeds {@link #criticalDecay()}. */
    public double coupled(double alpha) {
        return branch(alpha, criticalWeight(), Math.abs(target));
    }

    /** The unstable point that divides starts that reach {@link #coupled} from those that collapse; 0 for L = 2, NaN beyond α_c. */
    public double unstable(double alpha) {
        if (alpha > criticalDecay()) {
            return Double.NaN;
        }
        return depth == 2 ? 0 : branch(alpha, criticalWeight(), 0);
    }

    /** Solves (|y| − x)x^{1−2/L} = α between the top of the left-hand side and one of its zeros. */
    private double branch(double alpha, double top, double zero) {
        if (alpha > criticalDecay()) {
            return 0;
        }
        double above = top;
        double below = zero;
        while (true) {
            double x = 0.5 * (above + below);
            if (x <= Math.min(above, below) || x >= Math.max(above, below)) {
                return Math.copySign(x, target);
            }
            if ((Math.abs(target) - x) * Math.pow(x, 1 - 2.0 / depth) >= alpha) {
                above = x;
            } else {
                below = x;
            }
        }
    }
}
