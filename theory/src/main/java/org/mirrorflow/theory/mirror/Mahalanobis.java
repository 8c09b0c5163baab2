package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * R(x) = ½xᵀPx on ℝᵈ with a symmetric positive definite P: ∇R = Px, ∇R* = P⁻¹η, ∇²R = P, horizon function √(uᵀPu).
 *
 * <p>Mirror flow is gradient flow preconditioned by P⁻¹, and its implicit bias is the least P-norm: a geometry that is
 * quadratic everywhere and yet neither separable nor rotation invariant. Held as the Cholesky factor P = CCᵀ and its
 * inverse, so that every product runs in place.
 *
 * <p>Source: classical; Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246) for its bias.
 */
public final class Mahalanobis implements MirrorMap {

    private final int dimension;
    /** C, lower triangular, by rows. */
    private final double[] factor;
    /** C⁻¹, lower triangular, by rows. */
    private final double[] inverse;

    /**
     * @param metric P, d × d, symmetric and positive definite; copied
     * @throws IllegalArgumentException when P is not square, not symmetric or not positive definite
     */
    public Mahalanobis(DMatrixRMaj metric) {
        int d = metric.numRows;
        if (d != metric.numCols
                || !MatrixFeatures_DDRM.isSymmetric(metric, 1e-12 * CommonOps_DDRM.elementMaxAbs(metric))) {
            throw new IllegalArgumentException("a Mahalanobis map needs a symmetric matrix; given " + d + " × "
                    + metric.numCols + (d == metric.numCols ? ", not symmetric" : ""));
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(d, true);
        if (!cholesky.decompose(metric.copy())) {
            throw new IllegalArgumentException("a Mahalanobis map needs a positive definite matrix; this one is not");
        }
        this.dimension = d;
        DMatrixRMaj c = cholesky.getT(null);
        this.factor = c.data.clone();
        this.inverse = new double[d * d];
        for (int j = 0; j < d; j++) {
            for (int i = j; i < d; i++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= factor[i * d + k] * inverse[k * d + j];
                }
                inverse[i * d + j] = sum / factor[i * d + i];
            }
        }
    }

    /**
     * P = UΛUᵀ with U drawn uniformly from the rotations and eigenvalues from κ^{−½} to κ^{½} in equal ratios.
     *
     * @param dimension d, at least 1
     * @param condition κ, at least 1
     * @param seed what U is drawn from
     */
    public static Mahalanobis random(int dimension, double condition, long seed) {
        SeededRandom random = new SeededRandom(seed, "mahalanobis");
        DMatrixRMaj gaussian = new DMatrixRMaj(dimension, dimension);
        for (int i = 0; i < dimension * dimension; i++) {
            gaussian.data[i] = random.nextGaussian();
        }
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(dimension, dimension);
        qr.decompose(gaussian);
        DMatrixRMaj u = qr.getQ(null, false);
        DMatrixRMaj metric = new DMatrixRMaj(dimension, dimension);
        for (int k = 0; k < dimension; k++) {
            double share = dimension == 1 ? 0 : (double) k / (dimension - 1) - 0.5;
            double eigenvalue = Math.pow(condition, share);
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j < dimension; j++) {
                    metric.data[i * dimension + j] += eigenvalue * u.get(i, k) * u.get(j, k);
                }
            }
        }
        return new Mahalanobis(metric);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double value(double[] x) {
        check(x);
        return 0.5 * square(x, null);
    }

    @Override
    public void gradient(double[] x, double[] eta) {
        check(x);
        System.arraycopy(x, 0, eta, 0, dimension);
        transposed(factor, eta);
        plain(factor, eta);
    }

    @Override
    public void conjugateGradient(double[] eta, double[] x) {
        check(eta);
        System.arraycopy(eta, 0, x, 0, dimension);
        plain(inverse, x);
        transposed(inverse, x);
    }

    @Override
    public double conjugate(double[] eta) {
        check(eta);
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double row = 0;
            for (int j = 0; j <= i; j++) {
                row += inverse[i * dimension + j] * eta[j];
            }
            sum += row * row;
        }
        return 0.5 * sum;
    }

    @Override
    public double balance(double[] x) {
        return value(x);
    }

    @Override
    public void hessianTimes(double[] x, double[] v, double[] out) {
        gradient(v, out);
    }

    @Override
    public void conjugateHessianTimes(double[] eta, double[] v, double[] out) {
        conjugateGradient(v, out);
    }

    @Override
    public double bregman(double[] x, double[] y) {
        check(x);
        check(y);
        return 0.5 * square(x, y);
    }

    /** ‖Cᵀ(x − y)‖². */
    private double square(double[] x, double @Nullable [] y) {
        double sum = 0;
        for (int j = 0; j < dimension; j++) {
            double column = 0;
            for (int i = j; i < dimension; i++) {
                column += factor[i * dimension + j] * (y == null ? x[i] : x[i] - y[i]);
            }
            sum += column * column;
        }
        return sum;
    }

    /** x ← Tx for lower triangular T, from the last row up. */
    private void plain(double[] triangle, double[] x) {
        for (int i = dimension - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += triangle[i * dimension + j] * x[j];
            }
            x[i] = sum;
        }
    }

    /** x ← Tᵀx for lower triangular T, from the first column on. */
    private void transposed(double[] triangle, double[] x) {
        for (int j = 0; j < dimension; j++) {
            double sum = 0;
            for (int i = j; i < dimension; i++) {
                sum += triangle[i * dimension + j] * x[i];
            }
            x[j] = sum;
        }
    }

    @Override
    public boolean contains(double[] x) {
        check(x);
        for (double each : x) {
            if (!Double.isFinite(each)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean containsDual(double[] eta) {
        return contains(eta);
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.Gauge("√(uᵀPu)", this, 2);
    }

    @Override
    public void restPoint(double[] x) {
        Arrays.fill(x, 0);
    }

    @Override
    public String toString() {
        return "Mahalanobis[d=" + dimension + "]";
    }

    private void check(double[] x) {
        Lengths.check(dimension, x);
    }

    /** The catalogue entry {@code mahalanobis}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "mahalanobis";
        }

        @Override
        public String name() {
            return "Mahalanobis";
        }

        @Override
        public String formula() {
            return "R(x) = \\frac{1}{2}x^\\top P x";
        }

        @Override
        public String summary() {
            return "A quadratic with axes of its own: preconditioned gradient flow, whose bias is the least P-norm.";
        }

        @Override
        public String source() {
            return "Classical; Gunasekar, Lee, Soudry and Srebro 2018 (arXiv 1802.08246).";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Real(
                            "condition",
                            "\\kappa",
                            "Condition",
                            "Ratio of the largest to the least eigenvalue of P.",
                            false,
                            10,
                            1,
                            1e8,
                            true),
                    new Parameter.Whole(
                            "seed", "", "Axes", "Seed from which the axes of P are drawn.", false, 1, 0, 1_000_000));
        }

        @Override
        public MirrorMap create(Settings settings, Layout layout) {
            return Mahalanobis.random(layout.dimension(), settings.real("condition"), settings.wholeLong("seed"));
        }
    }
}
