package org.mirrorflow.theory.optim;

import java.util.List;

/**
 * A discrete-time optimizer: reads a gradient, moves the parameters, keeps its own state.
 *
 * @param <T> the vector type of its {@link Algebra}
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

    /** The state to save for an exact resume, live, in a fixed order; empty for a memoryless optimizer. */
    List<T> state();
}
