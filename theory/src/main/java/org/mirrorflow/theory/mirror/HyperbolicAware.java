package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The potential of hyperbolic aware minimisation, R_α(x) = [(1 + α|x|) log(1 + α|x|) − α|x|]/α² on ℝ, α &gt; 0:
 * R_α′ = sgn(x) log(1 + α|x|)/α, R_α″ = 1/(1 + α|x|), R_α*(η) = (e^{α|η|} − 1 − α|η|)/α².
 * At α = 1 it is (1 + |x|) log(1 + |x|) − |x|.
 *
 * <p>Its speed 1 + α|x| is never below that of gradient flow. Euclidean for α → 0; for α → ∞ it tends to |x| log|x|/α
 * and its bias to ℓ1, though only logarithmically. The horizon function is ‖·‖₁ for every α.
 *
 * <p>Source: Jacobs, Gadhikar, Rubio-Madrigal and Burkholz 2026 (arXiv 2506.02630) for the flow
 * dx = −(1 + α|x|)∇f dt; the potential follows by two integrations.
 */
public final class HyperbolicAware extends EvenPotential {

    private final double alpha;

    /**
     * @param alpha strength α of the hyperbolic step, positive and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public HyperbolicAware(double alpha) {
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("the HAM potential needs a positive finite alpha; given " + alpha);
        }
        this.alpha = alpha;
    }

    /** The strength α. */
    public double alpha() {
        return alpha;
    }

    @Override
    double valueAt(double a) {
        double t = alpha * a;
        return t <= Series.RADIUS ? Series.entropy(t) / alpha / alpha : ((1 / alpha + a) * logarithm(a) - a) / alpha;
    }

    @Override
    double slopeAt(double a) {
        return logarithm(a) / alpha;
    }

    @Override
    double metricAt(double a) {
        return 1 / (1 + alpha * a);
    }

    @Override
    double balanceAt(double a) {
        double t = alpha * a;
        return t <= Series.RADIUS ? Series.logarithm(t) / alpha / alpha : (a - logarithm(a) / alpha) / alpha;
    }

    @Override
    double inverseAt(double slope) {
        double t = alpha * slope;
        return t < 1 ? Math.expm1(t) / alpha : Math.exp(0.5 * t) * (Math.exp(0.5 * t) / alpha) - 1 / alpha;
    }

    /** log(1 + αa), also where αa overflows. */
    private double logarithm(double a) {
        double t = alpha * a;
        return Double.isInfinite(t) ? Math.log(alpha) + Math.log(a) : Math.log1p(t);
    }

    @Override
    public double bregman(double x, double y) {
        if (x * Math.signum(y) > 0) {
            double weight = 1 + alpha * Math.abs(y);
            double t = alpha * (Math.abs(x) - Math.abs(y)) / weight;
            if (Math.abs(t) <= Series.RADIUS) {
                return weight / alpha * (Series.entropy(t) / alpha);
            }
        }
        return super.bregman(x, y);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(1);
    }

    @Override
    public String toString() {
        return "HyperbolicAware[alpha=" + alpha + "]";
    }

    /** The catalogue entry {@code hyperbolic-aware}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "hyperbolic-aware";
        }

        @Override
        public String name() {
            return "Hyperbolic aware (HAM)";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{\\alpha^2}\\sum_i (1+\\alpha|x_i|)\\log(1+\\alpha|x_i|) - \\alpha|x_i|";
        }

        @Override
        public String summary() {
            return "The potential behind hyperbolic aware minimisation: ℓ2 for small, ℓ1 for large α, never slower than gradient flow.";
        }

        @Override
        public String source() {
            return "Jacobs, Gadhikar, Rubio-Madrigal and Burkholz 2026 (arXiv 2506.02630); the potential is derived from its flow.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "alpha",
                    "\\alpha",
                    "Strength",
                    "Strength of the hyperbolic step, in units of one over the weights.",
                    false,
                    1,
                    1e-8,
                    1e8,
                    true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new HyperbolicAware(settings.real("alpha")), layout.dimension());
        }
    }
}
