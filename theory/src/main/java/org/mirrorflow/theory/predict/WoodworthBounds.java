package org.mirrorflow.theory.predict;

/**
 * Scales α of the start u₀ = v₀ = α of w = u² − v² that provably suffice for one of the two regimes, up to a factor 1 + ε.
 *
 * <p>Source: Woodworth et al. 2020 (arXiv 2002.09277), Theorem 2.
 */
public final class WoodworthBounds {

    private WoodworthBounds() {}

    /**
     * Largest α with ‖w_α‖₁ ≤ (1 + ε)‖w₁‖₁ guaranteed.
     *
     * @param leastL1 ‖w₁‖₁, the least ℓ1 norm of an interpolator
     * @param dimension d
     */
    public static double rich(double leastL1, int dimension, double epsilon) {
        check(epsilon);
        double power = Math.pow(2 * (1 + epsilon) * leastL1, -(2 + epsilon) / (2 * epsilon));
        return Math.min(power, Math.exp(-dimension / (epsilon * leastL1)));
    }

    /**
     * Least α with ‖w_α‖₂² ≤ (1 + ε)‖w₂‖₂² guaranteed.
     *
     * @param leastL2 ‖w₂‖₂, the least ℓ2 norm of an interpolator
     */
    public static double kernel(double leastL2, double epsilon) {
        check(epsilon);
        return Math.sqrt(2 * (1 + epsilon) * (1 + 2 / epsilon) * leastL2);
    }

    private static void check(double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("a positive ε is needed; given " + epsilon);
        }
    }
}
