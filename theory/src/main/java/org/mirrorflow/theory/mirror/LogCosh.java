package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * r(x) = log cosh x on ℝ: r′ = tanh x, r″ = 1/cosh² x and r*(η) = ½[(1 + η) log(1 + η) + (1 − η) log(1 − η)] on (−1, 1).
 *
 * <p>The conjugate of the entropy of a coin. The mirror is bounded: r grows linearly and the horizon theorem does not
 * apply. A double η near ±1 cannot resolve x: beyond |x| ≈ 19 the mirror rounds to ±1.
 *
 * <p>Source: elementary; the standard smooth stand-in for |x|.
 */
public final class LogCosh extends EvenPotential {

    private static final double LOG_2 = Math.log(2);
    private static final Interval DUAL = new Interval(-1, 1);

    @Override
    public Interval dualDomain() {
        return DUAL;
    }

    @Override
    double valueAt(double a) {
        if (a < 1) {
            double s = Math.sinh(0.5 * a);
            return Math.log1p(2 * s * s);
        }
        return a - LOG_2 + Math.log1p(Math.exp(-2 * a));
    }

    @Override
    double slopeAt(double a) {
        return Math.tanh(a);
    }

    @Override
    double metricAt(double a) {
        double e = Math.exp(-a);
        double half = 0.5 * (1 + e * e);
        return e / half * (e / half);
    }

    @Override
    double balanceAt(double a) {
        return a < 1
                ? a * Math.tanh(a) - valueAt(a)
                : LOG_2 - Math.log1p(Math.exp(-2 * a)) - 2 * a / (Math.exp(2 * a) + 1);
    }

    @Override
    double inverseAt(double slope) {
        return 0.5 * Math.log1p(2 * slope / (1 - slope));
    }

    @Override
    public double conjugate(double eta) {
        if (!dualDomain().contains(eta)) {
            return Double.NaN;
        }
        return Math.abs(eta) <= Series.RADIUS
                ? 0.5 * (Series.entropy(eta) + Series.entropy(-eta))
                : 0.5 * ((1 + eta) * Math.log1p(eta) + (1 - eta) * Math.log1p(-eta));
    }

    /** 1/r″ = 1/(1 − η²), without passing through x. */
    @Override
    public double speed(double eta) {
        return dualDomain().contains(eta) ? 1 / ((1 - eta) * (1 + eta)) : Double.NaN;
    }

    @Override
    double apart(double a, double b) {
        if (a < 1 && b < 1) {
            return super.apart(a, b);
        }
        double slack = (a - b) * 2 / (Math.exp(2 * b) + 1);
        return slack + (Math.log1p(Math.exp(-2 * a)) - Math.log1p(Math.exp(-2 * b)));
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the mirror of log cosh is bounded, so the potential grows only linearly");
    }

    @Override
    public String toString() {
        return "LogCosh";
    }

    /** The catalogue entry {@code log-cosh}; no parameters. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "log-cosh";
        }

        @Override
        public String name() {
            return "Log cosh";
        }

        @Override
        public String formula() {
            return "R(x) = \\sum_i \\log\\cosh x_i";
        }

        @Override
        public String summary() {
            return "A smooth absolute value with a bounded mirror: the theorem on horizon functions does not reach it.";
        }

        @Override
        public String source() {
            return "Elementary; r* is the entropy of a coin.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(new LogCosh(), layout.dimension());
        }
    }
}
