package org.mirrorflow.theory.mirror;

import org.mirrorflow.theory.formula.Expression;
import org.mirrorflow.theory.formula.Jet;

/**
 * How a convex formula behaves towards the ends of its domain: whether its slope is bounded there, and by which index it
 * varies at infinity.
 *
 * <p>The slope ∫ r″ dx is bounded at an end where r″ falls faster than 1/(s log x) in s = log x, judged by the local power of
 * x r″ in log x (Bertrand's test), over the scales that doubles reach. The index of regular variation is the limit of the
 * local powers of r and of Q = x r′ − r, extrapolated in 1/log x.
 *
 * <p>Source for the horizon: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763); for regular variation: Bingham, Goldie
 * and Teugels 1987.
 */
final class FormulaGrowth {

    /** Power of log x above which ∫ ds/s^κ is taken to converge; the boundary is 1. */
    private static final double CONVERGENT = 1.3;

    /** Local powers above this that still grow belong to a function faster than every power. */
    private static final double RAPID = 20;

    /** How far an extrapolated index may lie from the simple number that it is taken to be. */
    private static final double SNAP = 2e-3;

    private final Expression formula;
    private final FormulaDomain domain;

    FormulaGrowth(Expression formula, FormulaDomain domain) {
        this.formula = formula;
        this.domain = domain;
    }

    /** The range of the slope. */
    Interval dualDomain() {
        return new Interval(slopeAt(-1), slopeAt(1));
    }

    private double slopeAt(int side) {
        double end = side > 0 ? domain.interval().upper() : domain.interval().lower();
        double last = side > 0 ? domain.highest() : domain.lowest();
        double furthest = Double.isInfinite(end) ? Math.log(Math.abs(last)) : -Math.log(Math.abs(last - end));
        if (Double.isInfinite(furthest)) {
            furthest = -Math.log(Math.ulp(end));
        }
        // the last scale at which r″ can be told from 0
        double s = furthest;
        while (s > 0 && !FormulaConvexity.resolved(at(end, side, s))) {
            s *= 0.995;
        }
        if (Double.isInfinite(end) && s < 0.02) {
            s = Math.min(furthest, 0.02);
        }
        double before = 0.8 * s;
        double now = weight(end, side, s);
        double power = (now - weight(end, side, before)) / (s - before);
        if (power >= 0 || -power * 0.9 * s <= CONVERGENT) {
            return side * Double.POSITIVE_INFINITY;
        }
        double local = (now - weight(end, side, 0.99 * s)) / (0.01 * s);
        double tail = Math.exp(now) / Math.max(-local, -0.5 * power);
        double limit = at(end, side, s).slope() + side * tail;
        double furthestSlope = formula.at(last).slope();
        limit = side > 0 ? Math.max(limit, furthestSlope) : Math.min(limit, furthestSlope);
        return tidy(limit, Math.max(tail, 8 * Math.ulp(limit)));
    }

    /** A limit that whole numbers come as near to as its own uncertainty is that number. */
    private static double tidy(double limit, double uncertainty) {
        double whole = Math.rint(limit);
        return Math.abs(limit - whole) <= Math.min(uncertainty, 1e-9) ? whole + 0.0 : limit;
    }

    private Jet at(double end, int side, double s) {
        return formula.at(point(end, side, s));
    }

    private double point(double end, int side, double s) {
        double x = Double.isInfinite(end) ? side * Math.exp(s) : end - side * Math.exp(-s);
        return Math.clamp(x, domain.lowest(), domain.highest());
    }

    /** log of r″ dx/ds. */
    private double weight(double end, int side, double s) {
        double x = point(end, side, s);
        double width = Double.isInfinite(end) ? Math.abs(x) : Math.abs(x - end);
        return Math.log(formula.at(x).bend()) + Math.log(width);
    }

    /** The horizon function, or why there is none. */
    HorizonFunction horizon(Interval dual) {
        boolean right = Double.isInfinite(domain.interval().upper());
        boolean left = Double.isInfinite(domain.interval().lower());
        if (!right && !left) {
            return new HorizonFunction.None(
                    "the domain " + words(domain.interval()) + " is bounded, so that the sub-level sets never grow");
        }
        if (right && Double.isFinite(dual.upper())) {
            return new HorizonFunction.None(bounded(dual.upper(), "∞"));
        }
        if (left && Double.isFinite(dual.lower())) {
            return new HorizonFunction.None(bounded(dual.lower(), "−∞"));
        }
        if (right && left) {
            return twoSided();
        }
        return of(index(right ? 1 : -1));
    }

    private static String bounded(double slope, String where) {
        return "the slope stays below a bound, " + FormulaConvexity.shown(slope) + " at " + where
                + ": linear growth at most, to which the horizon theorem does not apply";
    }

    private static String words(Interval interval) {
        return "(" + FormulaConvexity.shown(interval.lower()) + ", " + FormulaConvexity.shown(interval.upper()) + ")";
    }

    private HorizonFunction twoSided() {
        double up = index(1);
        double down = index(-1);
        if (Double.isNaN(up) || Double.isNaN(down) || up != down) {
            return Double.isNaN(up) || Double.isNaN(down)
                    ? of(Double.NaN)
                    : new HorizonFunction.None(
                            "it grows like |x|^" + FormulaConvexity.shown(up) + " to the right and |x|^"
                                    + FormulaConvexity.shown(down) + " to the left, and a gauge needs one rate");
        }
        double far = Math.min(domain.highest(), -domain.lowest());
        // where neither side overflows; at infinite index a factor of the value is not seen
        double x = Math.exp(0.9 * Math.log(far));
        double scale = Double.isInfinite(up)
                ? Math.log(formula.at(x).value()) / Math.log(formula.at(-x).value())
                : formula.at(x).value() / formula.at(-x).value();
        if (!(Math.abs(scale - 1) < 0.01)) {
            return new HorizonFunction.None("at a great distance its value to the right is "
                    + FormulaConvexity.shown(scale) + " of that to the left, and a norm needs them alike");
        }
        return of(up);
    }

    private static HorizonFunction of(double index) {
        return Double.isNaN(index)
                ? new HorizonFunction.None("its growth settles on no power: log r(2x)/r(x) over log 2 does not converge"
                        + " over the scales that can be computed")
                : new HorizonFunction.Norm(index);
    }

    /** lim log(r(2x)/r(x))/log 2 on one side; ∞ where it grows without bound, NaN where it does not converge. */
    private double index(int side) {
        double top = 0.98 * Math.log(side > 0 ? domain.highest() : -domain.lowest());
        while (top > 1 && !precise(formula.at(side * Math.exp(top)))) {
            top *= 0.98;
        }
        double far = localPower(side, top);
        double middle = localPower(side, top / 2);
        if (far > RAPID && far > 1.3 * middle) {
            return Double.POSITIVE_INFINITY;
        }
        double near = localPower(side, top / 4);
        // a slowly varying factor adds about c/log x to the local power
        double limit = 2 * far - middle;
        double uncertainty = Math.abs(limit - (2 * middle - near));
        if (!(uncertainty < 0.05) || limit < 1 - SNAP) {
            return Double.NaN;
        }
        double exact = Math.rint(limit * 1e9) / 1e9;
        if (uncertainty < 1e-10 && Math.abs(far - middle) < 1e-10) {
            return Math.max(1, exact);
        }
        double simple = Math.rint(limit * 20) / 20;
        return Math.max(1, Math.abs(limit - simple) <= Math.max(SNAP, uncertainty) ? simple : exact);
    }

    private static boolean precise(Jet jet) {
        return jet.bendError() < 1e-10 * jet.bend() && Double.isFinite(jet.bend());
    }

    /** Power of Q = x r′ − r, or of r where Q cancels or overflows, at x = e^s. */
    private double localPower(int side, double s) {
        double x = side * Math.exp(s);
        Jet jet = formula.at(x);
        double q = x * jet.slope() - jet.value();
        double error = Math.abs(x) * jet.slopeError() + jet.valueError() + 4e-16 * Math.abs(jet.value());
        double curved = x * (x * jet.bend());
        if (q > 1e3 * error && Double.isFinite(q) && Double.isFinite(curved)) {
            return curved / q;
        }
        return x * (jet.slope() / jet.value());
    }
}
