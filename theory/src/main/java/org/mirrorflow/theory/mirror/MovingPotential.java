package org.mirrorflow.theory.mirror;

/**
 * A scalar potential that regularisation moves: r_Λ at the dose Λ ≥ 0. The building block of
 * {@link SeparableMovingMirrorMap}.
 */
public interface MovingPotential {

    /** r_Λ, normalised so that its mirror is continuous in Λ at every fixed dual point. */
    ScalarPotential at(double dose);

    /** x = (r_Λ′)⁻¹(η), without making {@link #at}. */
    double inverseDerivative(double dose, double eta);

    /** r_Λ*″(η). */
    double speed(double dose, double eta);

    /** ∂x/∂Λ at fixed η: how far the geometry alone moves a weight. */
    double drift(double dose, double eta);

    /** ∂r_Λ(x)/∂Λ at fixed x, where r_Λ is normalised to the conjugate of the generating function of the flow. */
    double valueDrift(double dose, double x);
}
