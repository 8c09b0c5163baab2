package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * A discrete-time optimizer of one tensor: reads a gradient, moves the parameters, keeps its own state.
 *
 * @param <T> the tensor type of its {@link Algebra}
 */
public interface Optimizer<T> {

    /** θ ← θ + update(gradient, state), with step size {@code learningRate}. The gradient may be overwritten. */
    void step(T parameters, T gradient, double learningRate);

    /**
     * How far one step with a small {@code learningRate} follows gradient flow, in units of the learning rate: 1 for plain
     * descent, 1/(1 − μ) for momentum μ once its velocity has built up.
     */
    default double timePerStep() {
        return 1;
    }

    /** Whether a step is θ ← θ − η·gradient and nothing else, by the algebra's addScaled. */
    default boolean isPlainDescent() {
        return false;
    }

    /** The tensors to save for an exact resume, live, by name, in a fixed order; empty for a memoryless optimizer. */
    Map<String, T> state();

    /** The numbers to save besides: counts of steps and the like. */
    default double[] counters() {
        return new double[0];
    }

    /** Takes over numbers that {@link #counters} gave. */
    default void setCounters(double[] counters) {
        if (counters.length != 0) {
            throw new IllegalArgumentException("this optimizer counts nothing; given " + counters.length + " counters");
        }
    }

    /**
     * Tells it that the weights have been masked anew: whatever it remembers of masked weights is forgotten.
     *
     * @param mask ones and zeros, not written to
     */
    default void maskChanged(T mask) {
        // nothing is remembered
    }

    /** direction ← the same with 0 for parameters that this optimizer keeps at 0, which nothing else may move either. */
    default void confine(T direction) {
        // everything moves
    }
}
