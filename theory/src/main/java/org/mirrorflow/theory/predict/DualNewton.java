package org.mirrorflow.theory.predict;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * min R(u) s.t. Au ≥ 1 for a mirror map R that is homogeneous of degree α, through its dual min R*(Aᵀλ) − Σλ over λ ≥ 0 by
 * projected Newton steps (Bertsekas 1982); u = ∇R*(Aᵀλ). Where coordinates must be positive, (Aᵀλ)⁺ stands for Aᵀλ in
 * them.
 */
final class DualNewton {

    private static final int MOST_ITERATIONS = 400;

    /** Relative duality gap at which the method is content. */
    private static final double CONTENT = 1e-13;

    /**
     * A multiplier below this share of the largest that wants to fall goes along its own gradient alone: a Newton step that
     * is cut off at 0 in it need not be one of descent.
     */
    private static final double NEAR = 1e-3;

    private final MirrorMap power;
    private final HorizonFunction.Gauge gauge;
    private final double beta;
    private final boolean @Nullable [] positive;
    private final UnaryOperator<double[]> finite;

    /**
     * @param power R, on the whole space
     * @param alpha its degree
     * @param positive for each coordinate whether uⱼ ≥ 0 is asked for; null when for none
     * @param finite a point near a dual point at which the curvature of R* is finite
     */
    DualNewton(MirrorMap power, double alpha, boolean @Nullable [] positive, UnaryOperator<double[]> finite) {
        this.power = power;
        this.gauge = new HorizonFunction.Gauge("power", power, alpha);
        this.beta = alpha / (alpha - 1);
        this.positive = positive;
        this.finite = finite;
    }

    /**
     * The best pair met.
     *
     * @param rows A by rows, n × d
     * @param start λ to start from, kept as it is
     * @param certified what u and λ prove
     * @return null when no u met has a positive margin on every row
     */
    @Nullable
    Separator solve(
            double[] rows,
            int n,
            int d,
            double[] start,
            BiFunction<double[], double[], @Nullable Separator> certified) {
        double[] lambda = start.clone();
        double[] v = new double[d];
        double[] u = new double[d];
        double[] gradient = new double[n];
        image(rows, n, d, lambda, v);
        if (gauge.polar(v) == 0) {
            // The mean of the rows is 0: any other start on the simplex does.
            lambda[0] += 1;
            image(rows, n, d, lambda, v);
        }
        rescale(lambda, v);
        double[] bestDirection = new double[d];
        double[] bestMultipliers = new double[n];
        double best = Double.POSITIVE_INFINITY;
        boolean[] free = new boolean[n];
        double[] step = new double[n];
        double[] trial = new double[n];
        double[] trialImage = new double[d];
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            power.conjugateGradient(v, u);
            double margin = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += rows[i * d + j] * u[j];
                }
                gradient[i] = sum - 1;
                margin = Math.min(margin, sum);
            }
            double total = sum(lambda);
            double gap = 1 - margin / gauge.of(u) / (gauge.polar(v) / total);
            if (gap < best) {
                best = gap;
                System.arraycopy(u, 0, bestDirection, 0, d);
                System.arraycopy(lambda, 0, bestMultipliers, 0, n);
            }
            if (gap <= CONTENT || !Double.isFinite(gap)) {
                break;
            }
            double largest = Arrays.stream(lambda).max().orElse(0);
            double near = NEAR * largest;
            double residual = 0;
            for (int i = 0; i < n; i++) {
                residual = Math.max(residual, Math.abs(lambda[i] - Math.max(0, lambda[i] - largest * gradient[i])));
            }
            int count = 0;
            for (int i = 0; i < n; i++) {
                free[i] = !(lambda[i] <= Math.min(near, residual) && gradient[i] > 0);
                count += free[i] ? 1 : 0;
            }
            newtonStep(rows, n, d, v, free, count, gradient, step);
            double along = 0;
            for (int i = 0; i < n; i++) {
                if (!free[i]) {
                    step[i] = -largest * gradient[i];
                }
                along += free[i] ? gradient[i] * step[i] : 0;
            }
            double value = objective(v, total);
            double length = 1;
            boolean moved = false;
            for (int halving = 0; halving < 60; halving++) {
                double slope = length * along;
                for (int i = 0; i < n; i++) {
                    trial[i] = Math.max(0, lambda[i] + length * step[i]);
                    slope += free[i] ? 0 : gradient[i] * (trial[i] - lambda[i]);
                }
                image(rows, n, d, trial, trialImage);
                double now = objective(trialImage, sum(trial));
                if (now <= value + 1e-4 * slope || Math.abs(now - value) <= 1e-15 * Math.abs(value)) {
                    moved = !Arrays.equals(trial, lambda);
                    System.arraycopy(trial, 0, lambda, 0, n);
                    System.arraycopy(trialImage, 0, v, 0, d);
                    break;
                }
                length *= 0.5;
            }
            if (!moved) {
                break;
            }
            rescale(lambda, v);
        }
        return certified.apply(bestDirection, bestMultipliers);
    }

    /** Minimises along the ray through λ, where Σλ = φ°(Aᵀλ)^β. */
    private void rescale(double[] lambda, double[] v) {
        double factor = Math.pow(sum(lambda) / Math.pow(gauge.polar(v), beta), 1 / (beta - 1));
        if (factor > 0 && Double.isFinite(factor)) {
            for (int i = 0; i < lambda.length; i++) {
                lambda[i] *= factor;
            }
            for (int j = 0; j < v.length; j++) {
                v[j] *= factor;
            }
        }
    }

    private double objective(double[] v, double total) {
        return Math.pow(gauge.polar(v), beta) / beta - total;
    }

    private void newtonStep(
            double[] rows, int n, int d, double[] v, boolean[] free, int count, double[] gradient, double[] step) {
        double[] near = finite.apply(v);
        int[] places = new int[count];
        for (int i = 0, k = 0; i < n; i++) {
            if (free[i]) {
                places[k++] = i;
            }
        }
        DMatrixRMaj hessian = new DMatrixRMaj(count, count);
        double trace = 0;
        double[] row = new double[d];
        double[] curved = new double[d];
        for (int s = 0; s < count; s++) {
            System.arraycopy(rows, places[s] * d, row, 0, d);
            power.conjugateHessianTimes(near, row, curved);
            for (int j = 0; positive != null && j < d; j++) {
                curved[j] = positive[j] && v[j] == 0 ? 0 : curved[j];
            }
            for (int t = 0; t <= s; t++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += curved[j] * rows[places[t] * d + j];
                }
                hessian.set(s, t, sum);
                hessian.set(t, s, sum);
            }
            trace += hessian.get(s, s);
        }
        DMatrixRMaj rhs = new DMatrixRMaj(count, 1);
        for (int s = 0; s < count; s++) {
            rhs.data[s] = -gradient[places[s]];
        }
        DMatrixRMaj solution = new DMatrixRMaj(count, 1);
        // With more active samples than features the Hessian is singular; a little more than rounding mends that.
        for (double shift = 1e-13 * trace / count; Double.isFinite(shift); shift *= 100) {
            DMatrixRMaj shifted = hessian.copy();
            for (int s = 0; s < count; s++) {
                shifted.add(s, s, shift);
            }
            LinearSolverChol_DDRM solver = new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
            if (solver.setA(shifted)) {
                solver.solve(rhs, solution);
                break;
            }
        }
        Arrays.fill(step, 0);
        for (int s = 0; s < count; s++) {
            step[places[s]] = solution.data[s];
        }
    }

    private void positivePart(double[] v) {
        for (int j = 0; positive != null && j < v.length; j++) {
            v[j] = positive[j] ? Math.max(0, v[j]) : v[j];
        }
    }

    private void image(double[] rows, int n, int d, double[] lambda, double[] v) {
        Arrays.fill(v, 0);
        for (int i = 0; i < n; i++) {
            if (lambda[i] != 0) {
                for (int j = 0; j < d; j++) {
                    v[j] += lambda[i] * rows[i * d + j];
                }
            }
        }
        positivePart(v);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
