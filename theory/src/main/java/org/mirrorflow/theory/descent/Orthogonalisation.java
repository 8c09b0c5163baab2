package org.mirrorflow.theory.descent;

/**
 * The orthogonal factor of a matrix: G = UΣVᵀ ↦ UVᵀ, over the singular values that are not 0. It is the steepest
 * direction of the spectral norm. One instance is for one shape, owns its workspace and belongs to one thread.
 */
public interface Orthogonalisation {

    /** Number of rows. */
    int rows();

    /** Number of columns. */
    int columns();

    /**
     * Writes UVᵀ.
     *
     * @param g the matrix by rows, starting at {@code offset}
     * @param offset index of its first entry, in both arrays
     * @param out output; may be {@code g}
     */
    void apply(double[] g, int offset, double[] out);
}
