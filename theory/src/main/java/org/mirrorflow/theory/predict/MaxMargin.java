package org.mirrorflow.theory.predict;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.linear.LinearSolver;

/**
 * The max-margin direction of the ℓp norm, 1 ≤ p ≤ ∞: argmax minᵢ⟨aᵢ, u⟩ over ‖u‖_p ≤ 1, where a mirror flow with that
 * horizon function goes on separable data.
 *
 * <p>Method: for p = 1 and p = ∞ the linear programme min ‖u‖_p s.t. Au ≥ 1 by ojAlgo's simplex. Otherwise the dual
 * min ‖Aᵀλ‖_q^q/q − Σλ over λ ≥ 0, 1/p + 1/q = 1, by a projected Newton method (Bertsekas 1982), with
 * u = sgn(v)|v|^{q−1} at v = Aᵀλ. Where the minimiser is not unique (p = 1, ∞) it is a vertex of the optimal face.
 *
 * <p>Certificate: u is feasible and λ is dual feasible exactly, so γ lies between the two objectives, whatever the
 * solvers did.
 *
 * <p>Source: Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763); for p = 2 Soudry et al. 2018.
 */
public final class MaxMargin {

    private static final int MOST_ITERATIONS = 400;

    /** Relative duality gap at which the Newton method is content. */
    private static final double CONTENT = 1e-13;

    /** A gap above this is no solution. */
    private static final double USELESS = 1e-4;

    private final double p;
    private final double q;
    private final boolean orthant;

    /**
     * @param p exponent of the norm, from 1 to ∞
     * @throws IllegalArgumentException for any other p
     */
    public MaxMargin(double p) {
        this(p, false);
    }

    /**
     * @param p exponent of the norm, from 1 to ∞
     * @param orthant whether u ≥ 0 is asked for; ‖·‖_* is then the norm of the positive parts
     * @throws IllegalArgumentException for any other p, and for p = ∞ on the orthant
     */
    public MaxMargin(double p, boolean orthant) {
        if (orthant && Double.isInfinite(p)) {
            throw new IllegalArgumentException("on the positive orthant p must be finite");
        }
        this.orthant = orthant;
        if (!(p >= 1)) {
            throw new IllegalArgumentException("a norm needs an exponent p ≥ 1; given " + p);
        }
        this.p = p;
        this.q = p == 1 ? Double.POSITIVE_INFINITY : Double.isInfinite(p) ? 1 : p / (p - 1);
    }

    /** ‖x‖_p, without overflow or underflow of the powers. */
    public static double norm(double[] x, double p) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0 || !Double.isFinite(largest) || Double.isInfinite(p)) {
            return largest;
        }
        double sum = 0;
        for (double value : x) {
            double share = Math.abs(value) / largest;
            sum += p == 1 ? share : p == 2 ? share * share : Math.pow(share, p);
        }
        return largest * (p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p));
    }

    /**
     * The max-margin direction of the rows of A, each a sample times its label.
     *
     * @param a A, n × d, kept as it is
     * @throws NotSeparableException when no direction has a positive margin on every row
     * @throws IllegalArgumentException when an entry is not finite or there is no row
     */
    public Separator predict(DMatrixRMaj a) {
        int n = a.numRows;
        int d = a.numCols;
        if (n == 0 || d == 0) {
            throw new IllegalArgumentException("the data are " + n + " × " + d + "; a row and a column are needed");
        }
        double scale = 0;
        for (int i = 0; i < n * d; i++) {
            if (!Double.isFinite(a.data[i])) {
                throw new IllegalArgumentException("A[" + i / d + ", " + i % d + "] is " + a.data[i]);
            }
            scale = Math.max(scale, Math.abs(a.data[i]));
        }
        if (scale == 0) {
            throw notSeparable(n, d);
        }
        double[] rows = new double[n * d];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = a.data[i] / scale;
        }
        double[] u = new double[d];
        double[] lambda = new double[n];
        if (p == 1 || Double.isInfinite(p)) {
            programme(rows, n, d, u, lambda);
        } else {
            newton(rows, n, d, u, lambda);
        }
        return certify(rows, n, d, u, lambda, scale);
    }

    private Separator certify(double[] rows, int n, int d, double[] u, double[] lambda, double scale) {
        double total = 0;
        for (int i = 0; i < n; i++) {
            lambda[i] = Math.max(0, lambda[i]);
            total += lambda[i];
        }
        double length = norm(u, p);
        if (!(total > 0) || !(length > 0) || !Double.isFinite(total) || !Double.isFinite(length)) {
            throw notSeparable(n, d);
        }
        for (int j = 0; j < d; j++) {
            u[j] /= length;
        }
        double[] image = new double[d];
        double[] margins = new double[n];
        double margin = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            lambda[i] /= total;
            double sum = 0;
            for (int j = 0; j < d; j++) {
                image[j] += lambda[i] * rows[i * d + j];
                sum += rows[i * d + j] * u[j];
            }
            margins[i] = sum;
            margin = Math.min(margin, sum);
        }
        positivePart(image);
        double bound = norm(image, q);
        if (!(margin > 0)) {
            throw notSeparable(n, d);
        }
        double gap = (bound - margin) / bound;
        if (!(gap <= USELESS)) {
            throw new IllegalStateException("the max-margin direction of the ℓ" + p + " norm was not found on " + n
                    + " × " + d + " data: the relative duality gap is " + gap);
        }
        double slack = 0;
        for (int i = 0; i < n; i++) {
            slack = Math.max(slack, lambda[i] * (margins[i] - margin) / margin);
        }
        return new Separator(u, lambda, margin * scale, bound * scale, gap, slack);
    }

    private static NotSeparableException notSeparable(int n, int d) {
        return new NotSeparableException("no direction separates the " + n + " samples in " + d
                + " features; use fewer samples, more features or other classes");
    }

    /**
     * min ‖u‖ s.t. Au ≥ 1 in standard form. For p = 1 the unknowns are (u⁺, u⁻, slack); for p = ∞ they are
     * (t + u, t − u, slack, t) with (t + u) + (t − u) = 2t.
     */
    private void programme(double[] rows, int n, int d, double[] u, double[] lambda) {
        boolean box = Double.isInfinite(p);
        int unknowns = 2 * d + n + (box ? 1 : 0);
        int equations = n + (box ? d : 0);
        R064Store body = R064Store.FACTORY.make(equations, unknowns);
        R064Store rhs = R064Store.FACTORY.make(equations, 1);
        double[] cost = new double[unknowns];
        double half = box ? 0.5 : 1;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                body.set(i, j, half * rows[i * d + j]);
                body.set(i, d + j, orthant ? 0 : -half * rows[i * d + j]);
            }
            body.set(i, 2 * d + i, -1);
            rhs.set(i, 0, 1);
        }
        if (box) {
            for (int j = 0; j < d; j++) {
                body.set(n + j, j, 1);
                body.set(n + j, d + j, 1);
                body.set(n + j, 2 * d + n, -2);
            }
            cost[2 * d + n] = 1;
        } else {
            Arrays.fill(cost, 0, 2 * d, 1);
        }
        LinearSolver solver = LinearSolver.newBuilder()
                .objective(cost)
                .lower(0.0)
                .equalities(body, rhs)
                .build();
        Optimisation.Result result = solver.solve();
        if (!result.getState().isOptimal()) {
            throw notSeparable(n, d);
        }
        for (int j = 0; j < d; j++) {
            u[j] = half * (result.doubleValue(j) - result.doubleValue(d + j));
        }
        for (int i = 0; i < n; i++) {
            lambda[i] = -solver.getDualMultiplier(i); // ojAlgo counts multipliers of minimisation negatively
        }
    }

    /** The dual by projected Newton steps; leaves u and λ at the best certified pair met. */
    private void newton(double[] rows, int n, int d, double[] bestDirection, double[] bestMultipliers) {
        double[] lambda = new double[n];
        Arrays.fill(lambda, 1.0 / n);
        double[] v = new double[d];
        double[] u = new double[d];
        double[] gradient = new double[n];
        image(rows, n, d, lambda, v);
        double size = norm(v, q);
        if (size == 0) {
            // The mean of the rows is 0: any other start on the simplex does.
            lambda[0] += 1;
            image(rows, n, d, lambda, v);
            size = norm(v, q);
        }
        rescale(lambda, v);
        double best = Double.POSITIVE_INFINITY;
        boolean[] free = new boolean[n];
        double[] step = new double[n];
        double[] trial = new double[n];
        double[] trialImage = new double[d];
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            for (int j = 0; j < d; j++) {
                u[j] = Math.copySign(Math.pow(Math.abs(v[j]), q - 1), v[j]);
            }
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
            double gap = 1 - margin / norm(u, p) / (norm(v, q) / total);
            if (gap < best) {
                best = gap;
                System.arraycopy(u, 0, bestDirection, 0, d);
                System.arraycopy(lambda, 0, bestMultipliers, 0, n);
            }
            if (gap <= CONTENT || !Double.isFinite(gap)) {
                return;
            }
            double largest = 0;
            for (double value : lambda) {
                largest = Math.max(largest, value);
            }
            int count = 0;
            for (int i = 0; i < n; i++) {
                free[i] = lambda[i] > 1e-14 * largest || gradient[i] < 0;
                count += free[i] ? 1 : 0;
            }
            newtonStep(rows, n, d, v, free, count, gradient, step);
            double value = objective(v, total);
            double length = 1;
            boolean moved = false;
            for (int halving = 0; halving < 60; halving++) {
                double slope = 0;
                for (int i = 0; i < n; i++) {
                    trial[i] = free[i] ? Math.max(0, lambda[i] + length * step[i]) : 0;
                    slope += gradient[i] * (trial[i] - lambda[i]);
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
                return;
            }
            rescale(lambda, v);
        }
    }

    /** Minimises along the ray through λ, where Σλ = ‖Aᵀλ‖_q^q. */
    private void rescale(double[] lambda, double[] v) {
        double size = norm(v, q);
        double factor = Math.pow(sum(lambda) / Math.pow(size, q), 1 / (q - 1));
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
        return Math.pow(norm(v, q), q) / q - total;
    }

    private void newtonStep(
            double[] rows, int n, int d, double[] v, boolean[] free, int count, double[] gradient, double[] step) {
        double[] weight = new double[d];
        double largest = norm(v, Double.POSITIVE_INFINITY);
        for (int j = 0; j < d; j++) {
            // For q < 2 the curvature is infinite at 0: a coordinate that small is held at a finite one.
            double size = q < 2 ? Math.max(Math.abs(v[j]), 1e-12 * largest) : Math.abs(v[j]);
            weight[j] = orthant && v[j] == 0 ? 0 : (q - 1) * Math.pow(size, q - 2);
        }
        int[] places = new int[count];
        for (int i = 0, k = 0; i < n; i++) {
            if (free[i]) {
                places[k++] = i;
            }
        }
        DMatrixRMaj hessian = new DMatrixRMaj(count, count);
        double trace = 0;
        for (int s = 0; s < count; s++) {
            for (int t = 0; t <= s; t++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += rows[places[s] * d + j] * weight[j] * rows[places[t] * d + j];
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
        for (double shift = 1e-13 * trace / count; ; shift *= 100) {
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
        for (int j = 0; orthant && j < v.length; j++) {
            v[j] = Math.max(0, v[j]);
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
