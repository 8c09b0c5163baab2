package org.mirrorflow.theory.weights;

import java.util.Optional;

/**
 * Where the weights of a problem start, as far as the problem says: their shape, the seed of whatever a parametrization
 * draws, and the weights themselves where the problem fixes them (a pretrained network, a random initialisation).
 *
 * @param layout shape of the weights w
 * @param seed seed for random factors
 * @param weights w₀ where the problem fixes it, length {@code layout.dimension()}; not written to
 */
public record Start(Layout layout, long seed, Optional<double[]> weights) {

    public Start {
        weights.ifPresent(w -> {
            if (w.length != layout.dimension()) {
                throw new IllegalArgumentException(
                        "the start has length " + w.length + " but the weights are " + layout);
            }
        });
    }

    /** A start of which only the number of weights is known. */
    public static Start of(int dimension) {
        return new Start(Layout.vector(dimension), 0, Optional.empty());
    }

    /** Number of weights. */
    public int dimension() {
        return layout.dimension();
    }
}
