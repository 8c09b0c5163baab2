package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = x²/2 on ℝ, the potential of plain gradient flow: r′ = id, r* = r, D(x, y) = ½(x − y)².
 *
 * <p>Source: classical; the horizon function is ‖·‖₂.
 */
public final class Euclidean implements ScalarPotential {

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
        return 0.5 * x * x;
    }

    @Override
    public double derivative(double x) {
        return x;
    }

    @Override
    public double secondDerivative(double x) {
        return Double.isNaN(x) ? x : 1;
    }

    @Override
    public double inverseDerivative(double eta) {
        return eta;
    }

    @Override
    public double conjugate(double eta) {
        return 0.5 * eta * eta;
    }

    @Override
    public double speed(double eta) {
        return Double.isNaN(eta) ? eta : 1;
    }

    @Override
    public double bregman(double x, double y) {
        double difference = x - y;
        return 0.5 * difference * difference;
    }

    @Override
    public double balance(double x) {
        return 0.5 * x * x;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(2);
    }

    @Override
    public double restPoint() {
        return 0;
    }

    @Override
    public String toString() {
        return "Euclidean";
    }

    /** The catalogue entry {@code euclidean}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "euclidean";
        }

        @Override
        public String name() {
            return "Euclidean";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{2}\\sum_i x_i^2";
        }

        @Override
        public String summary() {
            return "Half the squared ℓ2 norm: mirror flow is plain gradient flow and keeps its ℓ2 bias.";
        }

        @Override
        public String source() {
            return "Classical; see Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new Euclidean(), layout.dimension());
        }
    }
}
