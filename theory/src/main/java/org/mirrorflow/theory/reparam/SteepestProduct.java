package org.mirrorflow.theory.reparam;

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
