package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * Burg's entropy r(x) = −log x on (0, ∞): r′ = −1/x with range (−∞, 0), r″ = 1/x², r*(η) = −1 − log(−η), and
 * D(x, y) = x/y − log(x/y) − 1, the Itakura–Saito distance.
 *
 * <p>Not coercive: its sub-level sets are unbounded, so it has neither a minimiser nor a horizon function. Induced by
 * w = eᵘ, and the limit of balanced products of L factors as L → ∞.
 *
 * <p>Source: Burg 1972; Itakura and Saito 1968.
 */
public final class Burg implements ScalarPotential {

    @Override
    public Interval domain() {
        return Interval.POSITIVE;
    }

    @Override
    public Interval dualDomain() {
        return Interval.NEGATIVE;
    }

    @Override
    public double value(double x) {
        return x > 0 ? -Math.log(x) : Double.NaN;
    }

    @Override
    public double derivative(double x) {
        return x > 0 ? -1 / x : Double.NaN;
    }

    @Override
    public double secondDerivative(double x) {
        return x > 0 ? 1 / x / x : Double.NaN;
    }

    @Override
    public double inverseDerivative(double eta) {
        return eta < 0 ? -1 / eta : Double.NaN;
    }

    @Override
    public double conjugate(double eta) {
        return eta < 0 ? -1 - Math.log(-eta) : Double.NaN;
    }

    @Override
    public double speed(double eta) {
        return eta < 0 ? 1 / eta / eta : Double.NaN;
    }

    @Override
    public double bregman(double x, double y) {
        if (!(x > 0 && y > 0)) {
            return Double.NaN;
        }
        double t = (x - y) / y;
        if (Math.abs(t) <= Series.RADIUS) {
            return Series.logarithm(t);
        }
        return t - (Math.log(x) - Math.log(y));
    }

    @Override
    public double balance(double x) {
        return x > 0 ? Math.log(x) - 1 : Double.NaN;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the sub-level sets of Burg's entropy are unbounded");
    }

    @Override
    public double restPoint() {
        return 1;
    }

    @Override
    public String toString() {
        return "Burg";
    }

    /** The catalogue entry {@code burg}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "burg";
        }

        @Override
        public String name() {
            return "Burg entropy";
        }

        @Override
        public String formula() {
            return "R(x) = -\\sum_i \\log x_i,\\quad x_i > 0";
        }

        @Override
        public String summary() {
            return "The logarithmic barrier of the positive orthant: relative changes count, whatever the size.";
        }

        @Override
        public String source() {
            return "Burg 1972; its divergence is that of Itakura and Saito 1968.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new Burg(), layout.dimension());
        }
    }
}
