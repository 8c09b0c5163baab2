package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = (e^{|x|ᵏ} − 1)/k on ℝ, k &gt; 1: r′ = sgn(x)|x|^{k−1}e^{|x|ᵏ}, r″ = (k − 1 + k|x|ᵏ)|x|^{k−2}e^{|x|ᵏ}. For k = 2
 * r′ = x e^{x²}.
 *
 * <p>The inverse mirror is a Lambert function: with u = |x|ᵏ and ν = k/(k − 1), νu e^{νu} = ν|η|^ν. At k = 1 the function
 * has a corner at 0 and is no mirror map. The horizon function is ‖·‖∞, approached ever more slowly in time as k grows.
 *
 * <p>Source: the family e^{|x|ᵏ} of slow regimes; the inverse by elementary algebra.
 */
public final class SuperExponential extends EvenPotential {

    private final double k;

    /**
     * @param k power k, above 1 and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public SuperExponential(double k) {
        if (!(k > 1) || Double.isInfinite(k)) {
            throw new IllegalArgumentException("a super-exponential potential needs a finite power k > 1; given " + k);
        }
        this.k = k;
    }

    /** The power k. */
    public double power() {
        return k;
    }

    @Override
    double valueAt(double a) {
        return Math.expm1(Math.pow(a, k)) / k;
    }

    @Override
    double slopeAt(double a) {
        return Math.pow(a, k - 1) * Math.exp(Math.pow(a, k));
    }

    @Override
    double metricAt(double a) {
        double u = Math.pow(a, k);
        return (k - 1 + k * u) * (Math.pow(a, k - 2) * Math.exp(u));
    }

    @Override
    public double logSecondDerivative(double x) {
        double a = Math.abs(x);
        double u = Math.pow(a, k);
        return Math.log(k - 1 + k * u) + (k == 2 ? 0 : (k - 2) * Math.log(a)) + u;
    }

    @Override
    double balanceAt(double a) {
        double u = Math.pow(a, k);
        if (u >= 0.5) {
            return ((k * u - 1) * Math.exp(u) + 1) / k;
        }
        // k u eᵘ − eᵘ + 1 = Σ (kj − 1) uʲ/j!
        double power = 1;
        double sum = 0;
        for (int j = 1; j < 20; j++) {
            power *= u / j;
            sum += (k * j - 1) * power;
        }
        return sum / k;
    }

    @Override
    double inverseAt(double slope) {
        double nu = k / (k - 1);
        double u = wrightOmega(Math.log(nu) + nu * Math.log(slope)) / nu;
        return u > 1 ? Math.pow(u, 1 / k) : Math.pow(slope, 1 / (k - 1)) * Math.exp(-u / (k - 1));
    }

    /** The w with w + log w = z: Lambert's function of eᶻ, without forming eᶻ. */
    static double wrightOmega(double z) {
        if (z < -36) {
            return Math.exp(z);
        }
        double w = z > 1 ? z - Math.log(z) : Math.exp(z) / (1 + Math.exp(z));
        for (int i = 0; i < 50; i++) {
            double step = (w + Math.log(w) - z) * w / (1 + w);
            w = step < w ? w - step : 0.5 * w;
            if (Math.abs(step) <= 2 * Math.ulp(w)) {
                break;
            }
        }
        return w;
    }

    @Override
    public String toString() {
        return "SuperExponential[k=" + k + "]";
    }

    /** The catalogue entry {@code super-exponential}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "super-exponential";
        }

        @Override
        public String name() {
            return "Super-exponential";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{k}\\sum_i \\left(e^{|x_i|^k} - 1\\right)";
        }

        @Override
        public String summary() {
            return "Faster than every exponential for k above 1: the ℓ∞ margin, reached slower than any power of time.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon; the inverse is a Lambert function.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "power", "k", "Power", "Power of |x| in the exponent, above 1.", false, 2, 1.01, 10, false));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new SuperExponential(settings.real("power")), layout.dimension());
        }
    }
}
