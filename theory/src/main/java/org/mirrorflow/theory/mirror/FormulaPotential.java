package org.mirrorflow.theory.mirror;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.formula.Expression;
import org.mirrorflow.theory.formula.FormulaException;
import org.mirrorflow.theory.formula.Jet;
import org.mirrorflow.theory.weights.Layout;

/**
 * A potential that a person types, r(x) = a formula in x, e.g. {@code abs(x)*log(1+abs(x)) + x^4/10}.
 *
 * <p>The domain is where the formula and two derivatives are finite ({@link FormulaDomain}); strict convexity is checked on
 * a fine grid ({@link FormulaConvexity}), which is no proof between its points; the range of r′ and the horizon are judged
 * by the growth towards the ends ({@link FormulaGrowth}). Beyond the sizes at which the formula overflows, value and mirror
 * are infinite, or linear where the mirror is bounded.
 *
 * <p>Near 0 a formula such as {@code cosh(x)-1} cancels. Where its own rounding bound says so, mirror and value are
 * integrated from the second derivative instead, so that both keep their relative precision down to the smallest x.
 *
 * <p>Errors: what is no formula, no convex function or has a kink is refused at construction with
 * {@link IllegalArgumentException}, whose message is one sentence. Source: the contract of a Legendre function, Rockafellar
 * 1970, section 26.
 */
public final class FormulaPotential implements ScalarPotential {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(12, 0, 1);

    /** Relative rounding above which a value near 0 is integrated instead. */
    private static final double COARSE = 4e-15;

    /** How closely the rule on an interval and on its halves must agree for r″ to count as smooth there. */
    private static final double SMOOTH = 2e-14;

    private static final double NEAR_ZERO = 1e-100;

    private static final int MOST_STEPS = 200;

    private static final int KEPT = 32;

    private static final Map<String, FormulaPotential> READY = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FormulaPotential> eldest) {
            return size() > KEPT;
        }
    };

    private final String text;
    private final Expression formula;
    private final FormulaDomain domain;
    private final Interval dual;
    private final HorizonFunction horizon;
    /** r(0) and r′(0) where 0 is inside the domain, else 0. */
    private final double valueAtZero;

    private final double slopeAtZero;
    /** The distance from 0 within which r″ is smooth on either side; 0 where there is none. */
    private final double smoothRadius;

    private final double rest;

    /**
     * @param text the formula
     * @throws IllegalArgumentException when it cannot be read, is finite nowhere, is not strictly convex or has a kink
     */
    public FormulaPotential(String text) {
        this.text = text.strip();
        try {
            this.formula = Expression.parse(this.text);
        } catch (FormulaException e) {
            throw new IllegalArgumentException(
                    "the formula \"" + this.text + "\" cannot be read: " + e.getMessage(), e);
        }
        try {
            this.domain = FormulaDomain.of(formula);
            FormulaConvexity.check(formula, domain);
            FormulaGrowth growth = new FormulaGrowth(formula, domain);
            this.dual = growth.dualDomain();
            this.horizon = growth.horizon(dual);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the formula \"" + this.text + "\" " + e.getMessage(), e);
        }
        boolean around = domain.surroundsZero();
        Jet zero = around ? atZero() : formula.at(domain.lowest());
        valueAtZero = around && Math.abs(zero.value()) > 4 * zero.valueError() ? zero.value() : 0;
        slopeAtZero = around && Math.abs(zero.slope()) > 4 * zero.slopeError() ? zero.slope() : 0;
        smoothRadius = around ? findSmoothRadius() : 0;
        rest = dual.contains(0) ? inverseDerivative(0) : inside();
    }

    /** The potential of that text, kept for the next time, since the checks take a few hundredths of a second. */
    static FormulaPotential of(String text) {
        synchronized (READY) {
            return READY.computeIfAbsent(text.strip(), FormulaPotential::new);
        }
    }

    /** The formula as typed. */
    public String text() {
        return text;
    }

    /** The formula in TeX, in the variable x. */
    public String tex() {
        return formula.tex();
    }

    private Jet atZero() {
        Jet zero = formula.at(0);
        if (Double.isFinite(zero.value()) && Double.isFinite(zero.slope())) {
            return zero;
        }
        Jet right = formula.at(NEAR_ZERO);
        Jet left = formula.at(-NEAR_ZERO);
        Jet far = formula.at(Math.sqrt(NEAR_ZERO));
        return new Jet(
                limit(0.5 * (right.value() + left.value()), far.value()),
                limit(0.5 * (right.slope() + left.slope()), far.slope()),
                Double.NaN,
                Math.abs(right.value() - left.value()) + right.valueError(),
                Math.abs(right.slope() - left.slope()) + right.slopeError(),
                0);
    }

    /** The limit at 0 of what has come to {@code near} from {@code far}: 0 where it is fading. */
    private static double limit(double near, double far) {
        return Math.abs(near) < 1e-3 * Math.abs(far) ? 0 : near;
    }

    private double findSmoothRadius() {
        for (double h = 1; h > 1e-12; h /= 2) {
            if (h < domain.highest() / 4 && -h > domain.lowest() / 4 && smooth(h) && smooth(-h)) {
                return h;
            }
        }
        return 0;
    }

    private boolean smooth(double h) {
        double whole = moment(0, h, 0);
        double halves = 0.5 * (moment(0, 0.5 * h, 0) + moment(0.5 * h, h, 0));
        for (double s : new double[] {1e-3, 0.1, 0.5, 1}) {
            Jet jet = formula.at(s * h);
            if (!(jet.bendError() < 1e-13 * jet.bend())) {
                return false;
            }
        }
        return Math.abs(whole - halves) <= SMOOTH * whole;
    }

    /** ∫₀¹ sᵏ r″(a + s(b − a)) ds for k = 0 or 1. */
    private double moment(double a, double b, int k) {
        double sum = 0;
        for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
            double s = RULE.getPoint(i);
            sum += RULE.getWeight(i)
                    * (k == 0 ? 1 : s)
                    * formula.at(a + s * (b - a)).bend();
        }
        return sum;
    }

    @Override
    public Interval domain() {
        return domain.interval();
    }

    @Override
    public Interval dualDomain() {
        return dual;
    }

    /** Whether x is in the domain but not where the formula can be evaluated. */
    private boolean beyond(double x) {
        return x > domain.highest() || x < domain.lowest();
    }

    /** r(x) − r(0) − r′(0) x. */
    private double excess(double x) {
        Jet jet = formula.at(x);
        double direct = jet.value() - valueAtZero - slopeAtZero * x;
        double error = jet.valueError() + 2e-16 * (Math.abs(valueAtZero) + Math.abs(slopeAtZero * x));
        return Math.abs(x) <= smoothRadius && !(error <= COARSE * Math.abs(direct))
                ? x * (x * (moment(0, x, 0) - moment(0, x, 1)))
                : direct;
    }

    /** r′(x) − r′(0). */
    private double lift(double x) {
        Jet jet = formula.at(x);
        double direct = jet.slope() - slopeAtZero;
        double error = jet.slopeError() + 2e-16 * Math.abs(slopeAtZero);
        return Math.abs(x) <= smoothRadius && !(error <= COARSE * Math.abs(direct)) ? x * moment(0, x, 0) : direct;
    }

    @Override
    public double value(double x) {
        if (!domain.interval().contains(x)) {
            return Double.NaN;
        }
        if (x == 0) {
            return valueAtZero;
        }
        if (beyond(x)) {
            return valueBeyond(x);
        }
        return Math.abs(x) <= smoothRadius
                ? valueAtZero + slopeAtZero * x + excess(x)
                : formula.at(x).value();
    }

    private double valueBeyond(double x) {
        double last = x > 0 ? Math.min(x, domain.highest()) : Math.max(x, domain.lowest());
        last = Math.clamp(last, domain.lowest(), domain.highest());
        double slope = derivative(x);
        if (Double.isFinite(slope)) {
            return formula.at(last).value() + slope * (x - last);
        }
        double value = formula.at(last).value();
        // towards an end inside ℝ the value may stay finite though the slope does not
        boolean towardsInfinity = Double.isInfinite(
                x > last ? domain.interval().upper() : domain.interval().lower());
        return towardsInfinity || value > 1e100 ? Double.POSITIVE_INFINITY : value;
    }

    @Override
    public double derivative(double x) {
        if (!domain.interval().contains(x)) {
            return Double.NaN;
        }
        if (x == 0) {
            return slopeAtZero;
        }
        if (beyond(x)) {
            return x > domain.highest() ? dual.upper() : dual.lower();
        }
        if (Math.abs(x) <= smoothRadius) {
            return Math.clamp(slopeAtZero + lift(x), dual.lower(), dual.upper());
        }
        Jet jet = formula.at(x);
        double slope = jet.slope();
        // a slope that rounding cannot tell from its bound is the bound, or noise would make it fall and rise there
        if (slope >= dual.upper() - jet.slopeError() && Double.isFinite(dual.upper())) {
            return dual.upper();
        }
        return slope <= dual.lower() + jet.slopeError() && Double.isFinite(dual.lower()) ? dual.lower() : slope;
    }

    @Override
    public double secondDerivative(double x) {
        if (!domain.interval().contains(x)) {
            return Double.NaN;
        }
        double bend = Math.max(
                0, formula.at(Math.clamp(x, domain.lowest(), domain.highest())).bend());
        return x == 0 && !Double.isFinite(bend) ? bendAtZero() : bend;
    }

    /** The limit of r″ at 0 where the formula has none to offer there. */
    private double bendAtZero() {
        double near = formula.at(NEAR_ZERO).bend();
        double ratio = near / formula.at(Math.sqrt(NEAR_ZERO)).bend();
        return ratio > 10 ? Double.POSITIVE_INFINITY : ratio < 0.1 ? 0 : near;
    }

    @Override
    public double inverseDerivative(double eta) {
        if (Double.isNaN(eta) || !(dual.contains(eta) || eta == dual.lower() || eta == dual.upper())) {
            return Double.NaN;
        }
        if (!dual.contains(eta)) {
            // an infinite η belongs to the end of the domain, a finite end of the range to nothing
            return Double.isFinite(eta)
                    ? Double.NaN
                    : eta > 0 ? domain.interval().upper() : domain.interval().lower();
        }
        if (domain.surroundsZero()) {
            double target = eta - slopeAtZero;
            if (target == 0) {
                return 0;
            }
            int side = target > 0 ? 1 : -1;
            double furthest = side > 0 ? domain.highest() : -domain.lowest();
            return side * solve(side, Math.abs(target), true, Double.MIN_VALUE, furthest);
        }
        return domain.interval().lower() >= 0
                ? solve(1, eta, false, domain.lowest(), domain.highest())
                : -solve(-1, -eta, false, -domain.highest(), -domain.lowest());
    }

    /**
     * The a in [low, high] at which side·r′(side·a) is the target: Newton's method in log a, for a mirror counted from 0 in its
     * logarithm too, bisected in the order of doubles where it leaves its bracket.
     */
    private double solve(int side, double target, boolean fromZero, double low, double high) {
        double lower = low;
        double upper = high;
        if (rise(side, upper, fromZero) <= target) {
            return upper;
        }
        if (rise(side, lower, fromZero) >= target) {
            return lower;
        }
        double a = lower < 1 && upper > 1 ? 1 : 0.5 * (lower + Math.min(upper, lower + 2));
        for (int i = 0; i < MOST_STEPS; i++) {
            double at = rise(side, a, fromZero);
            if (at == target) {
                break;
            }
            if (at > target) {
                upper = a;
            } else {
                lower = a;
            }
            double bend = secondDerivative(side * a);
            double step = fromZero ? -Math.log(at / target) * at / (a * bend) : (target - at) / (a * bend);
            double next = a * Math.exp(step);
            if (!(next > lower && next < upper) || i % 8 == 7) {
                next = Double.longBitsToDouble(Double.doubleToLongBits(lower)
                        + (Double.doubleToLongBits(upper) - Double.doubleToLongBits(lower)) / 2);
            }
            // beside an end inside ℝ it is the distance to the end that must settle
            double scale = Math.min(a, Math.min(a - low, high - a));
            boolean settled = Math.abs(next - a) <= Math.max(1e-9 * scale, Math.ulp(a));
            a = next;
            if (settled || next == lower) {
                break;
            }
        }
        return polished(side, target, fromZero, a, low, high);
    }

    private double polished(int side, double target, boolean fromZero, double a, double low, double high) {
        double best = a;
        double residual = Math.abs(rise(side, a, fromZero) - target);
        for (int i = 0; i < 3 && residual > 0; i++) {
            double next = best - (rise(side, best, fromZero) - target) / secondDerivative(side * best);
            if (!(next >= low && next <= high)) {
                break;
            }
            double there = Math.abs(rise(side, next, fromZero) - target);
            if (!(there < residual)) {
                break;
            }
            best = next;
            residual = there;
        }
        return best;
    }

    private double rise(int side, double a, boolean fromZero) {
        double x = side * a;
        return side * (fromZero ? (beyond(x) ? derivative(x) - slopeAtZero : lift(x)) : derivative(x));
    }

    @Override
    public double conjugate(double eta) {
        double x = inverseDerivative(eta);
        if (Double.isNaN(x) || Double.isInfinite(eta)) {
            return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
        }
        return balance(x);
    }

    @Override
    public double speed(double eta) {
        double x = inverseDerivative(eta);
        return Double.isFinite(x) ? 1 / secondDerivative(x) : x;
    }

    /** x r′ − r; near 0 it is −r(0) + ∫₀ˣ t r″(t) dt, which does not cancel. */
    @Override
    public double balance(double x) {
        if (!domain.interval().contains(x)) {
            return Double.NaN;
        }
        if (Math.abs(x) <= smoothRadius) {
            return -valueAtZero + x * (x * moment(0, x, 1));
        }
        if (beyond(x)) {
            double last = Math.clamp(x, domain.lowest(), domain.highest());
            boolean bounded = Double.isFinite(derivative(x));
            return bounded ? last * derivative(x) - formula.at(last).value() : Double.POSITIVE_INFINITY;
        }
        Jet jet = formula.at(x);
        return x * derivative(x) - jet.value();
    }

    /**
     * For near points (x − y)² ∫₀¹ (1 − s) r″(y + s(x − y)) ds, whose terms are all positive; on opposite sides of 0 the sum of
     * positive parts counted from 0; otherwise the definition.
     */
    @Override
    public double bregman(double x, double y) {
        if (!domain.interval().contains(x) || !domain.interval().contains(y)) {
            return Double.NaN;
        }
        if (x == y) {
            return 0;
        }
        if (beyond(x) || beyond(y)) {
            double rough = value(x) - value(y) - derivative(y) * (x - y);
            return Double.isNaN(rough) ? Double.POSITIVE_INFINITY : Math.max(0, rough);
        }
        double h = x - y;
        boolean sameSide = x * Math.signum(y) > 0;
        if (sameSide && near(x, y)) {
            return h * (h * (moment(y, x, 0) - moment(y, x, 1)));
        }
        if (domain.surroundsZero() && !sameSide) {
            double lift = y == 0 ? 0 : lift(y);
            double behind = y == 0 ? 0 : Math.max(0, y * lift - excess(y));
            return (x == 0 ? 0 : excess(x)) + behind - lift * x;
        }
        double divergence =
                domain.surroundsZero() ? excess(x) - excess(y) - lift(y) * h : value(x) - value(y) - derivative(y) * h;
        return Double.isNaN(divergence) ? Double.POSITIVE_INFINITY : Math.max(0, divergence);
    }

    private boolean near(double x, double y) {
        if (Math.abs(x - y) > 0.25 * Math.max(Math.abs(x), Math.abs(y))) {
            return false;
        }
        double ratio = secondDerivative(x) / secondDerivative(y);
        return ratio >= 0.25 && ratio <= 4;
    }

    @Override
    public HorizonFunction horizon() {
        return horizon;
    }

    @Override
    public double restPoint() {
        return rest;
    }

    private double inside() {
        if (domain.interval().contains(1)) {
            return 1;
        }
        double low = Math.max(domain.lowest(), domain.highest() - 2);
        return 0.5 * (low + Math.min(domain.highest(), low + 2));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaPotential potential && potential.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "FormulaPotential[" + text + "]";
    }

    /** The catalogue entry {@code formula}; text parameter {@code formula}. */
    public static final class Family implements MirrorMapFamily {

        /** Id of the entry and of its one parameter. */
        public static final String ID = "formula";

        @Override
        public String id() {
            return ID;
        }

        @Override
        public String name() {
            return "Formula of your own";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i \\varphi(x_i)";
        }

        @Override
        public String summary() {
            return "A convex function of one variable that you type; domain, inverse mirror and horizon are computed.";
        }

        @Override
        public String source() {
            return "Rockafellar 1970, Convex Analysis, section 26, for what a Legendre function needs.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Text(
                    ID,
                    "\\varphi",
                    "Formula",
                    "A strictly convex formula in x from + - * / ^, numbers, pi, e, and abs, exp, log, sqrt, sin, cos, tan,"
                            + " sinh, cosh, tanh, asinh, acosh, atanh, atan.",
                    false,
                    "abs(x)*log(1+abs(x)) + x^4/10",
                    false));
        }

        /** {@inheritDoc} Also when the formula cannot be read or is no potential. */
        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            try {
                return SeparableMirrorMap.uniform(FormulaPotential.of(settings.text(ID)), layout.dimension());
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                String clause =
                        message.startsWith("the formula ") ? message.substring("the formula ".length()) : message;
                throw new InvalidSettingException(ID, clause);
            }
        }
    }
}
