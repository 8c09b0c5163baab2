package org.mirrorflow.sim.dynamics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Solves (s·I + ZᵀZS) x = b for a fixed n × d matrix Z and a diagonal S through the n × n matrix s·I + ZSZᵀ
 * (Woodbury).
 */
final class LowRankShift {

    private final DMatrixRMaj design;
    private final DMatrixRMaj inner;
    private final DMatrixRMaj right;
    private final DMatrixRMaj middle;
    private final double[] scaledRow;
    private final LinearSolverDense<DMatrixRMaj> cholesky;

    LowRankShift(DMatrixRMaj design) {
        this.design = design;
        int n = design.numRows;
        this.inner = new DMatrixRMaj(n, n);
        this.right = new DMatrixRMaj(n, 1);
        this.middle = new DMatrixRMaj(n, 1);
        this.scaledRow = new double[design.numCols];
        this.cholesky = LinearSolverFactory_DDRM.symmPosDef(n);
    }

    void factor(double[] diagonal, double s) {
        int n = design.numRows;
        int d = design.numCols;
        double[] z = design.data;
        for (int a = 0; a < n; a++) {
            int rowA = a * d;
            for (int i = 0; i < d; i++) {
                scaledRow[i] = z[rowA + i] * diagonal[i];
            }
            for (int b = 0; b <= a; b++) {
                int rowB = b * d;
                double sum = 0;
                for (int i = 0; i < d; i++) {
                    sum += scaledRow[i] * z[rowB + i];
                }
                inner.data[a * n + b] = sum;
                inner.data[b * n + a] = sum;
            }
            inner.data[a * n + a] += s;
        }
        cholesky.setA(inner);
    }

    void solve(double[] diagonal, double s, double[] b, double[] x) {
        int n = design.numRows;
        int d = design.numCols;
        double[] z = design.data;
        for (int a = 0; a < n; a++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += z[a * d + i] * (diagonal[i] * b[i]);
            }
            right.data[a] = sum;
        }
        cholesky.solve(right, middle);
        System.arraycopy(b, 0, x, 0, d);
        for (int a = 0; a < n; a++) {
            double q = middle.data[a];
            for (int i = 0; i < d; i++) {
                x[i] -= q * z[a * d + i];
            }
        }
        for (int i = 0; i < d; i++) {
            x[i] /= s;
        }
    }
}
