package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The unnormalised negative entropy r(x) = x log x − x on (0, ∞): r′ = log x, r″ = 1/x, r*(η) = e^η and
 * D(x, y) = x log(x/y) − x + y, the Kullback–Leibler divergence of unnormalised measures.
 *
 * <p>Induced, with factor ¼, by w = u² under gradient flow. Source: Kivinen and Warmuth 1997 (exponentiated gradient).
 */
public final class NegativeEntropy implements ScalarPotential {

    @Override
    public Interval domain() {
        return Interval.POSITIVE;
    }

    @Override
    public Interval dualDomain() {
        return Interval.REAL_LINE;
    }

    @Override
    public double value(double x) {
        return x > 0 ? x * Math.log(x) - x : Double.NaN;
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? Math.log(x) : Double.NaN;
    }

    @Override
    public double secondDerivative(double x) {
        return x > 0 ? 1 / x : Double.NaN;
    }

    @Override
    public double inverseDerivative(double eta) {
        return Math.exp(eta);
    }

    @Override
    public double conjugate(double eta) {
        return Math.exp(eta);
    }

    @Override
    public double speed(double eta) {
        return Math.exp(eta);
    }

    @Override
    public double bregman(double x, double y) {
        if (!(x > 0 && y > 0)) {
            return Double.NaN;
        }
        double t = (x - y) / y;
        if (Math.abs(t) <= Series.RADIUS) {
            return y * Series.entropy(t);
        }
        return x * (Math.log(x) - Math.log(y)) - (x - y);
    }

    @Override
    public double balance(double x) {
        return x > 0 ? x : Double.NaN;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(1);
    }

    @Override
    public double restPoint() {
        return 1;
    }

    @Override
    public String toString() {
        return "NegativeEntropy";
    }

    /** The catalogue entry {@code negative-entropy}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "negative-entropy";
        }

        @Override
        public String name() {
            return "Negative entropy";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i x_i \\log x_i - x_i,\\quad x_i > 0";
        }

        @Override
        public String summary() {
            return "Unnormalised entropy on the positive orthant: multiplicative updates with an ℓ1 bias.";
        }

        @Override
        public String source() {
            return "Kivinen and Warmuth 1997, Exponentiated gradient versus gradient descent.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new NegativeEntropy(), layout.dimension());
        }
    }
}
