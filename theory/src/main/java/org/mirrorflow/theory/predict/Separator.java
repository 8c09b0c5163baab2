package org.mirrorflow.theory.predict;

/**
 * A max-margin direction of separable data with rows aᵢ, with what certifies it: γ = max{ minᵢ⟨aᵢ, u⟩ : ‖u‖ ≤ 1 }, which
 * equals min{ ‖Aᵀλ‖_* : λ ≥ 0, Σλ = 1 }.
 *
 * @param direction u, of norm 1 in the norm of the problem, length d
 * @param multipliers λ ≥ 0 with Σλ = 1, length n; positive only on samples at the margin
 * @param margin minᵢ⟨aᵢ, u⟩, attained by {@code direction}
 * @param bound ‖Aᵀλ‖_*, which no direction can exceed
 * @param dualityGap (bound − margin)/bound, ≥ 0 up to rounding
 * @param complementarity the largest share λᵢ(⟨aᵢ, u⟩ − margin)/margin
 */
public record Separator(
        double[] direction,
        double[] multipliers,
        double margin,
        double bound,
        double dualityGap,
        double complementarity) {

    /** Whether both residuals are at most {@code tolerance}. */
    public boolean certified(double tolerance) {
        return Math.abs(dualityGap) <= tolerance && complementarity <= tolerance;
    }
}
