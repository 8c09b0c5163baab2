package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Solves (s·I + ZᵀZS) x = b for a fixed n × d matrix Z and a non-negative diagonal S through the n × n matrix
 * s·I + ZSZᵀ (Woodbury).
 *
 * <p>Works on a transposed copy of Z, four columns at a time: the inner loops then add whole columns, which vectorises,
 * or carry four sums at once, where a single sum would wait for each addition.
 */
final class LowRankShift {

    private static final int BLOCK = 4;

    private final int n;
    private final int d;
    /** Columns of Z one after the other, with zero columns up to a multiple of {@link #BLOCK}. */
    private final double[] columns;

    private final double[] scale;
    private final double[] gram;
    private final DMatrixRMaj inner;
    private final DMatrixRMaj right;
    private final DMatrixRMaj middle;
    private final LinearSolverDense<DMatrixRMaj> cholesky;
    private double shift;

    LowRankShift(DMatrixRMaj design) {
        this.n = design.numRows;
        this.d = design.numCols;
        int padded = (d + BLOCK - 1) / BLOCK * BLOCK;
        this.columns = new double[padded * n];
        for (int a = 0; a < n; a++) {
            for (int i = 0; i < d; i++) {
                columns[i * n + a] = design.data[a * d + i];
            }
        }
        this.scale = new double[padded];
        this.gram = new double[n * n];
        this.inner = new DMatrixRMaj(n, n);
        this.right = new DMatrixRMaj(n, 1);
        this.middle = new DMatrixRMaj(n, 1);
        this.cholesky = LinearSolverFactory_DDRM.symmPosDef(n);
    }

    /** Takes S = diag(diagonal) and forms ZSZᵀ. */
    void scale(double[] diagonal) {
        System.arraycopy(diagonal, 0, scale, 0, d);
        Arrays.fill(gram, 0);
        double[] z = columns;
        for (int i = 0; i < scale.length; i += BLOCK) {
            int z0 = i * n;
            int z1 = z0 + n;
            int z2 = z1 + n;
            int z3 = z2 + n;
            for (int a = 0; a < n; a++) {
                double c0 = scale[i] * z[z0 + a];
                double c1 = scale[i + 1] * z[z1 + a];
                double c2 = scale[i + 2] * z[z2 + a];
                double c3 = scale[i + 3] * z[z3 + a];
                int row = a * n;
                for (int b = 0; b <= a; b++) {
                    gram[row + b] += (c0 * z[z0 + b] + c1 * z[z1 + b]) + (c2 * z[z2 + b] + c3 * z[z3 + b]);
                }
            }
        }
    }

    /**
     * Factors s·I + ZSZᵀ, s &gt; 0.
     *
     * @return false when rounding or values that are not finite leave no Cholesky factor
     */
    boolean factor(double s) {
        shift = s;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                inner.data[a * n + b] = gram[a * n + b];
                inner.data[b * n + a] = gram[a * n + b];
            }
            inner.data[a * n + a] += s;
        }
        return cholesky.setA(inner);
    }

    /** Solves with the last factor; {@code x} may be {@code b}. */
    void solve(double[] b, double[] x) {
        double[] z = columns;
        double[] sum = right.data;
        Arrays.fill(sum, 0);
        for (int i = 0; i < scale.length; i += BLOCK) {
            double c0 = share(b, i);
            double c1 = share(b, i + 1);
            double c2 = share(b, i + 2);
            double c3 = share(b, i + 3);
            int z0 = i * n;
            int z1 = z0 + n;
            int z2 = z1 + n;
            int z3 = z2 + n;
            for (int a = 0; a < n; a++) {
                sum[a] += (c0 * z[z0 + a] + c1 * z[z1 + a]) + (c2 * z[z2 + a] + c3 * z[z3 + a]);
            }
        }
        cholesky.solve(right, middle);
        double[] q = middle.data;
        for (int i = 0; i < scale.length; i += BLOCK) {
            int z0 = i * n;
            int z1 = z0 + n;
            int z2 = z1 + n;
            int z3 = z2 + n;
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int a = 0; a < n; a++) {
                double qa = q[a];
                sum0 += z[z0 + a] * qa;
                sum1 += z[z1 + a] * qa;
                sum2 += z[z2 + a] * qa;
                sum3 += z[z3 + a] * qa;
            }
            put(i, sum0, b, x);
            put(i + 1, sum1, b, x);
            put(i + 2, sum2, b, x);
            put(i + 3, sum3, b, x);
        }
    }

    private void put(int i, double dot, double[] b, double[] x) {
        if (i < d) {
            x[i] = (b[i] - dot) / shift;
        }
    }

    private double share(double[] b, int i) {
        return i < d ? scale[i] * b[i] : 0;
    }
}
