package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The Fermi–Dirac entropy r(x) = x log x + (1 − x) log(1 − x) on (0, 1): r′ = log x − log(1 − x), r″ = 1/(x(1 − x)),
 * r*(η) = log(1 + e^η), and D the relative entropy of two coins.
 *
 * <p>Its flow keeps weights inside the unit box, where masks live. The domain is bounded, so there is no horizon function.
 *
 * <p>Source: classical; see Bauschke and Borwein 1997 on Legendre functions.
 */
public final class FermiDirac implements ScalarPotential {

    /** (0, 1). */
    private static final Interval UNIT = new Interval(0, 1);

    @Override
    public Interval domain() {
        return UNIT;
    }

    @Override
    public Interval dualDomain() {
        return Interval.REAL_LINE;
    }

    @Override
    public double value(double x) {
        return UNIT.contains(x) ? x * Math.log(x) + (1 - x) * Math.log1p(-x) : Double.NaN;
    }

    @Override
    public double derivative(double x) {
        if (!UNIT.contains(x)) {
            return Double.NaN;
        }
        // near ½ the difference of the logarithms is taken before it cancels
        return x > 0.25 && x < 0.75 ? Math.log1p((x - (1 - x)) / (1 - x)) : Math.log(x) - Math.log1p(-x);
    }

    @Override
    public double secondDerivative(double x) {
        return UNIT.contains(x) ? 1 / x / (1 - x) : Double.NaN;
    }

    @Override
    public double inverseDerivative(double eta) {
        return eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta));
    }

    @Override
    public double conjugate(double eta) {
        return Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)));
    }

    @Override
    public double speed(double eta) {
        double e = Math.exp(-Math.abs(eta));
        return e / (1 + e) / (1 + e);
    }

    @Override
    public double balance(double x) {
        return UNIT.contains(x) ? -Math.log1p(-x) : Double.NaN;
    }

    @Override
    public double bregman(double x, double y) {
        return UNIT.contains(x) && UNIT.contains(y)
                ? part(x, y, (x - y) / y) + part(1 - x, 1 - y, (y - x) / (1 - y))
                : Double.NaN;
    }

    /** x log(x/y) − x + y with t = x/y − 1. */
    private static double part(double x, double y, double t) {
        return Math.abs(t) <= Series.RADIUS ? y * Series.entropy(t) : x * (Math.log(x) - Math.log(y)) - y * t;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the domain of the Fermi–Dirac entropy is bounded");
    }

    @Override
    public double restPoint() {
        return 0.5;
    }

    @Override
    public String toString() {
        return "FermiDirac";
    }

    /** The catalogue entry {@code fermi-dirac}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "fermi-dirac";
        }

        @Override
        public String name() {
            return "Fermi–Dirac entropy";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i x_i\\log x_i + (1-x_i)\\log(1-x_i),\\quad 0 < x_i < 1";
        }

        @Override
        public String summary() {
            return "Entropy of a coin in each coordinate: weights stay between 0 and 1, like the entries of a soft mask.";
        }

        @Override
        public String source() {
            return "Classical; Bauschke and Borwein 1997, Legendre functions and the method of random Bregman projections.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new FermiDirac(), layout.dimension());
        }
    }
}
