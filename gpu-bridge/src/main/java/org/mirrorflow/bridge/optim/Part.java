package org.mirrorflow.bridge.optim;

import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.optim.MaskSchedule;

/**
 * What one optimizer moves: a parameter of a network, or several of them side by side.
 *
 * @param index its place among the parts
 * @param tensor its entries, live
 * @param weight whether it is one of the weights that sparsity is about
 * @param normalised whether its outputs are batch-normalised
 * @param mask how its mask is chosen and changes, or null for none
 * @param chosen a mask that has been chosen and stays, or null; instead of {@code mask}
 */
public record Part<T>(
        int index,
        T tensor,
        boolean weight,
        boolean normalised,
        @Nullable MaskSchedule mask,
        @Nullable T chosen) {

    /** A part without a mask. */
    public Part(int index, T tensor, boolean weight, boolean normalised) {
        this(index, tensor, weight, normalised, null, null);
    }
}
