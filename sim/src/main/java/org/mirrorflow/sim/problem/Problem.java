package org.mirrorflow.sim.problem;

import java.util.Optional;

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

    /** One line for people: what the data are and their shape. */
    String description();

    /**
     * SHA-256 of everything the loss depends on, as 64 lower-case hexadecimal digits: equal data give equal digests on
     * every machine.
     */
    String digest();

    /** The weights from which the targets were made, where they are known; the caller's own copy. */
    Optional<double[]> planted();

    /** A problem over the same data for use on another thread; the instance itself where it owns no workspace. */
    Problem copy();
}
