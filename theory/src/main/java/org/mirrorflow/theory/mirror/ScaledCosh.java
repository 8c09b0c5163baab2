package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The hyperbolic cosine r(x) = κ²(cosh(x/κ) − 1) on ℝ, κ &gt; 0: r′ = κ sinh(x/κ), r″ = cosh(x/κ),
 * r*(η) = κ²(z asinh z − √(1 + z²) + 1) with z = η/κ.
 *
 * <p>It is the conjugate of the hyperbolic entropy: primal and dual change places. Euclidean for κ → ∞ and a box for
 * κ → 0. It grows faster than every power, so its horizon function is ‖·‖∞ for every κ.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763), the examples of horizon functions.
 */
public final class ScaledCosh extends EvenPotential {

    private final double kappa;

    /**
     * @param kappa scale κ, positive and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public ScaledCosh(double kappa) {
        if (!(kappa > 0) || Double.isInfinite(kappa)) {
            throw new IllegalArgumentException(
                    "the cosh potential needs a positive finite scale kappa; given " + kappa);
        }
        this.kappa = kappa;
    }

    /** The scale κ. */
    public double kappa() {
        return kappa;
    }

    @Override
    double valueAt(double a) {
        double s = kappa * Math.sinh(0.5 * (a / kappa));
        return 2 * s * s;
    }

    @Override
    double slopeAt(double a) {
        return kappa * Math.sinh(a / kappa);
    }

    @Override
    double metricAt(double a) {
        return Math.cosh(a / kappa);
    }

    @Override
    public double logSecondDerivative(double x) {
        double z = Math.abs(x) / kappa;
        return z + Math.log1p(Math.exp(-2 * z)) - Math.log(2);
    }

    @Override
    double balanceAt(double a) {
        double z = a / kappa;
        if (z >= 1) {
            // cosh z is far from 1, and infinite where the result is
            return kappa * (kappa * (Math.sinh(z) * (z - 1) - Math.expm1(-z)));
        }
        // z sinh z − cosh z + 1 = Σ (2k − 1) z^{2k}/(2k)!
        double square = z * z;
        double power = 0.5;
        double sum = 0.5;
        for (int k = 2; k < 12; k++) {
            power *= square / ((2.0 * k - 1) * (2.0 * k));
            sum += (2.0 * k - 1) * power;
        }
        return a * a * sum;
    }

    @Override
    double inverseAt(double slope) {
        return kappa * HyperbolicEntropy.asinhOfRatio(slope, kappa);
    }

    /** κ²(cosh β (cosh δ − 1) + sinh β (sinh δ − δ)) with β = y/κ and δ = (x − y)/κ, for small δ. */
    @Override
    public double bregman(double x, double y) {
        double delta = (x - y) / kappa;
        if (Math.abs(delta) > 1 || x == y) {
            return super.bregman(x, y);
        }
        double s = kappa * Math.sinh(0.5 * delta);
        double curved = Math.cosh(y / kappa) * (2 * s * s);
        double skewed = kappa * (kappa * (Math.sinh(y / kappa) * Series.sinhRemainder(delta)));
        // where cosh overflows both are infinite
        return Double.isInfinite(curved) ? curved : curved + skewed;
    }

    @Override
    public String toString() {
        return "ScaledCosh[kappa=" + kappa + "]";
    }

    /** The catalogue entry {@code cosh}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "cosh";
        }

        @Override
        public String name() {
            return "Hyperbolic cosine";
        }

        @Override
        public String formula() {
            return "R(x) = \\kappa^2\\sum_i \\left(\\cosh\\frac{x_i}{\\kappa} - 1\\right)";
        }

        @Override
        public String summary() {
            return "Quadratic below the scale κ and exponential above it: spreads weights evenly, with the ℓ∞ margin on separable data.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763), section on horizon functions.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "kappa",
                    "\\kappa",
                    "Scale",
                    "Where the potential turns from quadratic to exponential, in units of the weights.",
                    false,
                    1,
                    1e-6,
                    1e6,
                    true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new ScaledCosh(settings.real("kappa")), layout.dimension());
        }
    }
}
