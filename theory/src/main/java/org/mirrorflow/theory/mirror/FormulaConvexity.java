package org.mirrorflow.theory.mirror;

import java.util.Locale;
import org.mirrorflow.theory.formula.Expression;
import org.mirrorflow.theory.formula.Jet;

/**
 * Checks on the ladder of a domain that a formula is strictly convex and differentiable: its second derivative is positive
 * wherever doubles can tell, and its slope changes by the integral of that, so that it has no kink and no jump.
 *
 * <p>A second derivative that cancels or underflows proves nothing and is passed over, as that of {@code log(cosh(x))} far
 * out; a formula with more such points than not among the ordinary sizes is refused.
 */
final class FormulaConvexity {

    /** How many bounds of the rounding error a sign must clear. */
    private static final double CLEAR = 4;

    /** Share of a change of slope that Simpson's rule may miss before the gap is halved. */
    private static final double TOLERANCE = 1e-4;

    private static final int DEEPEST = 60;

    /** Halvings down to which both halves are looked at. */
    private static final int BRANCHING = 8;

    private final Expression formula;

    private FormulaConvexity(Expression formula) {
        this.formula = formula;
    }

    /**
     * Checks a formula on its domain.
     *
     * @throws IllegalArgumentException naming the x where it fails, in one clause after "the formula"
     */
    static void check(Expression formula, FormulaDomain domain) {
        new FormulaConvexity(formula).check(domain.ladder(), domain);
    }

    /** Whether the second derivative is surely above 0. */
    static boolean resolved(Jet jet) {
        return jet.bend() > CLEAR * jet.bendError();
    }

    private void check(double[] points, FormulaDomain domain) {
        int ordinary = 0;
        int clear = 0;
        double flat = Double.NaN;
        double concave = Double.NaN;
        Jet before = null;
        double last = Double.NaN;
        for (double x : points) {
            Jet here = formula.at(x);
            if (!here.isFinite()) {
                throw new IllegalArgumentException("is not finite at x = " + shown(x) + ", inside its domain");
            }
            if (here.bend() < -CLEAR * here.bendError()) {
                concave = ordinary(x, concave) ? x : concave;
            }
            if (Math.abs(x) > 1e-3 && Math.abs(x) < 1e3) {
                ordinary++;
                if (resolved(here)) {
                    clear++;
                } else if (ordinary(x, flat)) {
                    flat = x;
                }
            }
            if (before != null && !(last < 0 && x > 0) && Double.isNaN(concave)) {
                compare(last, before, x, here, 0);
            }
            before = here;
            last = x;
        }
        if (!Double.isNaN(concave)) {
            throw new IllegalArgumentException("is not convex: its second derivative at x = " + shown(concave) + " is "
                    + shown(formula.at(concave).bend()) + "; a mirror map needs it above 0");
        }
        if (ordinary > 0 && clear < 0.3 * ordinary) {
            throw new IllegalArgumentException("is not strictly convex: its second derivative at x = " + shown(flat)
                    + " cannot be told from 0; a mirror map needs it above 0");
        }
        if (domain.surroundsZero()) {
            checkZero();
        }
    }

    /** Whether x is nearer to 1 in size than another, so that a person is told of an x that means something. */
    private static boolean ordinary(double x, double other) {
        return Double.isNaN(other) || Math.abs(Math.log(Math.abs(x))) < Math.abs(Math.log(Math.abs(other)));
    }

    private void compare(double a, Jet low, double b, Jet high, int depth) {
        double change = high.slope() - low.slope();
        double middle = 0.5 * a + 0.5 * b;
        if (!(middle > a && middle < b)) {
            return;
        }
        Jet between = formula.at(middle);
        double integral = (b - a) / 6 * (low.bend() + 4 * between.bend() + high.bend());
        double rounding = 10 * (low.slopeError() + high.slopeError())
                + (b - a) * (low.bendError() + between.bendError() + high.bendError());
        double size = Math.max(Math.abs(change), Math.abs(integral));
        if (Math.abs(change - integral) <= TOLERANCE * size + rounding || size < Double.MIN_NORMAL) {
            return;
        }
        if (depth == DEEPEST || b - a < 64 * Math.ulp(Math.max(Math.abs(a), Math.abs(b)))) {
            // beside a pole the last gap before the end may stay unexplained; its own halves are monotone
            if (change > 0 && Math.min(low.bend(), high.bend()) * (b - a) > 0.01 * change) {
                return;
            }
            throw new IllegalArgumentException("has a kink or a jump at x = " + shown(middle)
                    + ", where its slope leaps from " + shown(low.slope()) + " to " + shown(high.slope())
                    + "; a mirror map must be differentiable");
        }
        // Deep down only the worse half is followed: a kink lies in one of the two, and noise in both would never end.
        boolean both = depth < BRANCHING;
        boolean left = both || missing(a, low, middle, between) >= missing(middle, between, b, high);
        if (left) {
            compare(a, low, middle, between, depth + 1);
        }
        if (both || !left) {
            compare(middle, between, b, high, depth + 1);
        }
    }

    /** How far the trapezium misses the change of slope. */
    private static double missing(double a, Jet low, double b, Jet high) {
        return Math.abs(high.slope() - low.slope() - 0.5 * (b - a) * (low.bend() + high.bend()));
    }

    /** The slopes on the two sides of 0 meet: their difference fades, or has always been within rounding. */
    private void checkZero() {
        double far = gap(1e-50);
        double near = gap(1e-100);
        Jet right = formula.at(1e-100);
        Jet left = formula.at(-1e-100);
        double rounding = CLEAR * (right.slopeError() + left.slopeError());
        if (near > rounding && near > 0.999 * far && near > 1e-90) {
            throw new IllegalArgumentException("has a kink at x = 0, where its slope leaps from " + shown(left.slope())
                    + " to " + shown(right.slope()) + "; a mirror map must be differentiable");
        }
    }

    private double gap(double x) {
        return Math.abs(formula.at(x).slope() - formula.at(-x).slope());
    }

    /** Four digits. */
    static String shown(double x) {
        String text = String.format(Locale.ROOT, "%.4g", x);
        return text.contains("e")
                ? text.replaceAll("\\.?0+e", "e").replaceAll("e([+-])0*", "e$1").replace("e+", "e")
                : text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
