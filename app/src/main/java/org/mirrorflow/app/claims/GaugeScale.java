package org.mirrorflow.app.claims;

import java.util.OptionalDouble;
import org.mirrorflow.sim.claim.Check;

/**
 * Where a number stands relative to its bound, in decades: log₁₀(value / bound) for an upper bound, its negative for a lower
 * one, so that negative is the right side of every bound. Cut off at the ends of the scale. A bound of zero has no scale; there
 * only the side can be told.
 */
final class GaugeScale {

    /** The scale's end on the right side of the bound. */
    static final double BEST = -7;

    /** The scale's end on the wrong side. */
    static final double WORST = 3;

    /** Where a number stands of which only the side is known. */
    static final double SIDE = 0.6;

    private GaugeScale() {}

    /** Whether distances from that bound mean anything. */
    static boolean hasScale(Check check) {
        return check.bound() != 0;
    }

    /** Decades from the bound; empty where there is no number. */
    static OptionalDouble decades(Check check, double value) {
        if (Double.isNaN(value)) {
            return OptionalDouble.empty();
        }
        boolean upper = check.relation() == Check.Relation.AT_MOST;
        if (!hasScale(check)) {
            double beyond = upper ? value : -value;
            return OptionalDouble.of(SIDE * Math.signum(beyond));
        }
        // A negative upper bound is a positive lower bound of the number's opposite.
        boolean opposite = check.bound() < 0;
        double ratio = value / check.bound();
        double decades = ratio <= 0 ? Double.NEGATIVE_INFINITY : Math.log10(ratio);
        return OptionalDouble.of(Math.clamp(upper != opposite ? decades : -decades, BEST, WORST));
    }
}
