package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The gauge of the sub-level sets of a potential at infinity, which decides the max-margin direction of its flow on
 * separable data (Pesme, Dragomir and Flammarion 2024), defined up to a positive factor.
 */
public sealed interface HorizonFunction {

    /** φ∞(u) ≥ 0, for a Schatten norm of the singular values u of a matrix; NaN where there is no horizon function. */
    double of(double[] u);

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
            if (u.length != weights.length) {
                throw new IllegalArgumentException(
                        "the norm has " + weights.length + " weights; the direction given has length " + u.length);
            }
            return norm(u, p, weights);
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
     * Any other gauge: convex, positively homogeneous of degree 1, positive away from 0.
     *
     * @param name how people write it, e.g. √(uᵀPu)
     * @param gauge φ∞
     */
    record Gauge(String name, ToDoubleFunction<double[]> gauge) implements HorizonFunction {
        @Override
        public double of(double[] u) {
            return gauge.applyAsDouble(u);
        }
    }

    /** The Schatten p norm of a matrix, the ℓp norm of its singular values; p = 1 is the nuclear norm, 2 the Frobenius norm. */
    record Schatten(double p) implements HorizonFunction {
        public Schatten {
            if (!(p >= 1)) {
                throw new IllegalArgumentException("a Schatten norm needs p ≥ 1; given p = " + p);
            }
        }

        @Override
        public double of(double[] singularValues) {
            return norm(singularValues, p, null);
        }
    }

    /** The horizon theorem does not apply, and why: a bounded mirror, or sub-level sets that are not bounded. */
    record None(String reason) implements HorizonFunction {
        @Override
        public double of(double[] u) {
            return Double.NaN;
        }
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
            sum += (weights == null ? 1 : weights[i]) * Math.pow(Math.abs(u[i]) / largest, p);
        }
        return largest * Math.pow(sum, 1 / p);
    }
}
