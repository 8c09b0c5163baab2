package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The hyperbolic entropy h_β(x) = x asinh(x/β) − √(x² + β²) on ℝ, β &gt; 0: h_β′ = asinh(x/β), h_β″ = 1/√(x² + β²),
 * h_β*(η) = β cosh η.
 *
 * <p>Quadratic for |x| ≪ β (h_β ≈ −β + x²/(2β)) and close to |x| log(2|x|/β) − |x| for |x| ≫ β, which is what takes
 * interpolators from the least ℓ2 to the least ℓ1 norm as β shrinks. Induced by w = u⊙v as ½h_β with
 * β = ½|u₀² − v₀²|, and by w = u² − v² as ¼h_β with β = 2u₀v₀.
 *
 * <p>All functions keep full relative precision for |x| and β anywhere in [1e-300, 1e300] as long as the result is a
 * double.
 *
 * <p>Source: Ghai, Hazan and Singer 2020 (arXiv 1902.01903); Woodworth et al. 2020 (arXiv 2002.09277), whose
 * α²q(x/α²) equals h_β + β with β = 2α².
 */
public final class HyperbolicEntropy implements ScalarPotential {

    private static final double LOG_2 = Math.log(2);

    private final double beta;

    /**
     * @param beta scale β, positive and finite
     * @throws IllegalArgumentException for any other β
     */
    public HyperbolicEntropy(double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("hyperbolic entropy needs a positive finite scale beta; given " + beta);
        }
        this.beta = beta;
    }

    /** The scale β. */
    public double beta() {
        return beta;
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
        return x * asinhOfRatio(x, beta) - Math.hypot(x, beta);
    }

    @Override
    public double derivative(double x) {
        return asinhOfRatio(x, beta);
    }

    @Override
    public double secondDerivative(double x) {
        return 1 / Math.hypot(x, beta);
    }

    @Override
    public double inverseDerivative(double eta) {
        if (Math.abs(eta) < 20) {
            return beta * Math.sinh(eta);
        }
        return Math.copySign(halfExponential(Math.abs(eta)), eta);
    }

    @Override
    public double conjugate(double eta) {
        return Math.abs(eta) < 20 ? beta * Math.cosh(eta) : halfExponential(Math.abs(eta));
    }

    @Override
    public double speed(double eta) {
        return conjugate(eta);
    }

    /**
     * D(x, y) with δ = asinh(x/β) − asinh(y/β) taken from the difference x − y, and, for small δ, as
     * √(x²+β²)(cosh δ − 1) − x(sinh δ − δ).
     */
    @Override
    public double bregman(double x, double y) {
        double hx = Math.hypot(x, beta);
        double hy = Math.hypot(y, beta);
        double delta;
        if (x * Math.signum(y) > 0) {
            // each share by itself: one minus the other would cancel where x and y are of different size
            double half = 0.5 * x + 0.5 * y;
            delta = asinhOfRatio(x - y, 0.5 * x / half * hy + 0.5 * y / half * hx);
        } else {
            delta = asinhOfRatio(x, beta) - asinhOfRatio(y, beta);
        }
        if (Math.abs(delta) <= 1) {
            double s = Math.sinh(0.5 * delta);
            return hx * (2 * s * s) - x * Series.sinhRemainder(delta);
        }
        return x * delta - (x - y) * ((0.5 * x + 0.5 * y) / (0.5 * hx + 0.5 * hy));
    }

    @Override
    public double balance(double x) {
        return Math.hypot(x, beta);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(1);
    }

    @Override
    public double restPoint() {
        return 0;
    }

    @Override
    public String toString() {
        return "HyperbolicEntropy[beta=" + beta + "]";
    }

    /** β e^η / 2 without overflow of e^η: the exponential is split so that its argument stays exact. */
    private double halfExponential(double eta) {
        double root = Math.exp(0.5 * eta);
        return 0.5 * root * (beta * root);
    }

    /** asinh(a/b) for b &gt; 0, also where a/b overflows. */
    static double asinhOfRatio(double a, double b) {
        double z = Math.abs(a) / b;
        double result;
        if (z < 1e8) {
            result = Math.log1p(z + z * (z / (1 + Math.sqrt(1 + z * z))));
        } else if (z < Double.POSITIVE_INFINITY) {
            result = Math.log(z) + LOG_2;
        } else {
            result = Math.log(Math.abs(a)) - Math.log(b) + LOG_2;
        }
        return Math.copySign(result, a);
    }

    /** The catalogue entry {@code hyperbolic-entropy}; parameter {@code beta}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "hyperbolic-entropy";
        }

        @Override
        public String name() {
            return "Hyperbolic entropy";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i x_i \\,\\mathrm{asinh}\\frac{x_i}{\\beta} - \\sqrt{x_i^2 + \\beta^2}";
        }

        @Override
        public String summary() {
            return "Quadratic below the scale β and entropic above it: the dial between ℓ2 and ℓ1 bias.";
        }

        @Override
        public String source() {
            return "Ghai, Hazan and Singer 2020 (arXiv 1902.01903); Woodworth et al. 2020 (arXiv 2002.09277), Theorem 1.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "beta",
                    "\\beta",
                    "Scale",
                    "Where the potential turns from quadratic to entropic, in units of the weights.",
                    false,
                    0.01,
                    1e-300,
                    1e300,
                    true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new HyperbolicEntropy(settings.real("beta")), layout.dimension());
        }
    }
}
