package org.mirrorflow.sim.problem;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.matrix.Products;
import org.mirrorflow.theory.weights.Layout;

/**
 * Linear measurements of a matrix: f(W) = ½ Σₖ (⟨Aₖ, W⟩ − yₖ)² with W of shape rows × columns, by rows. The k-th row of the
 * design holds Aₖ by rows. Sensing, completion and adaptation differ only in their Aₖ and in where they start.
 *
 * <p>Needs no workspace; an instance may be used from any number of threads.
 */
public final class MatrixSensing implements Problem {

    private final LinearRegression regression;
    private final int rows;
    private final int columns;
    private final double @Nullable [] start;

    /**
     * Takes the measurements as they are.
     *
     * @param design one measurement Aₖ a row, each by rows, n × (rows·columns)
     * @param targets y, length n
     * @param rows rows of W
     * @param columns columns of W
     * @param planted a matrix with these measurements, or null where there is none
     * @param start where W starts, or null where the problem does not say
     * @param description one line for people
     */
    public MatrixSensing(
            DMatrixRMaj design,
            double[] targets,
            int rows,
            int columns,
            double @Nullable [] planted,
            double @Nullable [] start,
            String description) {
        if (design.numCols != rows * columns || (start != null && start.length != rows * columns)) {
            throw new IllegalArgumentException("measurements of " + rows + " × " + columns + " matrices have "
                    + rows * columns + " entries; given " + design.numCols
                    + (start == null ? "" : " and a start of length " + start.length));
        }
        this.regression = new LinearRegression(design, targets, List.of(), planted, description);
        this.rows = rows;
        this.columns = columns;
        this.start = start == null ? null : start.clone();
    }

    /** The measurements, n × (rows·columns). The problem's own matrix, not a copy: do not write to it. */
    public DMatrixRMaj design() {
        return regression.design();
    }

    /** y. The problem's own array, not a copy: do not write to it. */
    public double[] targets() {
        return regression.targets();
    }

    /** Number of rows of W. */
    public int rows() {
        return rows;
    }

    /** Number of columns of W. */
    public int columns() {
        return columns;
    }

    /** Whether every Aₖ is a symmetric matrix, exactly. */
    public boolean symmetric() {
        if (rows != columns) {
            return false;
        }
        double[] a = design().data;
        for (int k = 0; k < targets().length; k++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < i; j++) {
                    if (a[k * rows * rows + i * rows + j] != a[k * rows * rows + j * rows + i]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /**
     * How far the measurements are from sharing their singular vectors: the largest ‖AᵢAⱼᵀ − AⱼAᵢᵀ‖_F or
     * ‖AᵢᵀAⱼ − AⱼᵀAᵢ‖_F relative to 2‖Aᵢ‖‖Aⱼ‖; for symmetric measurements the largest commutator. 0 when they are aligned.
     */
    public double misalignment() {
        double[] a = design().data;
        int size = rows * columns;
        int n = targets().length;
        double[] outer = new double[rows * rows];
        double[] inner = new double[columns * columns];
        double largest = 0;
        for (int p = 0; p < n; p++) {
            double normP = norm(a, p * size, size);
            for (int q = 0; q < p; q++) {
                double scale = 2 * normP * norm(a, q * size, size);
                if (scale == 0) {
                    continue;
                }
                Products.product(rows, columns, rows, a, p * size, false, a, q * size, true, outer, 0);
                Products.product(columns, rows, columns, a, p * size, true, a, q * size, false, inner, 0);
                largest = Math.max(largest, Math.max(skew(outer, rows), skew(inner, columns)) / scale);
            }
        }
        return largest;
    }

    private static double norm(double[] a, int at, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += a[at + i] * a[at + i];
        }
        return Math.sqrt(sum);
    }

    /** ‖M − Mᵀ‖_F. */
    private static double skew(double[] m, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double d = m[i * n + j] - m[j * n + i];
                sum += 2 * d * d;
            }
        }
        return Math.sqrt(sum);
    }

    @Override
    public int dimension() {
        return rows * columns;
    }

    @Override
    public Layout layout() {
        return Layout.matrix(rows, columns);
    }

    @Override
    public Optional<double[]> startWeights() {
        return Optional.ofNullable(start == null ? null : start.clone());
    }

    @Override
    public double loss(double[] w) {
        return regression.loss(w);
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        return regression.lossAndGradient(w, gradient);
    }

    @Override
    public String description() {
        return regression.description();
    }

    /** {@inheritDoc} That of the regression on vec W; the start decides nothing about the loss. */
    @Override
    public String digest() {
        return regression.digest();
    }

    @Override
    public Optional<double[]> planted() {
        return regression.planted();
    }

    @Override
    public MatrixSensing copy() {
        return this;
    }
}
