package org.mirrorflow.sim.problem;

import java.util.Optional;
import org.mirrorflow.theory.weights.Layout;

/**
 * A differentiable loss f : ℝᵈ → ℝ together with its data.
 *
 * <p>The data never change. One instance may own workspaces and then belongs to one thread; {@link #copy()} gives
 * another instance over the same data for another thread.
 */
public interface Problem {

    /** d, the length of the weights. */
    int dimension();

    /**
     * f(w); allocates nothing.
     *
     * @param w weights, length d
     * @throws IllegalArgumentException if the length is not d
     */
    double loss(double[] w);

    /**
     * f(w), with ∇f(w) written to {@code gradient}; allocates nothing. The value is the same, bit for bit, as that of
     * {@link #loss(double[])}.
     *
     * @param w weights, length d
     * @param gradient output, length d, overwritten; must not be {@code w}
     * @throws IllegalArgumentException if a length is not d, naming both
     */
    double lossAndGradient(double[] w, double[] gradient);

    /**
     * log f(w), also where f(w) underflows. The default takes the logarithm of {@link #loss}; problems whose loss falls
     * exponentially work in the log domain.
     */
    default double logLoss(double[] w) {
        return Math.log(loss(w));
    }

    /** Whether the loss attains its infimum; on separable data it does not, and a vanishing gradient ends nothing. */
    default boolean attainsInfimum() {
        return true;
    }

    /** The shape of the weights. */
    default Layout layout() {
        return Layout.vector(dimension());
    }

    /** Where the problem says that the weights start (a pretrained or randomly initialised network); the caller's copy. */
    default Optional<double[]> startWeights() {
        return Optional.empty();
    }

    /** One line for people: what the data are and their shape. */
    String description();

    /**
     * SHA-256 of everything the loss depends on, as 64 lower-case hexadecimal digits: equal data give equal digests on
     * every machine.
     */
    String digest();

    /** The weights from which the targets were made, where they are known; the caller's own copy. */
    Optional<double[]> planted();

    /** Why no theorem names where flows on this loss end, as a sentence; empty where one may. */
    default String withoutLimit() {
        return "";
    }

    /** A problem over the same data for use on another thread; the instance itself where it owns no workspace. */
    Problem copy();
}
