package org.mirrorflow.bridge.nn;

/** What a parameter is in its network. */
public enum Role {
    /** A matrix or kernel of a layer, whose rows are neurons; it may be sparse. */
    HIDDEN(true),
    /** The same, where the outputs are batch-normalised. */
    NORMALISED(true),
    /** The matrix of the last layer. */
    HEAD(false),
    /** What turns tokens, patches or places into vectors. */
    EMBEDDING(false),
    /** Shifts of a layer. */
    BIAS(false),
    /** Scales and shifts of a normalisation. */
    NORM(false);

    private final boolean weight;

    Role(boolean weight) {
        this.weight = weight;
    }

    /** Whether it is one of the weights that sparsity and hyperbolic steps are about. */
    public boolean isWeight() {
        return weight;
    }
}
