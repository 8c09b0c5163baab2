package org.mirrorflow.theory.reparam;

/**
 * A parametrization in which each weight is a function of its own k factors: factor j of weight i is θ[j·d + i]. Its Jacobian
 * has one block a weight, which an implicit integrator can invert weight by weight.
 */
public interface Coordinatewise extends Reparametrization {

    /** k. */
    int factorsPerWeight();

    /** out_j = ∂gᵢ/∂θⱼᵢ, length k. */
    void slopes(double[] theta, int i, double[] out);

    /** out = ∂²gᵢ/∂θⱼᵢ∂θₗᵢ by rows, length k². */
    void curvatures(double[] theta, int i, double[] out);
}
