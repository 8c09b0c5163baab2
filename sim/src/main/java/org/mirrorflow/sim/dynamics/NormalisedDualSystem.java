package org.mirrorflow.sim.dynamics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_DDRM;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * η′ = −∇ log f(∇R*(η)), a mirror flow in normalised time. For linear margins q = Aw under the exponential loss the
 * Jacobian is −AᵀCAS with C = diag(p) − ppᵀ and S = diag r*″(η). A linear system with s·I + AᵀCAS is solved as
 * (s·I + S^½AᵀCAS^½)y = S^½b, x = S^{−½}y by Cholesky, which keeps its digits however different the speeds S are; with
 * many more features than samples through the n × n form s·I + CASAᵀ.
 */
final class NormalisedDualSystem implements FlowSystem.Implicit {

    private final DualSystem inner;
    private final SeparableMirrorMap map;
    private final MarginProblem problem;
    private final double[] weights;
    private final double[] speed;
    private final @Nullable Linear linear;

    NormalisedDualSystem(MarginProblem problem, SeparableMirrorMap map, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.weights = new double[map.dimension()];
        this.speed = new double[map.dimension()];
        this.inner = new DualSystem(new LogLoss(problem), map, tolerance);
        this.linear = problem instanceof LinearClassification classification
                        && problem.tail() == MarginProblem.Tail.EXPONENTIAL
                        && !inner.infinitelySteep()
                ? new Linear(classification)
                : null;
    }

    /** Whether {@link #factor} and {@link #solve} can be used. */
    boolean implicit() {
        return linear != null;
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public void rate(double[] eta, double[] rate) {
        inner.rate(eta, rate);
    }

    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        return inner.errorNorm(before, after, error);
    }

    @Override
    public void linearise(double[] eta) {
        linear().linearise(eta);
    }

    @Override
    public boolean factor(double s) {
        return linear().factor(s);
    }

    @Override
    public void solve(double[] b, double[] x) {
        linear().solve(b, x);
    }

    /** maxᵢ ∇qᵢᵀ∇²R*(η)∇qᵢ: the largest rate at which a margin answers to its own share of the gradient. */
    double kernel(double[] eta) {
        map.conjugateGradient(eta, weights);
        map.speed(eta, speed);
        return problem.largestMarginSpeed(weights, speed);
    }

    private Linear linear() {
        if (linear == null) {
            throw new IllegalStateException("this system has no Jacobian");
        }
        return linear;
    }

    /** The Jacobian of linear margins. */
    private final class Linear {

        private static final int LARGEST_DENSE = 256;

        private final double[] rows;
        private final int n;
        private final int d;
        private final boolean wide;
        private final double[] margins;
        private final double[] share;
        private final DMatrixRMaj kernel;
        private final DMatrixRMaj shifted;
        private final DMatrixRMaj rhs;
        private final DMatrixRMaj solution;
        private final double[] sample;
        private final double[] root;
        private final LinearSolverLu_DDRM general = new LinearSolverLu_DDRM(new LUDecompositionAlt_DDRM());
        private final LinearSolverChol_DDRM symmetric =
                new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
        private double shift;

        Linear(LinearClassification classification) {
            DMatrixRMaj a = classification.rows();
            this.n = a.numRows;
            this.d = a.numCols;
            this.rows = a.data;
            this.wide = n < d && d > LARGEST_DENSE;
            int size = wide ? n : d;
            this.margins = new double[n];
            this.share = new double[n];
            this.sample = new double[n];
            this.root = new double[d];
            this.kernel = new DMatrixRMaj(size, size);
            this.shifted = new DMatrixRMaj(size, size);
            this.rhs = new DMatrixRMaj(size, 1);
            this.solution = new DMatrixRMaj(size, 1);
        }

        void linearise(double[] eta) {
            map.conjugateGradient(eta, weights);
            map.speed(eta, speed);
            problem.margins(weights, margins);
            problem.shares(margins, share);
            if (wide) {
                // C A S Aᵀ, row i of A S Aᵀ at a time.
                for (int i = 0; i < n; i++) {
                    for (int k = 0; k < n; k++) {
                        double sum = 0;
                        for (int j = 0; j < d; j++) {
                            sum += rows[i * d + j] * speed[j] * rows[k * d + j];
                        }
                        kernel.data[i * n + k] = sum;
                    }
                }
                for (int k = 0; k < n; k++) {
                    for (int i = 0; i < n; i++) {
                        sample[i] = kernel.data[i * n + k];
                    }
                    covariance(sample);
                    for (int i = 0; i < n; i++) {
                        kernel.data[i * n + k] = sample[i];
                    }
                }
            } else {
                for (int l = 0; l < d; l++) {
                    root[l] = Math.sqrt(speed[l]);
                    for (int i = 0; i < n; i++) {
                        sample[i] = rows[i * d + l];
                    }
                    covariance(sample);
                    for (int j = 0; j <= l; j++) {
                        double sum = 0;
                        for (int i = 0; i < n; i++) {
                            sum += rows[i * d + j] * sample[i];
                        }
                        kernel.data[j * d + l] = sum;
                        kernel.data[l * d + j] = sum;
                    }
                }
            }
        }

        /** v ← C v. */
        private void covariance(double[] v) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += share[i] * v[i];
            }
            for (int i = 0; i < n; i++) {
                v[i] = share[i] * (v[i] - mean);
            }
        }

        boolean factor(double s) {
            shift = s;
            // Divided by s: far out both s and the kernel are tiny, and only their ratio says whether it can be
            // factored.
            int size = kernel.numRows;
            for (int k = 0; k < kernel.getNumElements(); k++) {
                double scale = wide ? 1 : root[k / size] * root[k % size];
                shifted.data[k] = scale * kernel.data[k] / s;
            }
            for (int k = 0; k < shifted.numRows; k++) {
                shifted.add(k, k, 1);
            }
            for (int k = 0; k < shifted.getNumElements(); k++) {
                if (!Double.isFinite(shifted.data[k])) {
                    return false;
                }
            }
            return (wide ? general : symmetric).setA(shifted);
        }

        void solve(double[] b, double[] x) {
            if (!wide) {
                for (int j = 0; j < d; j++) {
                    rhs.data[j] = root[j] * b[j] / shift;
                }
                symmetric.solve(rhs, solution);
                for (int j = 0; j < d; j++) {
                    if (root[j] > 0) {
                        x[j] = solution.data[j] / root[j];
                    } else {
                        // A weight at rest: its own equation, s·x + AᵀCAS^½y = b.
                        double sum = b[j];
                        for (int l = 0; l < d; l++) {
                            sum -= kernel.data[j * d + l] * root[l] * solution.data[l];
                        }
                        x[j] = sum / shift;
                    }
                }
                return;
            }
            // With z = C A S x: s x + Aᵀz = b, hence (s·I + C A S Aᵀ) z = C A S b.
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += rows[i * d + j] * speed[j] * b[j];
                }
                sample[i] = sum;
            }
            covariance(sample);
            for (int i = 0; i < n; i++) {
                rhs.data[i] = sample[i] / shift;
            }
            general.solve(rhs, solution);
            System.arraycopy(b, 0, x, 0, d);
            for (int i = 0; i < n; i++) {
                double z = solution.data[i];
                for (int j = 0; j < d; j++) {
                    x[j] -= z * rows[i * d + j];
                }
            }
            for (int j = 0; j < d; j++) {
                x[j] /= shift;
            }
        }
    }
}
