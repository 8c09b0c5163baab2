package org.mirrorflow.sim.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.kernel.Kernels;
import org.mirrorflow.theory.kernel.RowBlocks;

/**
 * Least squares: f(w) = ½‖Zw − y‖₂², ∇f(w) = Zᵀ(Zw − y), with Z ∈ ℝⁿˣᵈ and y ∈ ℝⁿ.
 *
 * <p>Data X, Y, whether generated or read from a file, enter through {@link #normalised} as Z = X/√n and y = Y/√n, so
 * that f(w) = 1/(2n) ‖Xw − Y‖₂² and step sizes mean the same for any number of samples. Zw = y holds exactly where
 * Xw = Y does.
 *
 * <p>One pass over the rows of Z takes some at a time, forms their residuals and adds their share of the gradient while
 * they are still in the cache; see {@link RowBlocks}. An instance may be used from any number of threads.
 *
 * <p>Example: with Z = (1 2) and y = (3), f(1, 0) = ½(1 − 3)² = 2 and ∇f(1, 0) = (−2, −4).
 */
public final class LinearRegression implements Minibatched {

    private final DMatrixRMaj design;
    private final double[] targets;
    private final List<String> featureNames;
    private final double @Nullable [] planted;
    private final String description;
    private final String digest;

    /**
     * Takes Z and y as they are; both are copied.
     *
     * @param design Z, n × d, finite, n ≥ 1, d ≥ 1
     * @param targets y, length n, finite
     * @param featureNames names of the d columns, or an empty list
     * @param planted the weights from which y was made, length d, or null where there are none
     * @param description one line for people
     * @throws IllegalArgumentException if shapes disagree, naming both, or a value is not finite, naming its place
     */
    public LinearRegression(
            DMatrixRMaj design,
            double[] targets,
            List<String> featureNames,
            double @Nullable [] planted,
            String description) {
        int n = design.numRows;
        int d = design.numCols;
        if (n == 0 || d == 0) {
            throw new IllegalArgumentException("design is " + n + " × " + d + "; it needs a row and a column at least");
        }
        if (targets.length != n) {
            throw new IllegalArgumentException("design is " + n + " × " + d + " but targets has length "
                    + targets.length + "; both need one row" + " per sample");
        }
        if (planted != null && planted.length != d) {
            throw new IllegalArgumentException(
                    "design is " + n + " × " + d + " but planted has length " + planted.length + "; it needs " + d);
        }
        if (!featureNames.isEmpty() && featureNames.size() != d) {
            throw new IllegalArgumentException("design is " + n + " × " + d + " but there are " + featureNames.size()
                    + " feature names; give " + d + " or none");
        }
        for (int i = 0; i < n * d; i++) {
            if (!Double.isFinite(design.data[i])) {
                throw new IllegalArgumentException(
                        "design[" + i / d + ", " + i % d + "] is " + design.data[i] + "; every value must be finite");
            }
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(targets[i])) {
                throw new IllegalArgumentException(
                        "targets[" + i + "] is " + targets[i] + "; every value must be finite");
            }
        }
        this.design = design.copy();
        this.targets = targets.clone();
        this.featureNames = List.copyOf(featureNames);
        this.planted = cloned(planted);
        this.description = description;
        this.digest = digest(this.design, this.targets);
    }

    private static double @Nullable [] cloned(double @Nullable [] values) {
        return values == null ? null : values.clone();
    }

    /**
     * Z = X/√n, y = Y/√n.
     *
     * @param features X, n × d, finite
     * @param responses Y, length n, finite
     * @param featureNames names of the d columns, or an empty list
     * @param planted weights w* with Y = Xw* up to noise, length d, or null where there are none
     * @param description one line for people
     * @throws IllegalArgumentException as the constructor
     */
    public static LinearRegression normalised(
            DMatrixRMaj features,
            double[] responses,
            List<String> featureNames,
            double @Nullable [] planted,
            String description) {
        double scale = 1.0 / Math.sqrt(Math.max(1, features.numRows));
        DMatrixRMaj z = features.copy();
        for (int i = 0; i < z.getNumElements(); i++) {
            z.data[i] *= scale;
        }
        double[] y = responses.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= scale;
        }
        return new LinearRegression(z, y, featureNames, planted, description);
    }

    @Override
    public int dimension() {
        return design.numCols;
    }

    /** n, the number of rows of Z. */
    @Override
    public int samples() {
        return design.numRows;
    }

    /** Z, n × d, row-major. The problem's own matrix, not a copy: do not write to it. */
    public DMatrixRMaj design() {
        return design;
    }

    /** y, length n. The problem's own array, not a copy: do not write to it. */
    public double[] targets() {
        return targets;
    }

    /** Name of the feature in column {@code j}: the file's, or x1, x2, … */
    public String featureName(int j) {
        return featureNames.isEmpty() ? "x" + (j + 1) : featureNames.get(j);
    }

    @Override
    public double loss(double[] w) {
        requireLength("w", w);
        return pass(w, null);
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        requireLength("w", w);
        requireLength("gradient", gradient);
        return pass(w, gradient);
    }

    /** {@inheritDoc} It is n/(2B) Σ (zᵢᵀw − yᵢ)² over a batch of B rows, whose mean over all batches is f. */
    @Override
    public double lossAndGradient(double[] w, int[] batch, double[] gradient) {
        requireLength("w", w);
        requireLength("gradient", gradient);
        if (batch.length == 0) {
            throw new IllegalArgumentException("the batch is empty; give at least one of the " + samples() + " rows");
        }
        int d = design.numCols;
        Kernels kernels = Kernels.get();
        double share = (double) design.numRows / batch.length;
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i : batch) {
            double residual = kernels.dot(d, design.data, i * d, w, 0) - targets[i];
            sum += residual * residual;
            kernels.addScaled(d, share * residual, design.data, i * d, gradient, 0);
        }
        return 0.5 * share * sum;
    }

    private void requireLength(String what, double[] vector) {
        if (vector.length != design.numCols) {
            throw new IllegalArgumentException(what + " has length " + vector.length + " but the design is "
                    + design.numRows + " × " + design.numCols + "; it needs length " + design.numCols);
        }
    }

    /** ½‖Zw − y‖², and Zᵀ(Zw − y) where {@code gradient} is given. */
    private double pass(double[] w, double @Nullable [] gradient) {
        if (gradient != null) {
            Arrays.fill(gradient, 0);
        }
        return 0.5 * RowBlocks.residualGradient(design.numRows, design.numCols, design.data, w, targets, gradient);
    }

    @Override
    public String description() {
        return description;
    }

    /** {@inheritDoc} Hashed are the words "linear-regression", n, d, then Z by rows and y as big-endian doubles. */
    @Override
    public String digest() {
        return digest;
    }

    private static String digest(DMatrixRMaj design, double[] targets) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        sha.update("linear-regression".getBytes(StandardCharsets.US_ASCII));
        sha.update(ByteBuffer.allocate(8)
                .putInt(design.numRows)
                .putInt(design.numCols)
                .flip());
        update(sha, design.data, design.getNumElements());
        update(sha, targets, targets.length);
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void update(MessageDigest sha, double[] values, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        for (int i = 0; i < length; i++) {
            buffer.putDouble(values[i]);
            if (!buffer.hasRemaining()) {
                sha.update(buffer.flip());
                buffer.clear();
            }
        }
        sha.update(buffer.flip());
    }

    @Override
    public Optional<double[]> planted() {
        return Optional.ofNullable(cloned(planted));
    }

    @Override
    public LinearRegression copy() {
        return this;
    }
}
