package org.mirrorflow.sim.problem;

/** A loss that is a mean over samples, so that a part of them gives a noisy gradient. */
public interface Minibatched extends Problem {

    /** n, the number of samples. */
    int samples();

    /**
     * The loss on some samples alone, with its gradient; allocates nothing once the size of a batch has been seen.
     *
     * @param w weights, length d
     * @param batch numbers of samples, 0 … n − 1, at least one; a number may occur twice
     * @param gradient output, length d, overwritten
     * @throws IllegalArgumentException if a length is not d, or the batch is empty
     */
    double lossAndGradient(double[] w, int[] batch, double[] gradient);
}
