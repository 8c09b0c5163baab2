package org.mirrorflow.sim.problem;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.kernel.Kernels;

/**
 * Linear classification: margins q = Aw, where row i of A is a sample times its label, aᵢ = yᵢxᵢ. There is no intercept.
 *
 * <p>Example: with A = (2 1) and the exponential loss, f(1, 0) = e^{−2} and ∇f(1, 0) = (−2e^{−2}, −e^{−2}).
 */
public final class LinearClassification extends MarginProblem {

    private final DMatrixRMaj rows;
    private final double @Nullable [] planted;
    private final String description;
    private final String digest;

    /**
     * @param rows A, n × d, finite; copied
     * @param tail the loss of one margin
     * @param planted weights that separate the data, length d, or null where none are known
     * @param description one line for people
     * @throws IllegalArgumentException if shapes disagree, naming both, or a value is not finite, naming its place
     */
    public LinearClassification(DMatrixRMaj rows, Tail tail, double @Nullable [] planted, String description) {
        this(
                checked(rows, planted).copy(),
                tail,
                planted == null ? null : planted.clone(),
                description,
                digest(rows, tail));
    }

    private LinearClassification(
            DMatrixRMaj rows, Tail tail, double @Nullable [] planted, String description, String digest) {
        super(rows.numCols, rows.numRows, tail);
        this.rows = rows;
        this.planted = planted;
        this.description = description;
        this.digest = digest;
    }

    private static DMatrixRMaj checked(DMatrixRMaj rows, double @Nullable [] planted) {
        int n = rows.numRows;
        int d = rows.numCols;
        if (n == 0 || d == 0) {
            throw new IllegalArgumentException("the data are " + n + " × " + d + "; a row and a column are needed");
        }
        if (planted != null && planted.length != d) {
            throw new IllegalArgumentException(
                    "the data are " + n + " × " + d + " but planted has length " + planted.length);
        }
        for (int i = 0; i < n * d; i++) {
            if (!Double.isFinite(rows.data[i])) {
                throw new IllegalArgumentException(
                        "rows[" + i / d + ", " + i % d + "] is " + rows.data[i] + "; every value must be finite");
            }
        }
        return rows;
    }

    private static String digest(DMatrixRMaj rows, Tail tail) {
        return new DataDigest("linear-classification " + tail.id())
                .add(rows.numRows, rows.numCols)
                .add(java.util.Arrays.copyOf(rows.data, rows.getNumElements()))
                .hex();
    }

    /** A, n × d, row-major. The problem's own matrix, not a copy: do not write to it. */
    public DMatrixRMaj rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return rows.numCols;
    }

    @Override
    public double degree() {
        return 1;
    }

    @Override
    public double degree(int k) {
        return 1;
    }

    @Override
    void forward(double[] w, double[] q) {
        java.util.Arrays.fill(q, 0);
        Kernels.get().addMatrixVector(q.length, rows.numCols, rows.data, 0, w, 0, q, 0);
    }

    @Override
    void backward(double[] w, double[] c, double[] out) {
        java.util.Arrays.fill(out, 0);
        Kernels.get().addTransposed(c.length, rows.numCols, rows.data, 0, c, 0, out, 0);
    }

    @Override
    public String description() {
        return description;
    }

    /** {@inheritDoc} Hashed are the words "linear-classification" and the loss, n, d, then A by rows. */
    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Optional<double[]> planted() {
        return Optional.ofNullable(planted).map(double[]::clone);
    }

    @Override
    public LinearClassification copy() {
        return new LinearClassification(rows, tail(), planted, description, digest);
    }
}
