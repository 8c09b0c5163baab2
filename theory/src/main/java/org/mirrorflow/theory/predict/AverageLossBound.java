package org.mirrorflow.theory.predict;

import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;

/**
 * The bound (1/t)∫₀ᵗ (f − f*) ≤ (D_{R₀}(x*, x₀) + Λ_t·∂_ΛR_Λ(x*)|_{Λ=0})/t for a convex loss with minimiser x*, under weight decay of
 * any schedule: from d/dt D_{R_t}(x*, x_t) = λ_t(∂_ΛR(x*) − ∂_ΛR(x_t)) − ⟨∇f, x_t − x*⟩, where ∂_ΛR ≥ 0 falls in the dose. For m⊙w,
 * ∂_ΛR = Σ√(x² + β²).
 *
 * <p>Source: derived (Lyapunov identity with decay); checked along flows.
 *
 * @param start D_{R₀}(x*, x₀)
 * @param slope ∂_ΛR_Λ(x*) at Λ = 0
 */
public record AverageLossBound(double start, double slope) {

    /** For these potentials, minimiser and start. */
    public static AverageLossBound of(SeparableMovingMirrorMap moving, double[] minimiser, double[] startWeights) {
        return new AverageLossBound(moving.at(0).bregman(minimiser, startWeights), moving.valueDrift(0, minimiser));
    }

    /** The bound at time t with that dose. */
    public double at(double t, double dose) {
        return (start + dose * slope) / t;
    }
}
