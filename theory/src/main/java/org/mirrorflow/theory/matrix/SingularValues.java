package org.mirrorflow.theory.matrix;

/**
 * The singular value decomposition A = U diag(σ) Vᵀ of one small matrix after another, k = min(rows, columns) terms,
 * σ₁ ≥ … ≥ σ_k ≥ 0. Allocates nothing after construction; belongs to one thread.
 *
 * <p>One-sided Jacobi rotations make the columns of AV orthogonal. A small singular value comes out to full relative
 * precision where A is a well-conditioned matrix with scaled columns, which bidiagonalisation loses. NaN in A makes
 * every value NaN.
 *
 * <p>Source: Hestenes 1958; Demmel and Veselić 1992 on its precision.
 */
public final class SingularValues {

    private static final int SWEEPS = 60;

    private final int rows;
    private final int columns;
    private final int count;
    private final boolean transposed;
    private final double[][] image;
    private final double[][] rotation;
    private final double[] values;

    /** Workspace for matrices of that shape. */
    public SingularValues(int rows, int columns) {
        this(rows, columns, true);
    }

    private SingularValues(int rows, int columns, boolean vectors) {
        this.rows = rows;
        this.columns = columns;
        this.count = Math.min(rows, columns);
        this.transposed = rows < columns;
        this.image = new double[count][Math.max(rows, columns)];
        this.rotation = new double[vectors ? count : 0][count];
        this.values = new double[count];
    }

    /**
     * σ of one matrix, descending, a fresh array; without the vectors, in about half the time.
     *
     * @param a its entries by rows, kept as they are
     */
    public static double[] of(double[] a, int rows, int columns) {
        SingularValues svd = new SingularValues(rows, columns, false);
        svd.decompose(a);
        return svd.values;
    }

    /** k = min(rows, columns). */
    public int count() {
        return count;
    }

    /**
     * Decomposes a matrix.
     *
     * @param a its entries by rows, kept as they are
     */
    public void decompose(double[] a) {
        if (a.length != rows * columns) {
            throw new IllegalArgumentException(
                    "the matrix is " + rows + " × " + columns + "; given " + a.length + " entries");
        }
        double largest = 0;
        for (double x : a) {
            largest = Math.max(largest, Math.abs(x));
        }
        double scale = largest == 0 || !Double.isFinite(largest) ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        load(a, scale);
        for (int sweep = 0; sweep < SWEEPS && rotateAll(); sweep++) {
            // until no pair of columns needs a rotation
        }
        for (int j = 0; j < count; j++) {
            values[j] = norm(image[j]);
        }
        sort();
        if (vectors()) {
            normalise();
        }
        for (int j = 0; j < count; j++) {
            values[j] *= scale;
        }
    }

    private boolean vectors() {
        return rotation.length == count;
    }

    private void normalise() {
        for (int j = 0; j < count; j++) {
            if (values[j] > 0) {
                for (int i = 0; i < image[j].length; i++) {
                    image[j][i] /= values[j];
                }
            } else if (values[j] == 0) {
                complete(j);
            }
        }
    }

    private void load(double[] a, double scale) {
        for (int j = 0; j < count; j++) {
            for (int i = 0; i < image[j].length; i++) {
                image[j][i] = (transposed ? a[j * columns + i] : a[i * columns + j]) / scale;
            }
        }
        for (int j = 0; j < rotation.length; j++) {
            for (int i = 0; i < count; i++) {
                rotation[j][i] = i == j ? 1 : 0;
            }
        }
    }

    private boolean rotateAll() {
        boolean rotated = false;
        double threshold = 2 * Math.ulp(1.0);
        for (int p = 0; p < count; p++) {
            for (int q = p + 1; q < count; q++) {
                double[] x = image[p];
                double[] y = image[q];
                double xx = 0;
                double yy = 0;
                double xy = 0;
                for (int i = 0; i < x.length; i++) {
                    xx += x[i] * x[i];
                    yy += y[i] * y[i];
                    xy += x[i] * y[i];
                }
                if (Math.abs(xy) > threshold * Math.sqrt(xx) * Math.sqrt(yy)) {
                    rotated = true;
                    double zeta = (yy - xx) / (2 * xy);
                    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
                    double c = 1 / Math.hypot(1, t);
                    rotate(x, y, c, c * t);
                    if (vectors()) {
                        rotate(rotation[p], rotation[q], c, c * t);
                    }
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[] x, double[] y, double c, double s) {
        for (int i = 0; i < x.length; i++) {
            double xi = x[i];
            x[i] = c * xi - s * y[i];
            y[i] = s * xi + c * y[i];
        }
    }

    private static double norm(double[] x) {
        double sum = 0;
        double largest = 0;
        for (double v : x) {
            largest = Math.max(largest, Math.abs(v));
        }
        if (largest == 0 || Double.isNaN(largest)) {
            return largest;
        }
        for (double v : x) {
            sum += (v / largest) * (v / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private void sort() {
        for (int j = 1; j < count; j++) {
            for (int i = j; i > 0 && values[i] > values[i - 1]; i--) {
                double value = values[i];
                values[i] = values[i - 1];
                values[i - 1] = value;
                double[] column = image[i];
                image[i] = image[i - 1];
                image[i - 1] = column;
                if (vectors()) {
                    column = rotation[i];
                    rotation[i] = rotation[i - 1];
                    rotation[i - 1] = column;
                }
            }
        }
    }

    /** A unit vector orthogonal to those before, for a singular value 0. */
    private void complete(int j) {
        double[] x = image[j];
        for (int axis = 0; axis < x.length; axis++) {
            java.util.Arrays.fill(x, 0);
            x[axis] = 1;
            for (int pass = 0; pass < 2; pass++) {
                for (int p = 0; p < j; p++) {
                    double inner = 0;
                    for (int i = 0; i < x.length; i++) {
                        inner += image[p][i] * x[i];
                    }
                    for (int i = 0; i < x.length; i++) {
                        x[i] -= inner * image[p][i];
                    }
                }
            }
            double length = norm(x);
            if (length > 0.5 / Math.sqrt(x.length)) {
                for (int i = 0; i < x.length; i++) {
                    x[i] /= length;
                }
                return;
            }
        }
    }

    /** σ, descending; live, overwritten by the next {@link #decompose}. */
    public double[] values() {
        return values;
    }

    /** The left singular vector uᵢ, of length rows; live. */
    public double[] left(int i) {
        return transposed ? rotation[i] : image[i];
    }

    /** The right singular vector vᵢ, of length columns; live. */
    public double[] right(int i) {
        return transposed ? image[i] : rotation[i];
    }

    /**
     * out = U diag(d) Vᵀ.
     *
     * @param d length k
     * @param out by rows, overwritten
     */
    public void compose(double[] d, double[] out) {
        java.util.Arrays.fill(out, 0);
        for (int k = 0; k < count; k++) {
            double[] u = left(k);
            double[] v = right(k);
            for (int i = 0; i < rows; i++) {
                double c = d[k] * u[i];
                for (int j = 0; j < columns; j++) {
                    out[i * columns + j] += c * v[j];
                }
            }
        }
    }
}
