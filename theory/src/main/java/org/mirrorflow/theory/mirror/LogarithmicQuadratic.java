package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = x² log(2 + x²) on ℝ: r′ = 2x log(2 + x²) + 2x³/(2 + x²) and
 * r″ = 2 log(2 + x²) + 4s + (2x² + 12) s/(2 + x²) with s = x²/(2 + x²).
 *
 * <p>Grows faster than x² but slower than every higher power: not homogeneous at any scale, with the horizon function ‖·‖₂.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon of regularly varying potentials.
 */
public final class LogarithmicQuadratic extends EvenPotential {

    @Override
    double valueAt(double a) {
        return a * (a * logarithm(a));
    }

    @Override
    double slopeAt(double a) {
        return 2 * a * (logarithm(a) + share(a));
    }

    @Override
    double metricAt(double a) {
        double s = share(a);
        // (2x⁴ + 12x²)/(2 + x²)² = 2s² + 12 s(1 − s)/2
        return 2 * logarithm(a) + 4 * s + 2 * s * s + 6 * s * (1 - s);
    }

    @Override
    double balanceAt(double a) {
        return a * (a * (logarithm(a) + 2 * share(a)));
    }

    @Override
    double inverseAt(double slope) {
        return solve(slope, slope / (2 * Math.log(2) + 2 * Math.log1p(slope)));
    }

    /** log(2 + a²). */
    private static double logarithm(double a) {
        return a < 1e8 ? Math.log(2 + a * a) : 2 * Math.log(a);
    }

    /** a²/(2 + a²). */
    private static double share(double a) {
        double inverse = 1 / a;
        return a < 1 ? a * a / (2 + a * a) : 1 / (1 + 2 * inverse * inverse);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(2);
    }

    @Override
    public String toString() {
        return "LogarithmicQuadratic";
    }

    /** The catalogue entry {@code log-quadratic}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "log-quadratic";
        }

        @Override
        public String name() {
            return "Quadratic with a logarithm";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i x_i^2\\log(2 + x_i^2)";
        }

        @Override
        public String summary() {
            return "Half-way between powers: the ℓ2 margin of gradient flow from a potential that is nowhere homogeneous.";
        }

        @Override
        public String source() {
            return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new LogarithmicQuadratic(), layout.dimension());
        }
    }
}
