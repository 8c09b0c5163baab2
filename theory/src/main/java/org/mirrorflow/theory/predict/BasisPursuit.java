package org.mirrorflow.theory.predict;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.linsol.svd.SolvePseudoInverseSvd_DDRM;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * An interpolator of least ℓ1 norm, argmin ‖w‖₁ s.t. Zw = y (basis pursuit), where every entropic map goes as its scale
 * vanishes. A vertex of the optimal face when the minimiser is not unique.
 *
 * <p>Method: the linear programme in w = w⁺ − w⁻ by ojAlgo's simplex, then one solve of the support's equations in full
 * precision and one of the active dual constraints.
 *
 * <p>Certificate: |Zᵀν| ≤ 1 exactly feasible up to rounding, so the gap ‖w‖₁ − yᵀν bounds the excess norm. The
 * stationarity is the largest |(Zᵀν)ᵢ − sgn wᵢ| over the support.
 *
 * <p>Source: Chen, Donoho and Saunders 1998, Atomic decomposition by basis pursuit.
 */
public final class BasisPursuit implements Predictor {

    /** Below this share of the largest entry a coordinate of the simplex's vertex is not in the support. */
    private static final double SUPPORT = 1e-11;

    private static final double ACTIVE = 1e-9;

    @Override
    public Interpolator predict(DMatrixRMaj z, double[] y) {
        RowSpace space = RowSpace.of(z, y);
        int d = space.dimension;
        int r = space.rank;
        double scale = RowSpace.norm(space.rhs);
        if (scale == 0) {
            return new Interpolator(new double[d], new double[y.length], 0, 0, space.feasibility(new double[d]), 0, 0);
        }
        R064Store body = R064Store.FACTORY.make(r, 2 * d);
        R064Store rhs = R064Store.FACTORY.make(r, 1);
        for (int k = 0; k < r; k++) {
            for (int j = 0; j < d; j++) {
                body.set(k, j, space.rows[k * d + j]);
                body.set(k, d + j, -space.rows[k * d + j]);
            }
            rhs.set(k, 0, space.rhs[k] / scale);
        }
        double[] cost = new double[2 * d];
        Arrays.fill(cost, 1);
        LinearSolver solver = LinearSolver.newBuilder()
                .objective(cost)
                .lower(0.0)
                .equalities(body, rhs)
                .build();
        Optimisation.Result result = solver.solve();
        if (!result.getState().isOptimal()) {
            throw new NoInterpolatorException("the linear programme of the least ℓ1 norm ended " + result.getState()
                    + " on " + r + " independent equations in " + d + " weights");
        }
        double[] w = new double[d];
        double[] nu = new double[r];
        for (int j = 0; j < d; j++) {
            w[j] = scale * (result.doubleValue(j) - result.doubleValue(d + j));
        }
        for (int k = 0; k < r; k++) {
            nu[k] = -solver.getDualMultiplier(k); // ojAlgo counts multipliers of minimisation negatively
        }
        polishPrimal(space, w);
        polishDual(space, w, nu);
        double[] certificate = new double[d];
        space.applyTransposed(nu, certificate);
        double norm = 0;
        double violation = 0;
        for (int j = 0; j < d; j++) {
            norm += Math.abs(w[j]);
            if (w[j] != 0) {
                violation = Math.max(violation, Math.abs(certificate[j] - Math.signum(w[j])));
            }
        }
        double gap = (norm - RowSpace.dot(space.rhs, nu)) / Math.max(1, norm);
        return new Interpolator(w, space.lift(nu), norm, gap, space.feasibility(w), violation, 1);
    }

    /** Solves the equations on the support alone, so that the others are exact zeros. */
    private static void polishPrimal(RowSpace space, double[] w) {
        double largest = 0;
        for (double value : w) {
            largest = Math.max(largest, Math.abs(value));
        }
        double threshold = SUPPORT * largest;
        int[] support = indices(w.length, j -> Math.abs(w[j]) > threshold);
        DMatrixRMaj columns = new DMatrixRMaj(space.rank, support.length);
        for (int k = 0; k < space.rank; k++) {
            for (int s = 0; s < support.length; s++) {
                columns.set(k, s, space.rows[k * space.dimension + support[s]]);
            }
        }
        double[] solved = leastSquares(columns, space.rhs);
        Arrays.fill(w, 0);
        for (int s = 0; s < support.length; s++) {
            w[support[s]] = solved[s];
        }
    }

    /** Meets the active dual constraints exactly, then shrinks ν into |Zᵀν| ≤ 1. */
    private static void polishDual(RowSpace space, double[] w, double[] nu) {
        double[] certificate = new double[space.dimension];
        space.applyTransposed(nu, certificate);
        int[] active = indices(w.length, j -> w[j] != 0 || Math.abs(certificate[j]) > 1 - ACTIVE);
        DMatrixRMaj columns = new DMatrixRMaj(active.length, space.rank);
        double[] missing = new double[active.length];
        for (int a = 0; a < active.length; a++) {
            int j = active[a];
            missing[a] = (w[j] != 0 ? Math.signum(w[j]) : Math.signum(certificate[j])) - certificate[j];
            for (int k = 0; k < space.rank; k++) {
                columns.set(a, k, space.rows[k * space.dimension + j]);
            }
        }
        double[] correction = leastSquares(columns, missing);
        for (int k = 0; k < space.rank; k++) {
            nu[k] += correction[k];
        }
        space.applyTransposed(nu, certificate);
        double largest = 1;
        for (double value : certificate) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int k = 0; k < space.rank; k++) {
            nu[k] /= largest;
        }
    }

    private static double[] leastSquares(DMatrixRMaj matrix, double[] rhs) {
        SolvePseudoInverseSvd_DDRM solver = new SolvePseudoInverseSvd_DDRM(matrix.numRows, matrix.numCols);
        solver.setA(matrix);
        DMatrixRMaj solution = new DMatrixRMaj(matrix.numCols, 1);
        solver.solve(DMatrixRMaj.wrap(rhs.length, 1, rhs), solution);
        return solution.data;
    }

    private static int[] indices(int length, IntPredicate keep) {
        return IntStream.range(0, length).filter(keep).toArray();
    }
}
