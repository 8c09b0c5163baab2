package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The LASSO, argmin ½‖Zw − y‖² + λ‖w‖₁: where gradient flow on m⊙w stands still under a constant decay rate λ, and on u² − v² under
 * 2λ.
 *
 * <p>Method: cyclic coordinate descent with soft thresholds, then one solve of the optimality conditions on the support.
 *
 * <p>Certificate: with the residual ρ = y − Zw, the scaled residual ν = ρ·min(1, λ/‖Zᵀρ‖∞) is dual feasible, so the gap is the
 * objective minus yᵀν − ½‖ν‖². The stationarity is the largest violation of Zᵀρ ∈ λ∂‖w‖₁, over λ.
 *
 * <p>Source: Tibshirani 1996; that constant decay is the LASSO: derived from ẋ = −2√(x² + β²)∇f − 2λx with β → 0, and checked
 * against the flow.
 */
public final class Lasso {

    private static final int SWEEPS = 200_000;

    private final double penalty;

    /** @param penalty λ, positive */
    public Lasso(double penalty) {
        if (!(penalty > 0) || Double.isInfinite(penalty)) {
            throw new IllegalArgumentException("the LASSO needs a positive finite penalty; given " + penalty);
        }
        this.penalty = penalty;
    }

    /**
     * The minimiser.
     *
     * @throws IllegalStateException when coordinate descent does not converge
     */
    public PenalisedMinimum predict(DMatrixRMaj z, double[] y) {
        int n = z.numRows;
        int d = z.numCols;
        if (n != y.length) {
            throw new IllegalArgumentException(
                    "one target a row of Z is needed; Z is " + n + "×" + d + " and y has length " + y.length);
        }
        double[] w = new double[d];
        double[] residual = y.clone();
        double[] squares = new double[d];
        for (int i = 0; i < d; i++) {
            for (int a = 0; a < n; a++) {
                squares[i] += z.get(a, i) * z.get(a, i);
            }
        }
        boolean settled = false;
        for (int sweep = 0; sweep < SWEEPS && !settled; sweep++) {
            double change = 0;
            double size = 0;
            for (int i = 0; i < d; i++) {
                if (squares[i] == 0) {
                    continue;
                }
                double inner = 0;
                for (int a = 0; a < n; a++) {
                    inner += z.get(a, i) * residual[a];
                }
                double target = inner + squares[i] * w[i];
                double next = Math.copySign(Math.max(0, Math.abs(target) - penalty), target) / squares[i];
                double step = next - w[i];
                if (step != 0) {
                    for (int a = 0; a < n; a++) {
                        residual[a] -= step * z.get(a, i);
                    }
                    w[i] = next;
                }
                change = Math.max(change, Math.abs(step));
                size = Math.max(size, Math.abs(next));
            }
            settled = change <= 1e-14 * size;
        }
        if (!settled) {
            throw new IllegalStateException(
                    "coordinate descent for the LASSO did not settle in " + SWEEPS + " sweeps; take a larger penalty");
        }
        polish(z, y, w);
        return certified(z, y, w);
    }

    /** Z_SᵀZ_S w_S = Z_Sᵀy − λ sgn(w_S), accepted where it keeps the signs. */
    private void polish(DMatrixRMaj z, double[] y, double[] w) {
        int[] support = java.util.stream.IntStream.range(0, w.length)
                .filter(i -> w[i] != 0)
                .toArray();
        int k = support.length;
        if (k == 0 || k > z.numRows) {
            return;
        }
        DMatrixRMaj gram = new DMatrixRMaj(k, k);
        DMatrixRMaj right = new DMatrixRMaj(k, 1);
        for (int i = 0; i < k; i++) {
            for (int a = 0; a < z.numRows; a++) {
                right.data[i] += z.get(a, support[i]) * y[a];
                for (int j = 0; j < k; j++) {
                    gram.add(i, j, z.get(a, support[i]) * z.get(a, support[j]));
                }
            }
            right.data[i] -= penalty * Math.signum(w[support[i]]);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(k);
        if (!solver.setA(gram)) {
            return;
        }
        DMatrixRMaj solution = new DMatrixRMaj(k, 1);
        solver.solve(right, solution);
        for (int i = 0; i < k; i++) {
            if (solution.data[i] * w[support[i]] <= 0) {
                return;
            }
        }
        for (int i = 0; i < k; i++) {
            w[support[i]] = solution.data[i];
        }
    }

    private PenalisedMinimum certified(DMatrixRMaj z, double[] y, double[] w) {
        double[] residual = y.clone();
        double norm = 0;
        for (int i = 0; i < w.length; i++) {
            norm += Math.abs(w[i]);
            for (int a = 0; a < y.length; a++) {
                residual[a] -= z.get(a, i) * w[i];
            }
        }
        double largest = 0;
        double violation = 0;
        for (int i = 0; i < w.length; i++) {
            double inner = 0;
            for (int a = 0; a < y.length; a++) {
                inner += z.get(a, i) * residual[a];
            }
            largest = Math.max(largest, Math.abs(inner));
            violation = Math.max(
                    violation,
                    w[i] != 0 ? Math.abs(inner - penalty * Math.signum(w[i])) : Math.max(0, Math.abs(inner) - penalty));
        }
        double objective = 0.5 * RowSpace.dot(residual, residual) + penalty * norm;
        double factor = largest > penalty ? penalty / largest : 1;
        double[] dual = Arrays.stream(residual).map(x -> factor * x).toArray();
        double bound = RowSpace.dot(y, dual) - 0.5 * RowSpace.dot(dual, dual);
        return new PenalisedMinimum(w, objective, (objective - bound) / Math.max(1, objective), violation / penalty);
    }
}
