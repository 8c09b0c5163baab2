package org.mirrorflow.theory.reparam;

import java.util.Optional;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;

/**
 * A parametrization of one matrix by factor matrices. Its gradient flow is in general no mirror flow: the order of two
 * gradients that do not commute matters. As long as every gradient shares its singular vectors with the matrix, and the
 * factors start at multiples of isometries, it is the mirror flow of a spectral map.
 *
 * <p>Source: Gunasekar et al. 2017 (arXiv 1705.09280); Li, Luo and Lyu 2021 (arXiv 2012.09839) on where it fails; the
 * closed form of the maps derived, checked.
 */
public interface MatrixParametrization extends FactorMatrices {

    /** Number of rows of W. */
    int rows();

    /** Number of columns of W. */
    int columns();

    /** The part of W that no factor moves, by rows: W₀ of an adapter, otherwise 0; a fresh array. */
    default double[] offset() {
        return new double[dimension()];
    }

    /**
     * The spectral map R of W − offset whose mirror flow is the image of the factors' flow from θ₀ as long as the
     * gradients are aligned with W, normalised so that ∇R vanishes at the start before any decay. Empty when the start
     * rules it out, see {@link #obstacle}, or when the decay is not admissible.
     *
     * @param dose Λ = ∫λ of the weight decay so far
     */
    Optional<SpectralMirrorMap> alignedMap(double[] theta0, double dose);

    /** Why {@link #alignedMap} is empty for this start, as a sentence; empty when it is not. */
    String obstacle(double[] theta0);

    /** Empty: the image of gradient flow is the mirror flow of one map only under aligned gradients. */
    @Override
    default Optional<org.mirrorflow.theory.mirror.MirrorMap> inducedMap(double[] theta0) {
        return Optional.empty();
    }
}
