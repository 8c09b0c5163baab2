package org.mirrorflow.theory.mirror;

/**
 * A mirror map that regularisation moves: R_a with the accumulated dose a = Λ_t = ∫₀ᵗ λ. The flow is
 * d∇R_{Λ_t}(w) = −∇f(w) dt; the dual variable does not feel the decay, the geometry does.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), Theorem 3.1.
 */
public interface MovingMirrorMap {

    /** d. */
    int dimension();

    /** R at that dose Λ ≥ 0; at dose 0 it is the map without decay. */
    MirrorMap at(double dose);
}
