package org.mirrorflow.theory.predict;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * min R(u) s.t. Au ≥ 1 from a feasible point along the central path: Newton steps for R(u) − μ Σ log(⟨aᵢ, u⟩ − 1) at ever
 * smaller μ, with multipliers λᵢ = μ/(⟨aᵢ, u⟩ − 1). Slower than {@link DualNewton}, which it starts near the solution
 * where that does not find the active samples by itself.
 *
 * <p>Source: Boyd and Vandenberghe 2004, section 11.3.
 */
final class BarrierMethod {

    private static final int MOST_STEPS = 60;

    /** Where μ stops, as a share of R: the gap is n times that, and rounding takes over. */
    private static final double CONTENT = 1e-13;

    private final MirrorMap power;
    private final boolean @Nullable [] positive;

    /**
     * @param power R, homogeneous
     * @param positive for each coordinate whether uⱼ ≥ 0 is asked for; null when for none
     */
    BarrierMethod(MirrorMap power, boolean @Nullable [] positive) {
        this.power = power;
        this.positive = positive;
    }

    /**
     * The best pair on the path.
     *
     * @param feasible u with Au ≥ 1, and uⱼ ≥ 0 where asked for
     * @param certified what u and λ prove
     */
    @Nullable
    Separator solve(
            double[] rows,
            int n,
            int d,
            double[] feasible,
            BiFunction<double[], double[], @Nullable Separator> certified) {
        double[] u = new double[d];
        double largest = MaxMargin.norm(rows, Double.POSITIVE_INFINITY);
        for (int j = 0; j < d; j++) {
            // So little that every margin stays above 1. No coordinate is 0, where R may bend without bound.
            double off = 0.25 / d / largest * (0.5 + 0.5 / (j + 1));
            u[j] = 2 * feasible[j] + (feasible[j] < 0 ? -off : off);
        }
        double mu = power.value(u) / n;
        Separator best = null;
        double[] slack = new double[n];
        double[] lambda = new double[n];
        while (mu > CONTENT * power.value(u) / n) {
            centre(rows, n, d, mu, u, slack);
            for (int i = 0; i < n; i++) {
                lambda[i] = mu / slack[i];
            }
            Separator found = certified.apply(u, lambda);
            if (found != null && (best == null || found.dualityGap() < best.dualityGap())) {
                best = found;
            }
            mu *= 0.1;
        }
        return best;
    }

    private void centre(double[] rows, int n, int d, double mu, double[] u, double[] slack) {
        double[] gradient = new double[d];
        double[] trial = new double[d];
        DMatrixRMaj step = new DMatrixRMaj(d, 1);
        double value = value(rows, n, d, mu, u, slack);
        for (int k = 0; k < MOST_STEPS; k++) {
            DMatrixRMaj hessian = derivatives(rows, n, d, mu, u, slack, gradient);
            if (!newton(hessian, gradient, step)) {
                break;
            }
            double slope = 0;
            for (int j = 0; j < d; j++) {
                slope += gradient[j] * step.data[j];
            }
            if (!(slope < -1e-10 * mu)) {
                break;
            }
            double length = 1;
            double next = Double.NaN;
            for (int halving = 0; halving < 60 && !(next <= value + 0.1 * length * slope); halving++) {
                length *= halving == 0 ? 1 : 0.5;
                for (int j = 0; j < d; j++) {
                    trial[j] = u[j] + length * step.data[j];
                }
                next = value(rows, n, d, mu, trial, slack);
            }
            if (!(next < value)) {
                break;
            }
            System.arraycopy(trial, 0, u, 0, d);
            value = next;
        }
        value(rows, n, d, mu, u, slack);
    }

    /** R(u) − μ Σ log s, with the slacks s; infinite outside. */
    private double value(double[] rows, int n, int d, double mu, double[] u, double[] slack) {
        double logs = 0;
        for (int i = 0; i < n; i++) {
            double sum = -1;
            for (int j = 0; j < d; j++) {
                sum += rows[i * d + j] * u[j];
            }
            slack[i] = sum;
            logs += sum > 0 ? Math.log(sum) : Double.NEGATIVE_INFINITY;
        }
        for (int j = 0; positive != null && j < d; j++) {
            logs += !positive[j] ? 0 : u[j] > 0 ? Math.log(u[j]) : Double.NEGATIVE_INFINITY;
        }
        return power.value(u) - mu * logs;
    }

    private DMatrixRMaj derivatives(
            double[] rows, int n, int d, double mu, double[] u, double[] slack, double[] gradient) {
        value(rows, n, d, mu, u, slack);
        power.gradient(u, gradient);
        DMatrixRMaj hessian = new DMatrixRMaj(d, d);
        double[] unit = new double[d];
        double[] column = new double[d];
        for (int j = 0; j < d; j++) {
            Arrays.fill(unit, 0);
            unit[j] = 1;
            power.hessianTimes(u, unit, column);
            for (int k = 0; k < d; k++) {
                hessian.data[k * d + j] = column[k];
            }
            if (positive != null && positive[j]) {
                gradient[j] -= mu / u[j];
                hessian.data[j * d + j] += mu / u[j] / u[j];
            }
        }
        for (int i = 0; i < n; i++) {
            double multiplier = mu / slack[i];
            for (int j = 0; j < d; j++) {
                gradient[j] -= multiplier * rows[i * d + j];
                for (int k = 0; k < d; k++) {
                    hessian.data[j * d + k] += multiplier / slack[i] * rows[i * d + j] * rows[i * d + k];
                }
            }
        }
        return hessian;
    }

    private static boolean newton(DMatrixRMaj hessian, double[] gradient, DMatrixRMaj step) {
        int d = gradient.length;
        double trace = 0;
        DMatrixRMaj rhs = new DMatrixRMaj(d, 1);
        for (int j = 0; j < d; j++) {
            trace += hessian.get(j, j);
            rhs.data[j] = -gradient[j];
        }
        for (double shift = 0; Double.isFinite(shift) && Double.isFinite(trace); ) {
            DMatrixRMaj shifted = hessian.copy();
            for (int j = 0; j < d; j++) {
                shifted.add(j, j, shift);
            }
            LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
            if (solver.setA(shifted)) {
                solver.solve(rhs, step);
                return true;
            }
            shift = shift == 0 ? 1e-15 * trace / d : 100 * shift;
        }
        return false;
    }
}
