package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.matrix.SingularValues;

/**
 * The gauge of the sub-level sets of a potential at infinity, which decides the max-margin direction of its flow on
 * separable data (Pesme, Dragomir and Flammarion 2024), defined up to a positive factor.
 */
public sealed interface HorizonFunction {

    /** φ∞(u) ≥ 0 of a point u of the map's space, a matrix by rows; NaN where there is no horizon function. */
    double of(double[] u);

    /**
     * The polar gauge φ°(v) = max{ ⟨v, u⟩ : φ∞(u) ≤ 1 }, the dual norm of a norm, which bounds margins; NaN where there is
     * no horizon function.
     */
    double polar(double[] v);

    /** The ℓp norm, 1 ≤ p ≤ ∞. */
    record Norm(double p) implements HorizonFunction {
        public Norm {
            if (!(p >= 1)) {
                throw new IllegalArgumentException("a norm needs p ≥ 1; given p = " + p);
            }
        }

        @Override
        public double of(double[] u) {
            return norm(u, p, null);
        }

        @Override
        public double polar(double[] v) {
            return norm(v, dualExponent(p), null);
        }
    }

    /**
     * (Σ cᵢ|uᵢ|ᵖ)^{1/p} with 1 ≤ p &lt; ∞ and positive weights: potentials of the same growth with different factors.
     *
     * @param weights c; copied
     */
    record WeightedNorm(double p, double[] weights) implements HorizonFunction {
        public WeightedNorm {
            weights = weights.clone();
            if (!(p >= 1) || Double.isInfinite(p) || !Arrays.stream(weights).allMatch(c -> c > 0)) {
                throw new IllegalArgumentException("a weighted norm needs 1 ≤ p < ∞ and positive weights; given p = "
                        + p + ", weights " + Arrays.toString(weights));
            }
        }

        @Override
        public double[] weights() {
            return weights.clone();
        }

        @Override
        public double of(double[] u) {
            check(u);
            return norm(u, p, weights);
        }

        /** {@inheritDoc} It is ‖c^{−1/p} ⊙ v‖_q. */
        @Override
        public double polar(double[] v) {
            check(v);
            double[] scaled = v.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] /= Math.pow(weights[i], 1 / p);
            }
            return norm(scaled, dualExponent(p), null);
        }

        private void check(double[] u) {
            if (u.length != weights.length) {
                throw new IllegalArgumentException(
                        "the norm has " + weights.length + " weights; the direction given has length " + u.length);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WeightedNorm norm && norm.p == p && Arrays.equals(norm.weights, weights);
        }

        @Override
        public int hashCode() {
            return 31 * Double.hashCode(p) + Arrays.hashCode(weights);
        }

        @Override
        public String toString() {
            return "WeightedNorm[p=" + p + ", weights=" + Arrays.toString(weights) + "]";
        }
    }

    /**
     * (αR(u))^{1/α} for a mirror map R on the whole space that is homogeneous of degree α &gt; 1: its sub-level sets are
     * multiples of one set, of which this is the gauge. With 1/α + 1/β = 1 the polar gauge is (βR*(v))^{1/β}.
     *
     * @param name how people write it, e.g. √(uᵀPu)
     * @param power R
     * @param degree α
     */
    record Gauge(String name, MirrorMap power, double degree) implements HorizonFunction {
        public Gauge {
            if (!(degree > 1) || Double.isInfinite(degree)) {
                throw new IllegalArgumentException(
                        "a homogeneous mirror map has a finite degree above 1; given " + degree);
            }
        }

        @Override
        public double of(double[] u) {
            double[] unit = u.clone();
            double size = normalise(unit);
            return size > 0 ? size * Math.pow(degree * power.value(unit), 1 / degree) : size;
        }

        @Override
        public double polar(double[] v) {
            double[] unit = v.clone();
            double size = normalise(unit);
            double beta = dualExponent(degree);
            return size > 0 ? size * Math.pow(beta * power.conjugate(unit), 1 / beta) : size;
        }

        /** u ← u/‖u‖_∞, so that no power leaves the range of doubles; returns ‖u‖_∞. */
        private static double normalise(double[] u) {
            double largest = norm(u, Double.POSITIVE_INFINITY, null);
            for (int i = 0; largest > 0 && i < u.length; i++) {
                u[i] /= largest;
            }
            return largest;
        }
    }

    /**
     * The Schatten p norm of a matrix, the ℓp norm of its singular values: p = 1 is the nuclear, 2 the Frobenius and ∞ the
     * spectral norm. Of a symmetric matrix it is the ℓp norm of the eigenvalues.
     *
     * @param p exponent, from 1 to ∞
     * @param rows rows of the matrix
     * @param columns its columns
     */
    record Schatten(double p, int rows, int columns) implements HorizonFunction {
        public Schatten {
            if (!(p >= 1)) {
                throw new IllegalArgumentException("a Schatten norm needs p ≥ 1; given p = " + p);
            }
        }

        @Override
        public double of(double[] u) {
            return norm(singularValues(u), p, null);
        }

        @Override
        public double polar(double[] v) {
            return norm(singularValues(v), dualExponent(p), null);
        }

        private double[] singularValues(double[] u) {
            SingularValues svd = new SingularValues(rows, columns);
            svd.decompose(u);
            return svd.values();
        }
    }

    /** The horizon theorem does not apply, and why: a bounded mirror, or sub-level sets that are not bounded. */
    record None(String reason) implements HorizonFunction {
        @Override
        public double of(double[] u) {
            return Double.NaN;
        }

        @Override
        public double polar(double[] v) {
            return Double.NaN;
        }
    }

    /** q with 1/p + 1/q = 1. */
    private static double dualExponent(double p) {
        return p == 1 ? Double.POSITIVE_INFINITY : Double.isInfinite(p) ? 1 : p / (p - 1);
    }

    private static double norm(double[] u, double p, double @Nullable [] weights) {
        double largest = 0;
        for (double each : u) {
            largest = Math.max(largest, Math.abs(each));
        }
        if (!(largest > 0) || Double.isInfinite(p) || Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            double share = Math.abs(u[i]) / largest;
            double power = p == 1 ? share : p == 2 ? share * share : Math.pow(share, p);
            sum += weights == null ? power : weights[i] * power;
        }
        return largest * (p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p));
    }
}
