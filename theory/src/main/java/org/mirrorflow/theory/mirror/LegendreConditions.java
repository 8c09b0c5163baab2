package org.mirrorflow.theory.mirror;

import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.theory.weights.Layout;

/**
 * What a convergence theorem asks of a mirror map, evaluated for each potential of a separable or spectral map:
 *
 * <ul>
 *   <li>Legendre: r′ strictly increasing, and |r′| → ∞ at a finite end of the domain, so that the flow cannot leave the domain.
 *   <li>Coercive: r′ takes every value, so that the flow cannot run into the end of a bounded dual domain and a minimiser
 *       exists on every set of solutions that meets the domain.
 * </ul>
 *
 * <p>r″ is sampled at points whose duals spread over the dual domain; the ends are those that the potential states.
 *
 * <p>Source: Rockafellar 1970, section 26; Li, Wang, Lee and Arora 2022 (arXiv 2207.04036), on Bregman functions.
 *
 * @param legendre whether the map is Legendre
 * @param coercive whether its gradient is onto
 * @param place index of the first coordinate that fails, −1 where none does or all are alike
 * @param domain of the coordinate that fails first, or of the first
 * @param dualDomain the same for the range of r′
 */
public record LegendreConditions(boolean legendre, boolean coercive, int place, Interval domain, Interval dualDomain) {

    /** Duals at which r″ is looked at, as shares of the dual domain. */
    private static final double[] SHARES = {0.02, 0.25, 0.5, 0.75, 0.98};

    /** Half the width of what stands for an unbounded side of a dual domain. */
    private static final double REACH = 3;

    /** Those of a map; empty where it is neither separable nor spectral. */
    public static Optional<LegendreConditions> of(MirrorMap map) {
        if (map instanceof SpectralMirrorMap spectral) {
            return Optional.of(of(spectral.potential(), -1));
        }
        if (!(map instanceof SeparableMirrorMap separable)) {
            return Optional.empty();
        }
        LegendreConditions first = of(separable.potential(0), 0);
        boolean alike = true;
        for (int i = 1; i < separable.dimension(); i++) {
            LegendreConditions here = of(separable.potential(i), i);
            alike &= here.domain.equals(first.domain) && here.dualDomain.equals(first.dualDomain);
            if (rank(here) < rank(first)) {
                first = here;
            }
        }
        return Optional.of(
                alike || rank(first) == 2
                        ? new LegendreConditions(first.legendre, first.coercive, -1, first.domain, first.dualDomain)
                        : first);
    }

    private static int rank(LegendreConditions conditions) {
        return (conditions.legendre ? 1 : 0) + (conditions.coercive ? 1 : 0);
    }

    private static LegendreConditions of(ScalarPotential r, int place) {
        Interval domain = r.domain();
        Interval dual = r.dualDomain();
        boolean steep = (domain.lower() == Double.NEGATIVE_INFINITY || dual.lower() == Double.NEGATIVE_INFINITY)
                && (domain.upper() == Double.POSITIVE_INFINITY || dual.upper() == Double.POSITIVE_INFINITY);
        double lower = Double.isInfinite(dual.lower())
                ? (Double.isInfinite(dual.upper()) ? -REACH : dual.upper() - 2 * REACH)
                : dual.lower();
        double upper = Double.isInfinite(dual.upper()) ? Math.max(lower, -REACH) + 2 * REACH : dual.upper();
        boolean convex = true;
        for (double share : SHARES) {
            double x = r.inverseDerivative(lower + share * (upper - lower));
            convex &= r.secondDerivative(x) > 0 || r.logSecondDerivative(x) > Double.NEGATIVE_INFINITY || rises(r, x);
        }
        return new LegendreConditions(convex && steep, dual.equals(Interval.REAL_LINE), place, domain, dual);
    }

    /** A metric that is 0 or infinite at one point, as of |x|ᵖ at 0, is no lack of strict convexity. */
    private static boolean rises(ScalarPotential r, double x) {
        double aside = 1e-3 * (1 + Math.abs(x));
        return r.derivative(x - aside) < r.derivative(x) && r.derivative(x) < r.derivative(x + aside);
    }

    /**
     * Both conditions for people; where one fails, by what.
     *
     * @param weights the shape of the weights, whose entry that fails is named
     */
    public String sentence(Layout weights) {
        String of = place < 0 ? "" : " of " + weights.entryName(place);
        return (legendre
                        ? "Legendre: yes."
                        : "Legendre: no, the mirror" + of + " stays finite at an end of the domain " + domainText()
                                + ", where the flow can leave it.")
                + (coercive
                        ? " Coercive: yes, the mirror takes every value."
                        : " Coercive: no, the mirror" + of + " takes the values " + dualText() + " alone.");
    }

    /** The range of r′ in short, e.g. {@code (-1.85, 1.85)}. */
    public String dualText() {
        return text(dualDomain);
    }

    /** The domain in short. */
    public String domainText() {
        return text(domain);
    }

    private static String text(Interval interval) {
        return "(" + text(interval.lower()) + ", " + text(interval.upper()) + ")";
    }

    private static String text(double x) {
        return Double.isInfinite(x) ? (x > 0 ? "∞" : "-∞") : x == 0 ? "0" : String.format(Locale.ROOT, "%.3g", x);
    }
}
