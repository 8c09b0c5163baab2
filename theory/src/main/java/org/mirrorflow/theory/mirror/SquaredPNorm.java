package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * R(x) = ½‖x‖_p² on ℝᵈ, p &gt; 1, with q = p/(p − 1): ∇R(x)ᵢ = ‖x‖_p^{2−p} sgn(xᵢ)|xᵢ|^{p−1}, R* = ½‖·‖_q², and with
 * u = x/‖x‖_p and sᵢ = sgn(uᵢ)|uᵢ|^{p−1}
 * <pre>
 * ∇²R(x) v = (p − 1)|u|^{p−2} ⊙ v + (2 − p) s ⟨s, v⟩.
 * </pre>
 *
 * <p>It does not separate into coordinates. Homogeneous of degree 2, hence R*∘∇R = R, while its level sets are those of
 * ‖·‖_p, which is its horizon function: degree and shape are independent. The Hessian is undefined at 0 unless p = 2.
 *
 * <p>Source: Grove, Littlestone and Schuurmans 2001 and Gentile 2003 (p-norm algorithms).
 */
public final class SquaredPNorm implements MirrorMap {

    private final double p;
    private final double q;
    private final int dimension;
    private final PowerPotential power;

    /**
     * @param p exponent, above 1 and finite
     * @param dimension d, at least 1
     * @throws IllegalArgumentException outside these ranges
     */
    public SquaredPNorm(double p, int dimension) {
        if (!(p > 1) || Double.isInfinite(p) || dimension < 1) {
            throw new IllegalArgumentException(
                    "a squared p-norm needs a finite exponent p > 1 and a dimension of at least 1; given p = " + p
                            + ", dimension " + dimension);
        }
        this.p = p;
        this.q = p / (p - 1);
        this.dimension = dimension;
        this.power = new PowerPotential(p);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double value(double[] x) {
        check(x);
        return half(norm(x, p));
    }

    @Override
    public void gradient(double[] x, double[] eta) {
        check(x);
        dual(x, p, eta);
    }

    @Override
    public void conjugateGradient(double[] eta, double[] x) {
        check(eta);
        dual(eta, q, x);
    }

    @Override
    public double conjugate(double[] eta) {
        check(eta);
        return half(norm(eta, q));
    }

    @Override
    public double balance(double[] x) {
        return value(x);
    }

    @Override
    public void hessianTimes(double[] x, double[] v, double[] out) {
        check(x);
        secondDerivative(x, p, v, out);
    }

    /** {@inheritDoc} R* is half the squared q-norm: the formula of ∇²R with q in place of p. */
    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        check(eta);
        secondDerivative(eta, q, v, out);
    }

    /** out = ∇²(½‖·‖²)(x) v in the norm of that exponent. */
    private static void secondDerivative(double[] x, double exponent, double[] v, double[] out) {
        double norm = norm(x, exponent);
        double inner = 0;
        for (int i = 0; i < x.length; i++) {
            inner += Math.copySign(Math.pow(Math.abs(x[i]) / norm, exponent - 1), x[i]) * v[i];
        }
        for (int i = 0; i < x.length; i++) {
            double u = Math.abs(x[i]) / norm;
            out[i] = (exponent - 1) * Math.pow(u, exponent - 2) * v[i]
                    + (2 - exponent) * Math.copySign(Math.pow(u, exponent - 1), x[i]) * inner;
        }
    }

    /**
     * With M = ‖y‖, ρ = ‖x‖/M and d(a, b) the divergence of |·|ᵖ/p in one variable,
     * D(x, y) = M²[½(ρ − 1)² + Σᵢ d(xᵢ/M, yᵢ/M) − d(ρ, 1)], where ρ − 1 comes from
     * (ρᵖ − 1)/p = ⟨∇‖·‖ᵖ/p (y/M), (x − y)/M⟩ + Σᵢ d(xᵢ/M, yᵢ/M): for near points nothing of the size of R cancels.
     */
    @Override
    public double bregman(double[] x, double[] y) {
        check(x);
        check(y);
        double m = norm(y, p);
        double n = norm(x, p);
        if (m == 0 || n > 4 * m || n < 0.25 * m) {
            return apart(x, y, n, m);
        }
        double linear = 0;
        double bent = 0;
        for (int i = 0; i < dimension; i++) {
            double slope = Math.copySign(Math.pow(Math.abs(y[i]) / m, p - 1), y[i]);
            linear += slope * ((x[i] - y[i]) / m);
            double size = Math.pow(Math.abs(y[i]) / m, p);
            bent += size > 0 ? size * power.relativeBregman((x[i] - y[i]) / y[i]) : power.value(x[i] / m);
        }
        double radial = Math.expm1(Math.log1p(p * (linear + bent)) / p);
        double along = power.relativeBregman(radial);
        return m * (m * (0.5 * radial * radial + Math.max(0, bent - along)));
    }

    private double apart(double[] x, double[] y, double n, double m) {
        double inner = 0;
        for (int i = 0; i < dimension && m > 0; i++) {
            inner += Math.copySign(Math.pow(Math.abs(y[i]) / m, p - 1), y[i]) * x[i];
        }
        double larger = Math.max(n, m);
        return larger == 0
                ? 0
                : larger
                        * (larger
                                * (0.5 * (n / larger) * (n / larger)
                                        + 0.5 * (m / larger) * (m / larger)
                                        - m / larger * (inner / larger)));
    }

    @Override
    public boolean contains(double[] x) {
        check(x);
        for (double each : x) {
            if (!Double.isFinite(each)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean containsDual(double[] eta) {
        return contains(eta);
    }

    /** {@inheritDoc} 2, whatever the shape of the norm. */
    @Override
    public OptionalDouble growth() {
        return OptionalDouble.of(2);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Norm(p);
    }

    @Override
    public void restPoint(double[] x) {
        Arrays.fill(x, 0);
    }

    @Override
    public String toString() {
        return "SquaredPNorm[p=" + p + ", d=" + dimension + "]";
    }

    /** ‖x‖ · sgn(u)|u|^{exponent−1} with u = x/‖x‖; out may be x. */
    private static void dual(double[] x, double exponent, double[] out) {
        double norm = norm(x, exponent);
        for (int i = 0; i < x.length; i++) {
            out[i] = norm > 0 ? norm * Math.copySign(Math.pow(Math.abs(x[i]) / norm, exponent - 1), x[i]) : norm;
        }
    }

    private static double norm(double[] x, double exponent) {
        double largest = 0;
        for (double each : x) {
            largest = Math.max(largest, Math.abs(each));
        }
        if (!(largest > 0) || Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double each : x) {
            sum += Math.pow(Math.abs(each) / largest, exponent);
        }
        return largest * Math.pow(sum, 1 / exponent);
    }

    private static double half(double norm) {
        return 0.5 * norm * norm;
    }

    private void check(double[] x) {
        Lengths.check(dimension, x);
    }

    /** The catalogue entry {@code squared-p-norm}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "squared-p-norm";
        }

        @Override
        public String name() {
            return "Squared p-norm";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{2}\\lVert x\\rVert_p^2";
        }

        @Override
        public String summary() {
            return "Half the square of the ℓp norm: quadratic growth with the level sets of the p-norm, not separable.";
        }

        @Override
        public String source() {
            return "Grove, Littlestone and Schuurmans 2001; Gentile 2003, The robustness of the p-norm algorithms.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real("p", "p", "Exponent", "Which norm, above 1.", false, 1.5, 1.01, 20, false));
        }

        @Override
        public MirrorMap create(Settings settings, Layout layout) {
            return new SquaredPNorm(settings.real("p"), layout.dimension());
        }
    }
}
