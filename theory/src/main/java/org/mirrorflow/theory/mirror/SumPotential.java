package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = r₁(x) + r₂(x) of two even potentials on ℝ whose mirrors are onto ℝ. Metric, Bregman divergence and balance function
 * add; the inverse mirror is found by Newton's method.
 *
 * <p>Its horizon function is that of the summand that grows faster: x²/2 + κ h_β and x²/2 + κ|x|ᵖ/p with p &lt; 2 have the
 * horizon ‖·‖₂ of gradient flow, though they lean towards sparse weights near 0.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763): the horizon sees only the growth at infinity.
 */
public final class SumPotential extends EvenPotential {

    private final ScalarPotential first;
    private final ScalarPotential second;

    /**
     * @param first an even potential on ℝ with mirror onto ℝ and a norm as its horizon
     * @param second another
     * @throws IllegalArgumentException when a domain or a range is not ℝ, or a horizon is none
     */
    public SumPotential(ScalarPotential first, ScalarPotential second) {
        for (ScalarPotential each : List.of(first, second)) {
            if (!each.domain().equals(Interval.REAL_LINE)
                    || !each.dualDomain().equals(Interval.REAL_LINE)
                    || !(each.horizon() instanceof HorizonFunction.Norm)) {
                throw new IllegalArgumentException("a sum needs potentials on ℝ with mirrors onto ℝ; given " + each
                        + " on " + each.domain() + " with range " + each.dualDomain());
            }
        }
        this.first = first;
        this.second = second;
    }

    @Override
    double valueAt(double a) {
        return first.value(a) + second.value(a);
    }

    @Override
    double slopeAt(double a) {
        return first.derivative(a) + second.derivative(a);
    }

    @Override
    double metricAt(double a) {
        return first.secondDerivative(a) + second.secondDerivative(a);
    }

    @Override
    double balanceAt(double a) {
        return first.balance(a) + second.balance(a);
    }

    @Override
    double inverseAt(double slope) {
        return solve(slope, Math.min(first.inverseDerivative(slope), second.inverseDerivative(slope)));
    }

    @Override
    public double bregman(double x, double y) {
        return first.bregman(x, y) + second.bregman(x, y);
    }

    @Override
    public HorizonFunction horizon() {
        return first.horizon() instanceof HorizonFunction.Norm(double p)
                        && second.horizon() instanceof HorizonFunction.Norm(double other)
                        && p >= other
                ? first.horizon()
                : second.horizon();
    }

    @Override
    public String toString() {
        return "SumPotential[" + first + " + " + second + "]";
    }

    /** The catalogue entry {@code quadratic-plus-entropy}. */
    public static final class EntropyFamily implements MirrorMapFamily {

        @Override
        public String id() {
            return "quadratic-plus-entropy";
        }

        @Override
        public String name() {
            return "Quadratic plus hyperbolic entropy";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i \\frac{1}{2}x_i^2 + \\kappa\\,h_\\beta(x_i)";
        }

        @Override
        public String summary() {
            return "Gradient flow with a share of hyperbolic entropy: sparse leaning near 0, the ℓ2 margin at infinity.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763); the sum is a member of the ‖·‖₂ family.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real(
                            "kappa",
                            "\\kappa",
                            "Share",
                            "Factor of the hyperbolic entropy.",
                            false,
                            5,
                            1e-6,
                            1e6,
                            true),
                    new Parameter.Real(
                            "beta",
                            "\\beta",
                            "Scale",
                            "Scale of the hyperbolic entropy, in units of the weights.",
                            false,
                            0.1,
                            1e-12,
                            1e6,
                            true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(
                    new SumPotential(
                            new Euclidean(),
                            new HyperbolicEntropy(settings.real("beta")).scaled(settings.real("kappa"))),
                    layout.dimension());
        }
    }

    /** The catalogue entry {@code quadratic-plus-power}. */
    public static final class PowerFamily implements MirrorMapFamily {

        @Override
        public String id() {
            return "quadratic-plus-power";
        }

        @Override
        public String name() {
            return "Quadratic plus lower power";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i \\frac{1}{2}x_i^2 + \\frac{\\kappa}{p}|x_i|^p,\\quad 1 < p < 2";
        }

        @Override
        public String summary() {
            return "Gradient flow with a lower power added: slower near 0, the same ℓ2 margin at infinity.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763); the sum is a member of the ‖·‖₂ family.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real("kappa", "\\kappa", "Share", "Factor of the power.", false, 5, 1e-6, 1e6, true),
                    new Parameter.Real("p", "p", "Exponent", "Between 1 and 2.", false, 1.5, 1.01, 1.99, false));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(
                    new SumPotential(
                            new Euclidean(), new PowerPotential(settings.real("p")).scaled(settings.real("kappa"))),
                    layout.dimension());
        }
    }
}
