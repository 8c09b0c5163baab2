package org.mirrorflow.sim.problem;

import java.util.List;
import java.util.Optional;

/** A loss over a network: each block of its layout is a layer's matrix or vector, and has a part to play. */
public interface Network extends Problem {

    /** What a block does. */
    enum Role {
        /** A matrix whose outputs are normalised neuron by neuron over the batch: scaling a row changes nothing. */
        NORMALISED,
        /** A matrix whose outputs go on as they are. */
        HIDDEN,
        /** The last layer, which a new task replaces. */
        HEAD,
        /** A vector of shifts. */
        SHIFT
    }

    /** One role for each block of {@link #layout()}, in its order. */
    List<Role> roles();

    /**
     * Which weights exist, length d: f(w) = f(w ⊙ M), and the gradient is 0 elsewhere. Empty when all do. Not to be written
     * to.
     */
    default Optional<boolean[]> mask() {
        return Optional.empty();
    }
}
