package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = |x|ᵖ/p on ℝ, p &gt; 1, with q = p/(p − 1): r′ = sgn(x)|x|^{p−1}, r″ = (p − 1)|x|^{p−2}, r*(η) = |η|^q/q.
 *
 * <p>The metric is singular at 0: infinite for p &lt; 2, zero for p &gt; 2. Flows that cross 0 are integrated in the
 * dual.
 *
 * <p>Source: Azizan, Lale and Hassibi 2019 (arXiv 1906.03830); the horizon function is ‖·‖_p.
 */
public final class PowerPotential implements ScalarPotential {

    private final double p;
    private final double q;

    /**
     * @param p exponent, above 1 and finite
     * @throws IllegalArgumentException for any other p
     */
    public PowerPotential(double p) {
        if (!(p > 1) || Double.isInfinite(p)) {
            throw new IllegalArgumentException("a power potential needs a finite exponent p > 1; given " + p);
        }
        this.p = p;
        this.q = p / (p - 1);
    }

    /** The exponent p. */
    public double exponent() {
        return p;
    }

    @Override
    public Interval domain() {
        return Interval.REAL_LINE;
    }

    @Override
    public Interval dualDomain() {
        return Interval.REAL_LINE;
    }

    @Override
    public double value(double x) {
        return Math.pow(Math.abs(x), p) / p;
    }

    @Override
    public double derivative(double x) {
        return Math.copySign(Math.pow(Math.abs(x), p - 1), x);
    }

    @Override
    public double secondDerivative(double x) {
        return (p - 1) * Math.pow(Math.abs(x), p - 2);
    }

    @Override
    public double inverseDerivative(double eta) {
        return Math.copySign(Math.pow(Math.abs(eta), 1 / (p - 1)), eta);
    }

    @Override
    public double conjugate(double eta) {
        return Math.pow(Math.abs(eta), q) / q;
    }

    @Override
    public double speed(double eta) {
        return Math.pow(Math.abs(eta), (2 - p) / (p - 1)) / (p - 1);
    }

    @Override
    public double bregman(double x, double y) {
        double scale = Math.pow(Math.abs(y), p);
        double ratio = x / y;
        if (scale == 0 || !Double.isFinite(ratio)) {
            return value(x) + scale / q - x * derivative(y);
        }
        double bracket = relativeBregman((x - y) / y);
        return bracket == 0 ? 0 : scale * bracket;
    }

    /** D(x, y)/|y|ᵖ as a function of t = (x − y)/y: (|1 + t|ᵖ − 1 − pt)/p. */
    double relativeBregman(double t) {
        double ratio = 1 + t;
        if (Math.abs(t) * Math.max(1, p) <= 0.5) {
            return Series.power(p, t);
        }
        return ratio > 0
                ? (ratio * Math.expm1((p - 1) * Math.log(ratio)) - (p - 1) * t) / p
                : (Math.pow(-ratio, p) - p * ratio + (p - 1)) / p;
    }

    @Override
    public double balance(double x) {
        return Math.pow(Math.abs(x), p) / q;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(p);
    }

    @Override
    public double restPoint() {
        return 0;
    }

    @Override
    public String toString() {
        return "PowerPotential[p=" + p + "]";
    }

    /** The catalogue entry {@code p-norm}; parameter {@code p}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "p-norm";
        }

        @Override
        public String name() {
            return "p-norm";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{p}\\sum_i |x_i|^p,\\quad p > 1";
        }

        @Override
        public String summary() {
            return "The p-th power of the ℓp norm: sparse bias near p = 1, spread over all coordinates for large p.";
        }

        @Override
        public String source() {
            return "Azizan, Lale and Hassibi 2019 (arXiv 1906.03830), q-norm stochastic mirror descent.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real("p", "p", "Exponent", "Power of the norm, above 1.", false, 3, 1.01, 100, true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new PowerPotential(settings.real("p")), layout.dimension());
        }
    }
}
