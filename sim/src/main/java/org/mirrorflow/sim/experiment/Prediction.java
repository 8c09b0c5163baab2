package org.mirrorflow.sim.experiment;

import org.mirrorflow.theory.predict.Interpolator;

/**
 * A limit that theory names, with its certificate.
 *
 * @param id stable id: {@code limit}, {@code min-l1} or {@code min-l2}
 * @param name display name
 * @param formula what is minimised, as TeX
 * @param limit the minimiser and what certifies it
 */
public record Prediction(String id, String name, String formula, Interpolator limit) {

    /** The minimiser of the induced potential, which the flow reaches. */
    public static final String LIMIT = "limit";

    /** The interpolator of least ℓ1 norm. */
    public static final String MIN_L1 = "min-l1";

    /** The interpolator of least ℓ2 norm. */
    public static final String MIN_L2 = "min-l2";
}
