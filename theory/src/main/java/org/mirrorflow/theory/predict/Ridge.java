package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression, argmin ½‖Zw − y‖² + ½λ‖w‖²: where gradient flow on the weights themselves stands still under a constant decay
 * rate λ. By w = Zᵀ(ZZᵀ + λI)⁻¹y.
 *
 * <p>Source: Hoerl and Kennard 1970.
 */
public final class Ridge {

    private final double penalty;

    /** @param penalty λ, positive */
    public Ridge(double penalty) {
        if (!(penalty > 0) || Double.isInfinite(penalty)) {
            throw new IllegalArgumentException("ridge regression needs a positive finite penalty; given " + penalty);
        }
        this.penalty = penalty;
    }

    /** The minimiser; its gap is that of the dual problem at ν = (ZZᵀ + λI)⁻¹y·λ. */
    public PenalisedMinimum predict(DMatrixRMaj z, double[] y) {
        int n = z.numRows;
        int d = z.numCols;
        DMatrixRMaj kernel = new DMatrixRMaj(n, n);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double sum = a == b ? penalty : 0;
                for (int i = 0; i < d; i++) {
                    sum += z.get(a, i) * z.get(b, i);
                }
                kernel.set(a, b, sum);
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
        if (!solver.setA(kernel)) {
            throw new IllegalStateException("ZZᵀ + λI has no Cholesky factor; take a larger penalty");
        }
        DMatrixRMaj nu = new DMatrixRMaj(n, 1);
        solver.solve(DMatrixRMaj.wrap(n, 1, y.clone()), nu);
        double[] w = new double[d];
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < n; a++) {
                w[i] += z.get(a, i) * nu.data[a];
            }
        }
        double[] residual = y.clone();
        for (int a = 0; a < n; a++) {
            for (int i = 0; i < d; i++) {
                residual[a] -= z.get(a, i) * w[i];
            }
        }
        double violation = 0;
        for (int i = 0; i < d; i++) {
            double inner = -penalty * w[i];
            for (int a = 0; a < n; a++) {
                inner += z.get(a, i) * residual[a];
            }
            violation = Math.max(violation, Math.abs(inner));
        }
        double objective = 0.5 * RowSpace.dot(residual, residual) + 0.5 * penalty * RowSpace.dot(w, w);
        double bound = 0.5 * penalty * RowSpace.dot(y, nu.data);
        return new PenalisedMinimum(
                w, objective, (objective - bound) / Math.max(1, objective), violation / Math.max(penalty, 1e-300));
    }
}
