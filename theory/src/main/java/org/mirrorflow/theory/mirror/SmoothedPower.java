package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = [(x² + ε²)^{p/2} − εᵖ]/p on ℝ, p &gt; 1, ε &gt; 0: r′ = x(x² + ε²)^{p/2−1} and
 * r″ = (x² + ε²)^{p/2−2}(ε² + (p − 1)x²).
 *
 * <p>The p-th power with its singular metric at 0 rounded off at the scale ε: not homogeneous, yet with the horizon
 * function ‖·‖_p. At p = 2 Euclidean for every ε.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon; the conjugate through the inverse mirror.
 */
public final class SmoothedPower extends EvenPotential {

    private final double p;
    private final double epsilon;

    /**
     * @param p exponent, above 1 and finite
     * @param epsilon scale ε below which it is quadratic, positive and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public SmoothedPower(double p, double epsilon) {
        if (!(p > 1) || Double.isInfinite(p) || !(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException(
                    "a smoothed power needs a finite exponent p > 1 and a positive finite scale; given p = " + p
                            + ", epsilon = " + epsilon);
        }
        this.p = p;
        this.epsilon = epsilon;
    }

    @Override
    double valueAt(double a) {
        double z = a / epsilon;
        return z < 1e8
                ? Math.pow(epsilon, p) * Math.expm1(0.5 * p * Math.log1p(z * z)) / p
                : (Math.pow(Math.hypot(a, epsilon), p) - Math.pow(epsilon, p)) / p;
    }

    @Override
    double slopeAt(double a) {
        return a * Math.pow(Math.hypot(a, epsilon), p - 2);
    }

    @Override
    double metricAt(double a) {
        double h = Math.hypot(a, epsilon);
        double share = a / h;
        return Math.pow(h, p - 2) * (1 + (p - 2) * share * share);
    }

    @Override
    double balanceAt(double a) {
        double z = a / epsilon;
        return z < 1
                ? Math.pow(epsilon, p) * (z * z * Math.pow(1 + z * z, 0.5 * p - 1)) - valueAt(a)
                : Math.pow(Math.hypot(a, epsilon), p) * (1 - 1 / p - 1 / (1 + z * z)) + Math.pow(epsilon, p) / p;
    }

    @Override
    double inverseAt(double slope) {
        double turn = Math.pow(epsilon, p - 1);
        double guess = slope < turn ? slope / Math.pow(epsilon, p - 2) : Math.pow(slope, 1 / (p - 1));
        return solve(slope, guess);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(p);
    }

    @Override
    public String toString() {
        return "SmoothedPower[p=" + p + ", epsilon=" + epsilon + "]";
    }

    /** The catalogue entry {@code smoothed-power}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "smoothed-power";
        }

        @Override
        public String name() {
            return "Smoothed power";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{p}\\sum_i (x_i^2+\\varepsilon^2)^{p/2} - \\varepsilon^p";
        }

        @Override
        public String summary() {
            return "The p-th power, quadratic below the scale ε: same horizon as the p-norm, another path.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real(
                            "p", "p", "Exponent", "Power of the norm at infinity, above 1.", false, 3, 1.01, 20, true),
                    new Parameter.Real(
                            "epsilon",
                            "\\varepsilon",
                            "Scale",
                            "Below this size of a weight the potential is quadratic.",
                            false,
                            0.1,
                            1e-6,
                            1e6,
                            true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(
                    new SmoothedPower(settings.real("p"), settings.real("epsilon")), layout.dimension());
        }
    }
}
