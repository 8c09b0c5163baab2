package org.mirrorflow.theory.reparam;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * What ℓq-steepest flow, ẇᵢ = −φ_q(∂f/∂wᵢ), makes of a product of L factors, x = w₁⋯w_L, one coordinate at a time:
 *
 * <ul>
 *   <li>balance: |wᵢ|^q − |wⱼ|^q is conserved, and under decoupled decay −λ(t)wᵢ multiplied by e^{−qΛ};
 *   <li>steepest mirror flow: dR′(x) = −φ_q(f′(x)) dt with the inverse metric 1/R″ = ΣᵢΠ_{j≠i}|wⱼ|^q, a function of x alone
 *       once the balance is fixed;
 *   <li>from equal factors 1/R″ = L|x|^m with the {@linkplain #metricExponent() metric exponent} m = q(L − 1)/L, and R is a
 *       Bregman function on ℝ if and only if m ≤ 1.
 * </ul>
 *
 * <p>Coupled decay, inside φ_q, obeys no such law unless q = 2; for q = 1 the balance is frozen as long as the loss's part
 * of the gradient is the larger one in every factor.
 *
 * <p>Example: for q = 1 and L = 3, m = 2/3, and from (0, λ, λ) the inverse metric is at least μ = λ².
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Lemmas 4.4 and 4.13, Theorem 4.6, Corollaries 4.10 and
 * 4.14, Table 1; the general critical depth and the regulariser's constant are derived and checked here.
 *
 * @param q 1 ≤ q ≤ 2; 2 is gradient flow, 1 sign flow
 * @param depth L ≥ 1
 */
public record SteepestProduct(double q, int depth) {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20, 0, 1);

    public SteepestProduct {
        if (!(q >= 1 && q <= 2) || depth < 1) {
            throw new IllegalArgumentException(
                    "a steepest product needs 1 <= q <= 2 and at least one factor; given q = " + q + ", L = " + depth);
        }
    }

    /** m = q(L − 1)/L. */
    public double metricExponent() {
        return q * (depth - 1) / depth;
    }

    /** Whether the potential of equal factors is a Bregman function: m ≤ 1, that is L ≤ q/(q − 1). */
    public boolean bregman() {
        return q * (depth - 1) <= depth;
    }

    /** L* = q/(q − 1), up to which m ≤ 1: 2 for gradient flow, infinite for sign flow. */
    public static double criticalDepth(double q) {
        return q == 1 ? Double.POSITIVE_INFINITY : q / (q - 1);
    }

    /** μ = λ^{q(L−1)}, below which 1/R″ does not fall from a start (0, λ, …, λ). */
    public double coercivity(double lambda) {
        return Math.pow(Math.abs(lambda), q * (depth - 1));
    }

    /** |w|^q − |v|^q. */
    public double balance(double w, double v) {
        double a = Math.abs(w);
        double b = Math.abs(v);
        if (q == 2) {
            return (a - b) * (a + b);
        }
        return q == 1 ? a - b : Math.pow(a, q) - Math.pow(b, q);
    }

    /** What the dose Λ = ∫λ of decoupled decay leaves of a balance: the factor e^{−qΛ}. */
    public double balanceShare(double dose) {
        return Math.exp(-q * dose);
    }

    /** 1/R″ = ΣᵢΠ_{j≠i}|wⱼ|^q at these L factors. */
    public double inverseMetric(double... factors) {
        if (factors.length != depth) {
            throw new IllegalArgumentException("the product has " + depth + " factors; given " + factors.length);
        }
        double sum = 0;
        for (int i = 0; i < depth; i++) {
            double others = 1;
            for (int j = 0; j < depth; j++) {
                if (j != i) {
                    others *= Math.abs(factors[j]);
                }
            }
            sum += q == 1 ? others : Math.pow(others, q);
        }
        return sum;
    }

    /**
     * 1/R″ at x once the balance is fixed: with z = |w|^q of the smallest factor and the gaps δⱼ = |wⱼ|^q − z of the others,
     * zΠ(z + δⱼ) = |x|^q determines z.
     *
     * @param gaps the L − 1 gaps δⱼ ≥ 0
     */
    public double inverseMetricAt(double x, double... gaps) {
        if (gaps.length != depth - 1) {
            throw new IllegalArgumentException(
                    "the product has " + (depth - 1) + " gaps between its factors; given " + gaps.length);
        }
        double z = smallestPower(x, gaps);
        double whole = 0;
        double first = 1;
        for (int i = 0; i < gaps.length; i++) {
            double others = z;
            for (int j = 0; j < gaps.length; j++) {
                if (j != i) {
                    others *= z + gaps[j];
                }
            }
            whole += others;
            first *= z + gaps[i];
        }
        return whole + first;
    }

    /** z with zΠ(z + δⱼ) = |x|^q, by Newton's method on logarithms. */
    private double smallestPower(double x, double[] gaps) {
        double product = Math.pow(Math.abs(x), q);
        double z = Math.pow(product, 1.0 / depth);
        if (z == 0) {
            return 0;
        }
        for (int k = 0; k < 200; k++) {
            double log = Math.log(z / product);
            double slope = 1;
            for (double gap : gaps) {
                log += Math.log(z + gap);
                slope += z / (z + gap);
            }
            // log z + Σ log(z + δⱼ) is convex in log z with slopes between 1 and L: Newton converges from anywhere.
            double next = z * Math.exp(-log / slope);
            if (Math.abs(next - z) <= 4e-16 * z) {
                return next;
            }
            z = next;
        }
        return z;
    }

    /**
     * R′({@code to}) − R′({@code from}) = ∫ R″ by Gauss–Legendre quadrature on panels, which double in length away from 0.
     * At L = 2 with gap λ it is the difference of (x/λ)·₂F₁(½, 1/q; 1 + 1/q; −4|x|^q/λ²).
     *
     * @param gaps as in {@link #inverseMetricAt}; with two or more of them 0 and m ≥ 1 the two points must have one sign
     */
    public double mirrorBetween(double from, double to, double... gaps) {
        if (from * to < 0) {
            return mirrorBetween(0, to, gaps) - mirrorBetween(0, from, gaps);
        }
        double low = Math.min(Math.abs(from), Math.abs(to));
        double high = Math.max(Math.abs(from), Math.abs(to));
        double sum = 0;
        double right = high;
        while (right > low) {
            double left = right <= 1e-30 * high ? low : Math.max(low, 0.5 * right);
            for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
                double x = left + (right - left) * RULE.getPoint(k);
                sum += (right - left) * RULE.getWeight(k) / inverseMetricAt(x, gaps);
            }
            right = left;
        }
        double signed = from + to < 0 ? -sum : sum;
        return Math.abs(to) >= Math.abs(from) ? signed : -signed;
    }

    /** R′(x) of equal factors: sgn(x)|x|^{1−m}/(L(1 − m)), or log(x)/L where m = 1. */
    public double balancedMirror(double x) {
        double k = 1 - metricExponent();
        return k == 0 ? Math.log(x) / depth : Math.copySign(Math.pow(Math.abs(x), k), x) / (depth * k);
    }

    /**
     * M(x) = |x|^{2−m}/(2 − m): from equal factors decoupled decay λ adds −λM′(x) to the dual velocity,
     * dR′ = −φ_q(f′)dt − λM′dt. It is a penalty on f only for q = 2.
     */
    public double regulariser(double x) {
        double power = 2 - metricExponent();
        return Math.pow(Math.abs(x), power) / power;
    }

    /** M′(x) = sgn(x)|x|^{1−m}. */
    public double regulariserDerivative(double x) {
        return Math.copySign(Math.pow(Math.abs(x), 1 - metricExponent()), x);
    }

    /** ½Σwᵢ² of equal factors, (L/2)|x|^{2/L}: what coupled decay adds to f, whatever q. */
    public double coupledPenalty(double x) {
        return 0.5 * depth * Math.pow(Math.abs(x), 2.0 / depth);
    }
}
