package org.mirrorflow.theory.mirror;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * An even Legendre function on ℝ, given by its value, slope and metric on [0, ∞). It adds the signs, the Bregman
 * divergence without cancellation, and the inverse mirror by a safeguarded Newton method where there is no formula.
 */
abstract class EvenPotential implements ScalarPotential {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(12, 0, 1);

    /** log of the smallest and the largest size at which an inverse mirror is sought. */
    private static final double LOG_SMALLEST = -745;

    private static final double LOG_LARGEST = 709.7;

    /** r(a), a ≥ 0. */
    abstract double valueAt(double a);

    /** r′(a), a ≥ 0. */
    abstract double slopeAt(double a);

    /** r″(a), a ≥ 0. */
    abstract double metricAt(double a);

    /** r*(r′(a)), a ≥ 0. */
    abstract double balanceAt(double a);

    /** The a with r′(a) = slope, slope in (0, ∞). */
    abstract double inverseAt(double slope);

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
        return valueAt(Math.abs(x));
    }

    @Override
    public double derivative(double x) {
        return Math.copySign(slopeAt(Math.abs(x)), x);
    }

    @Override
    public double secondDerivative(double x) {
        return metricAt(Math.abs(x));
    }

    @Override
    public double inverseDerivative(double eta) {
        double size = Math.abs(eta);
        if (size == 0 || Double.isInfinite(size) || Double.isNaN(size)) {
            return dualDomain().contains(eta) || Double.isInfinite(dualDomain().upper()) ? eta : Double.NaN;
        }
        return dualDomain().contains(eta) ? Math.copySign(inverseAt(size), eta) : Double.NaN;
    }

    @Override
    public double conjugate(double eta) {
        return balanceAt(Math.abs(inverseDerivative(eta)));
    }

    @Override
    public double speed(double eta) {
        return 1 / metricAt(Math.abs(inverseDerivative(eta)));
    }

    @Override
    public double balance(double x) {
        return balanceAt(Math.abs(x));
    }

    /**
     * For near points (x − y)² ∫₀¹ (1 − s) r″(y + s(x − y)) ds, whose terms are all positive; otherwise the definition,
     * for opposite signs as the sum r(x) + r*(r′(y)) + |r′(y) x| of positive terms.
     */
    @Override
    public double bregman(double x, double y) {
        if (x == y) {
            return 0;
        }
        double a = Math.abs(x);
        double b = Math.abs(y);
        boolean sameSide = x * Math.signum(y) > 0;
        if (sameSide && near(x, y, a, b)) {
            double h = x - y;
            double integral = 0;
            for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                double s = RULE.getPoint(i);
                integral += RULE.getWeight(i) * (1 - s) * secondDerivative(y + s * h);
            }
            return h * (h * integral);
        }
        double divergence = sameSide ? apart(a, b) : valueAt(a) + balanceAt(b) + slopeAt(b) * a;
        // beyond the largest double the terms are infinite, and so is the divergence
        return Double.isNaN(divergence) && !Double.isNaN(x) && !Double.isNaN(y) ? Double.POSITIVE_INFINITY : divergence;
    }

    private boolean near(double x, double y, double a, double b) {
        if (Math.abs(x - y) > 0.25 * Math.max(a, b)) {
            return false;
        }
        double ratio = metricAt(a) / metricAt(b);
        return ratio >= 0.25 && ratio <= 4;
    }

    /** D(a, b) for a, b ≥ 0 that are not near each other. */
    double apart(double a, double b) {
        return valueAt(a) - valueAt(b) - slopeAt(b) * (a - b);
    }

    /** Solves r′(a) = slope from a guess: Newton's method in log a and log r′, bisected where it leaves its bracket. */
    final double solve(double slope, double guess) {
        double target = Math.log(slope);
        double lower = LOG_SMALLEST;
        double upper = LOG_LARGEST;
        double position = Math.clamp(Math.log(guess), lower, upper);
        for (int i = 0; i < 200; i++) {
            double a = Math.exp(position);
            double at = slopeAt(a);
            double residual = Math.log(at) - target;
            if (residual > 0) {
                upper = position;
            } else {
                lower = position;
            }
            double next = position - residual * at / (a * metricAt(a));
            if (!(next > lower && next < upper)) {
                next = 0.5 * (lower + upper);
            }
            double moved = Math.abs(next - position);
            position = next;
            if (moved <= 1e-9) {
                break;
            }
        }
        double a = Math.exp(position);
        for (int i = 0; i < 2; i++) {
            double metric = metricAt(a);
            double next = a - (slopeAt(a) - slope) / metric;
            if (next > 0 && next < Double.POSITIVE_INFINITY) {
                a = next;
            }
        }
        return a;
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(Double.POSITIVE_INFINITY);
    }

    @Override
    public double restPoint() {
        return 0;
    }
}
