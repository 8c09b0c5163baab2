package org.mirrorflow.theory.reparam;

import java.util.Optional;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.MovingMirrorMap;
import org.mirrorflow.theory.weights.Layout;

/**
 * A smooth map g from factors θ ∈ ℝᵖ to weights w ∈ ℝᵈ. Gradient flow on f∘g moves θ by θ̇ = −Dg(θ)ᵀ∇f(w).
 *
 * <p>θ has length {@link #factorCount()}, w has length {@link #dimension()}. Outputs are owned by the caller and must
 * not alias inputs.
 */
public interface Reparametrization {

    /** d, the number of weights. */
    int dimension();

    /** p, the number of factors. */
    int factorCount();

    /** The factors at which a flow starts. */
    double[] start();

    /** How θ is made up of factors: the tensors on which an optimizer keeps its state. */
    default Layout factorLayout() {
        return Layout.vector(factorCount());
    }

    /** w = g(θ). */
    void apply(double[] theta, double[] w);

    /** ẇ = Dg(θ) θ̇. */
    void pushForward(double[] theta, double[] thetaDot, double[] wDot);

    /** out = Dg(θ)ᵀ gradient. */
    void pullBack(double[] theta, double[] gradient, double[] out);

    /**
     * One step of gradient descent on the factors: θ ← θ − η·Jᵀg, then w ← g(θ). The same bits as {@link #pullBack}, a
     * multiplication and an addition for each factor, and {@link #apply}, perhaps in one pass.
     *
     * @param theta factors, changed
     * @param gradient by the weights, length d
     * @param rate η
     * @param slope workspace, length as the factors; may be written to or not
     * @param w output, length d
     */
    default void descend(double[] theta, double[] gradient, double rate, double[] slope, double[] w) {
        pullBack(theta, gradient, slope);
        for (int i = 0; i < theta.length; i++) {
            theta[i] += -rate * slope[i];
        }
        apply(theta, w);
    }

    /** Number of scalars that gradient flow conserves, whatever the loss. */
    int balanceCount();

    /** The conserved scalars at θ. */
    void balance(double[] theta, double[] out);

    /** The conserved scalar b as TeX, e.g. {@code u_i v_i}; empty when there is none. */
    String balanceFormula();

    /**
     * The mirror map whose mirror flow from g(θ₀) is the image of gradient flow from θ₀, normalised so that
     * ∇R(g(θ₀)) = 0: the flow's limit on regression is then the plain minimiser of R among interpolators. Empty when
     * the parametrization induces none.
     *
     * @throws IllegalArgumentException when θ₀ is a stationary start (a coordinate that can never move)
     */
    Optional<MirrorMap> inducedMap(double[] theta0);

    /**
     * The time-dependent map under weight decay, θ̇ = −Dg(θ)ᵀ∇f − λ(t)θ, normalised so that ∇R₀(g(θ₀)) = 0. Empty when
     * this decay is not admissible for the parametrization.
     */
    default Optional<MovingMirrorMap> movingMap(double[] theta0) {
        return Optional.empty();
    }

    /**
     * κ with b(cθ) = c^κ b(θ) for the conserved scalars: under weight decay b_t = b₀e^{−κΛ_t}, exactly, whether or not the
     * decay is admissible.
     */
    default double balanceDegree() {
        return 2;
    }

    /**
     * The penalty other than ½‖θ‖² whose decay moves the mirror map of this parametrization, where there is one.
     *
     * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Corollary 3.1.
     */
    default Optional<Penalty> admissiblePenalty() {
        return Optional.empty();
    }

    /** The time-dependent map under the decay of {@link #admissiblePenalty()}, normalised as {@link #movingMap}. */
    default Optional<MovingMirrorMap> movingMapOfAdmissiblePenalty(double[] theta0) {
        return Optional.empty();
    }
}
