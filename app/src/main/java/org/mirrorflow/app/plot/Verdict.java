package org.mirrorflow.app.plot;

/** What a residual says about its theorem; drawn as shape and fill, never as a hue. */
public enum Verdict {
    /** Within tolerance: ring-check. */
    HOLDS,
    /** Out of tolerance: filled ring-cross. A finding, not a fault. */
    FAILS,
    /** Cannot be told: half disc. */
    INCONCLUSIVE,
    /** Not computed yet: ring. */
    NOT_RUN,
    /** The theorem does not apply here: triangle, amber. */
    ASSUMPTION_BROKEN
}
