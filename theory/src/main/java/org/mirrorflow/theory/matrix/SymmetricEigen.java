package org.mirrorflow.theory.matrix;

import java.util.Arrays;

/**
 * The eigendecomposition ½(A + Aᵀ) = Q diag(λ) Qᵀ of one small matrix after another, λ₁ ≥ … ≥ λₙ. Allocates nothing
 * after construction; belongs to one thread.
 *
 * <p>Cyclic Jacobi rotations. NaN in A makes every value NaN. Source: Jacobi 1846; Golub and Van Loan, section 8.5.
 */
public final class SymmetricEigen {

    private static final int SWEEPS = 60;

    private final int n;
    private final double[][] a;
    private final double[][] q;
    private final double[] values;

    /** Workspace for n × n matrices. */
    public SymmetricEigen(int n) {
        this.n = n;
        this.a = new double[n][n];
        this.q = new double[n][n];
        this.values = new double[n];
    }

    /**
     * Decomposes the symmetric part of a matrix.
     *
     * @param entries by rows, kept as they are
     */
    public void decompose(double[] entries) {
        if (entries.length != n * n) {
            throw new IllegalArgumentException(
                    "the matrix is " + n + " × " + n + "; given " + entries.length + " entries");
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = 0.5 * entries[i * n + j] + 0.5 * entries[j * n + i];
                largest = Math.max(largest, Math.abs(a[i][j]));
                q[i][j] = i == j ? 1 : 0;
            }
        }
        if (!Double.isFinite(largest)) {
            Arrays.fill(values, Double.NaN);
            return;
        }
        double scale = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        for (double[] row : a) {
            for (int j = 0; j < n; j++) {
                row[j] /= scale;
            }
        }
        for (int sweep = 0; sweep < SWEEPS && rotateAll(); sweep++) {
            // until nothing is left off the diagonal
        }
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i] * scale;
        }
        sort();
    }

    private boolean rotateAll() {
        boolean rotated = false;
        for (int p = 0; p < n; p++) {
            for (int r = p + 1; r < n; r++) {
                double off = a[p][r];
                double small = Math.ulp(1.0) * Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[r][r]));
                if (Math.abs(off) <= small || Math.abs(off) < 1e-300) {
                    continue;
                }
                rotated = true;
                double zeta = (a[r][r] - a[p][p]) / (2 * off);
                double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
                double c = 1 / Math.hypot(1, t);
                double s = c * t;
                a[p][p] -= t * off;
                a[r][r] += t * off;
                a[p][r] = 0;
                a[r][p] = 0;
                for (int k = 0; k < n; k++) {
                    if (k != p && k != r) {
                        double x = a[k][p];
                        double y = a[k][r];
                        a[k][p] = c * x - s * y;
                        a[p][k] = a[k][p];
                        a[k][r] = s * x + c * y;
                        a[r][k] = a[k][r];
                    }
                    double x = q[p][k];
                    q[p][k] = c * x - s * q[r][k];
                    q[r][k] = s * x + c * q[r][k];
                }
            }
        }
        return rotated;
    }

    private void sort() {
        for (int j = 1; j < n; j++) {
            for (int i = j; i > 0 && values[i] > values[i - 1]; i--) {
                double value = values[i];
                values[i] = values[i - 1];
                values[i - 1] = value;
                double[] vector = q[i];
                q[i] = q[i - 1];
                q[i - 1] = vector;
            }
        }
    }

    /** λ, descending; live, overwritten by the next {@link #decompose}. */
    public double[] values() {
        return values;
    }

    /** The unit eigenvector of λᵢ; live. */
    public double[] vector(int i) {
        return q[i];
    }

    /** out = Q diag(d) Qᵀ, by rows, overwritten. */
    public void compose(double[] d, double[] out) {
        Arrays.fill(out, 0);
        for (int k = 0; k < n; k++) {
            double[] v = q[k];
            for (int i = 0; i < n; i++) {
                double c = d[k] * v[i];
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += c * v[j];
                }
            }
        }
    }
}
