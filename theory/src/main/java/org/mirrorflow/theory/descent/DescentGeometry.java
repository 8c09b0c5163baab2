package org.mirrorflow.theory.descent;

/**
 * A norm ‖·‖ on ℝᵈ as a geometry of descent. Its steepest flow is θ̇ = −φ(∇f(θ)) with the field φ = ∇(‖·‖_*^q/q) where
 * the dual norm ‖g‖_* = max{ ⟨g, v⟩ : ‖v‖ ≤ 1 } is differentiable, and q the {@linkplain #degree() degree}:
 *
 * <ul>
 *   <li>⟨g, φ(g)⟩ = ‖g‖_*^q and ‖φ(g)‖ = ‖g‖_*^{q−1},
 *   <li>the direction of steepest descent is −d(g) with d(g) = φ(g)/‖g‖_*^{q−1}, of norm 1, and ⟨g, d(g)⟩ = ‖g‖_*.
 * </ul>
 *
 * <p>Where the dual norm is not differentiable φ(g) is the element of least ℓ2 norm of its subdifferential, so that
 * φ(0) = 0. Arrays have length {@link #dimension()}; outputs are owned by the caller and may alias the input. One
 * instance may own workspaces and then belongs to one thread.
 */
public interface DescentGeometry {

    /** d. */
    int dimension();

    /** q ≥ 1, so that φ is positively homogeneous of degree q − 1. */
    double degree();

    /** ‖v‖. */
    double norm(double[] v);

    /** ‖g‖_*. */
    double dualNorm(double[] g);

    /** out = φ(g). */
    void field(double[] g, double[] out);

    /** out = d(g), of norm 1; 0 for g = 0. */
    default void direction(double[] g, double[] out) {
        double size = dualNorm(g);
        field(g, out);
        double scale = size == 0 ? 0 : Math.pow(size, 1 - degree());
        for (int i = 0; i < out.length; i++) {
            out[i] *= scale;
        }
    }
}
