package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.matrix.SymmetricEigen;

/** What parametrizations by factor matrices share. */
final class Chains {

    private static final double MULTIPLE = 1e-12;

    private Chains() {}

    /** (a, b) in one array. */
    static double[] join(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static double[] negative(double[] w) {
        double[] out = new double[w.length];
        Arrays.setAll(out, i -> -w[i]);
        return out;
    }

    /** c where UUᵀ = c·I for the n × r matrix U that starts at {@code at}, otherwise 0. */
    static double gramMultiple(double[] theta, int at, int n, int r) {
        double c = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < r; k++) {
                    sum += theta[at + i * r + k] * theta[at + j * r + k];
                }
                if (i == 0 && j == 0) {
                    c = sum;
                }
                if (Math.abs(sum - (i == j ? c : 0)) > MULTIPLE * c) {
                    return 0;
                }
            }
        }
        return c;
    }

    /**
     * U n × r with UUᵀ the positive part of a symmetric matrix.
     *
     * @param rest whether a negative part is allowed
     */
    static double[] roots(double[] w, int n, int r, boolean rest) {
        SymmetricEigen eigen = new SymmetricEigen(n);
        eigen.decompose(w);
        double size = Math.max(Math.abs(eigen.values()[0]), Math.abs(eigen.values()[n - 1]));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (Math.abs(w[i * n + j] - w[j * n + i]) > 1e-12 * size) {
                    throw new InvalidSettingException(
                            "kind",
                            "makes symmetric weights, but the problem starts from weights that are not symmetric");
                }
            }
        }
        double[] u = new double[n * r];
        for (int k = 0; k < n; k++) {
            double lambda = eigen.values()[k];
            if (lambda < -1e-12 * size && !rest) {
                throw new InvalidSettingException(
                        "kind",
                        "makes positive semidefinite weights, but the problem starts from weights with an eigenvalue "
                                + lambda + "; take symmetric-difference");
            }
            if (lambda > 1e-12 * size && k >= r) {
                throw new InvalidSettingException(
                        MatrixStarts.WIDTH,
                        "is " + r + ", but the problem starts from weights of higher rank; raise the width");
            }
            for (int i = 0; i < n && k < r && lambda > 0; i++) {
                u[i * r + k] = Math.sqrt(lambda) * eigen.vector(k)[i];
            }
        }
        return u;
    }
}
