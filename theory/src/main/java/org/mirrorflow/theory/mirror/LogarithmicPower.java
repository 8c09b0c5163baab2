package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = |x|ᵖ log(1 + |x|) on ℝ, p ≥ 1: r′ = sgn(x)[p|x|^{p−1} log(1 + |x|) + |x|ᵖ/(1 + |x|)] and
 * r″ = |x|^{p−1}[p(p − 1) log(1 + |x|)/|x| + (2p + (2p − 1)|x|)/(1 + |x|)²].
 *
 * <p>Like |x|^{p+1} near 0 and like |x|ᵖ log|x| far away, with the horizon function ‖·‖_p.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon of regularly varying potentials.
 */
public final class LogarithmicPower extends EvenPotential {

    private final double p;

    /**
     * @param p exponent, at least 1 and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public LogarithmicPower(double p) {
        if (!(p >= 1) || Double.isInfinite(p)) {
            throw new IllegalArgumentException("a power with a logarithm needs a finite exponent p ≥ 1; given " + p);
        }
        this.p = p;
    }

    @Override
    double valueAt(double a) {
        return Math.pow(a, p) * Math.log1p(a);
    }

    @Override
    double slopeAt(double a) {
        return Math.pow(a, p - 1) * (p * Math.log1p(a) + share(a));
    }

    @Override
    double metricAt(double a) {
        double rest = 1 / (1 + a);
        double bend = 2 * p * rest * rest + (2 * p - 1) * rest * share(a);
        return Math.pow(a, p - 1) * ((p == 1 ? 0 : p * (p - 1) * ratio(a)) + bend);
    }

    @Override
    double balanceAt(double a) {
        return Math.pow(a, p) * ((p - 1) * Math.log1p(a) + share(a));
    }

    @Override
    double inverseAt(double slope) {
        return solve(slope, slope < 1 ? Math.pow(slope / (p + 1), 1 / p) : Math.pow(slope, 1 / (p + 0.3)));
    }

    /** a/(1 + a), 1 at infinity. */
    private static double share(double a) {
        return a < 1 ? a / (1 + a) : 1 / (1 + 1 / a);
    }

    /** log(1 + a)/a, 1 at 0. */
    private static double ratio(double a) {
        return a == 0 ? 1 : Math.log1p(a) / a;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(p);
    }

    @Override
    public String toString() {
        return "LogarithmicPower[p=" + p + "]";
    }

    /** The catalogue entry {@code log-power}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "log-power";
        }

        @Override
        public String name() {
            return "Power with a logarithm";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i |x_i|^p\\log(1+|x_i|)";
        }

        @Override
        public String summary() {
            return "A power times a logarithm: the horizon of the p-norm, even at p = 1, without its homogeneity.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter.Real(
                    "p", "p", "Exponent", "Power of the norm at infinity, at least 1.", false, 1, 1, 20, false));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new LogarithmicPower(settings.real("p")), layout.dimension());
        }
    }
}
