package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * The first half of an optimizer's step: it makes of a gradient g the direction d against which the weights then move.
 * Plain descent has d = g; momentum, Adam, Lion and Muon differ in nothing else.
 *
 * @param <T> the tensor type of its {@link Algebra}
 */
public interface Direction<T> {

    /**
     * d ← d(g, state), and the state moves on.
     *
     * @param parameters θ, not written to
     * @param gradient g, not written to
     * @param out d
     */
    void direct(T parameters, T gradient, T out);

    /** As {@link Optimizer#timePerStep}. */
    default double timePerStep() {
        return 1;
    }

    /** As {@link Optimizer#state}. */
    default Map<String, T> state() {
        return Map.of();
    }

    /** As {@link Optimizer#counters}. */
    default double[] counters() {
        return new double[0];
    }

    /** As {@link Optimizer#setCounters}. */
    default void setCounters(double[] counters) {
        if (counters.length != 0) {
            throw new IllegalArgumentException("this direction counts nothing; given " + counters.length + " counters");
        }
    }
}
