package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = x sinh x on ℝ: r′ = sinh x + x cosh x, r″ = 2 cosh x + x sinh x and r*(r′(x)) = x² cosh x.
 *
 * <p>A second map of the family with horizon function ‖·‖∞, heavier than cosh by a factor x.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763) for the horizon of rapidly varying potentials.
 */
public final class SinhPotential extends EvenPotential {

    @Override
    double valueAt(double a) {
        return a * Math.sinh(a);
    }

    @Override
    double slopeAt(double a) {
        return Math.sinh(a) + a * Math.cosh(a);
    }

    @Override
    double metricAt(double a) {
        return 2 * Math.cosh(a) + a * Math.sinh(a);
    }

    @Override
    double balanceAt(double a) {
        return a * (a * Math.cosh(a));
    }

    @Override
    double inverseAt(double slope) {
        double logarithm = HyperbolicEntropy.asinhOfRatio(slope, 1);
        return solve(slope, slope < 1 ? 0.5 * slope : Math.max(0.5, logarithm - Math.log1p(logarithm)));
    }

    @Override
    public String toString() {
        return "SinhPotential";
    }

    /** The catalogue entry {@code x-sinh}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "x-sinh";
        }

        @Override
        public String name() {
            return "x sinh x";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i x_i\\sinh x_i";
        }

        @Override
        public String summary() {
            return "Exponential growth with a factor x: the ℓ∞ margin of cosh, along another path.";
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
            return SeparableMirrorMap.uniform(new SinhPotential(), layout.dimension());
        }
    }
}
