package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The Tsallis potential r(x) = (xˢ − s x + s − 1)/(s(s − 1)) on (0, ∞), 0 &lt; s &lt; 1: r′ = (x^{s−1} − 1)/(s − 1)
 * with range (−∞, 1/(1 − s)), r″ = x^{s−2}, r(1) = r′(1) = 0.
 *
 * <p>Between Burg's entropy (s → 0) and the negative entropy (s → 1). With factor 1/L² and s = 2/L it is induced by
 * w = uᴸ under gradient flow. The mirror is bounded above, so the horizon theorem does not apply.
 *
 * <p>Source: Tsallis 1988; for w = uᴸ, r″ = w^{2/L−2}/L² is a change of variables.
 */
public final class Tsallis implements ScalarPotential {

    private final double s;

    /**
     * @param s exponent, strictly between 0 and 1
     * @throws IllegalArgumentException for any other s
     */
    public Tsallis(double s) {
        if (!(s > 0 && s < 1)) {
            throw new IllegalArgumentException("a Tsallis potential needs an exponent s with 0 < s < 1; given " + s);
        }
        this.s = s;
    }

    /** The exponent s. */
    public double exponent() {
        return s;
    }

    @Override
    public Interval domain() {
        return Interval.POSITIVE;
    }

    @Override
    public Interval dualDomain() {
        return new Interval(Double.NEGATIVE_INFINITY, 1 / (1 - s));
    }

    @Override
    public double value(double x) {
        return bregman(x, 1);
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? Math.expm1((s - 1) * Math.log(x)) / (s - 1) : Double.NaN;
    }

    @Override
    public double secondDerivative(double x) {
        return x > 0 ? Math.pow(x, s - 2) : Double.NaN;
    }

    @Override
    public double inverseDerivative(double eta) {
        double base = 1 + (s - 1) * eta;
        return base > 0 ? Math.exp(Math.log1p((s - 1) * eta) / (s - 1)) : Double.NaN;
    }

    @Override
    public double conjugate(double eta) {
        double base = 1 + (s - 1) * eta;
        return base > 0 ? Math.expm1(Math.log1p((s - 1) * eta) * s / (s - 1)) / s : Double.NaN;
    }

    @Override
    public double speed(double eta) {
        double base = 1 + (s - 1) * eta;
        return base > 0 ? Math.exp(Math.log1p((s - 1) * eta) * (2 - s) / (s - 1)) : Double.NaN;
    }

    @Override
    public double bregman(double x, double y) {
        if (!(x > 0 && y > 0)) {
            return Double.NaN;
        }
        double scale = Math.pow(y, s);
        double t = (x - y) / y;
        if (Math.abs(t) <= Series.RADIUS) {
            return scale * Series.power(s, t) / (s - 1);
        }
        if (!Double.isFinite(t)) {
            return x / y * (scale / (1 - s));
        }
        // ((1+t)^s − 1 − st)/(s(s−1)): with r = 1+t, r^s − 1 = expm1(s log r)
        double logRatio = Math.log(x) - Math.log(y);
        return scale * (Math.expm1(s * logRatio) / s - t) / (s - 1);
    }

    @Override
    public double balance(double x) {
        return x > 0 ? Math.expm1(s * Math.log(x)) / s : Double.NaN;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the mirror of the Tsallis potential is bounded above");
    }

    @Override
    public double restPoint() {
        return 1;
    }

    @Override
    public String toString() {
        return "Tsallis[s=" + s + "]";
    }

    /** The catalogue entry {@code tsallis}; parameter {@code exponent}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "tsallis";
        }

        @Override
        public String name() {
            return "Tsallis entropy";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i \\frac{x_i^s - s x_i + s - 1}{s(s-1)},\\quad x_i > 0";
        }

        @Override
        public String summary() {
            return "Between Burg's and the negative entropy; s = 2/L is the geometry of an L-th power.";
        }

        @Override
        public String source() {
            return "Tsallis 1988, Possible generalization of Boltzmann–Gibbs statistics.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "exponent",
                    "s",
                    "Exponent",
                    "Strictly between 0 (Burg) and 1 (negative entropy).",
                    false,
                    0.5,
                    0.01,
                    0.99,
                    false));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new Tsallis(settings.real("exponent")), layout.dimension());
        }
    }
}
