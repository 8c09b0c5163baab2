package org.mirrorflow.theory.descent;

/**
 * The singular value decomposition of a small matrix by one-sided Jacobi rotations (Hestenes 1958), to nearly full
 * relative accuracy in every singular value. Allocates nothing after construction.
 */
public final class SingularValues implements Orthogonalisation {

    private static final double NEGLIGIBLE = 1e-15;

    /** Singular values below this share of the largest count as 0: they are rounding. */
    private static final double RANK = 1e-13;

    private static final int SWEEPS = 60;

    private final int rows;
    private final int columns;
    private final boolean transposed;
    private final int m;
    private final int n;

    /** The n columns of length m, one after the other: UΣ after the rotations. */
    private final double[] left;

    /** The n columns of V, one after the other. */
    private final double[] right;

    private final double[] values;

    public SingularValues(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.transposed = rows < columns;
        this.m = Math.max(rows, columns);
        this.n = Math.min(rows, columns);
        this.left = new double[m * n];
        this.right = new double[n * n];
        this.values = new double[n];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** Number of singular values, the smaller side. */
    public int count() {
        return n;
    }

    /** The k-th singular value of the last matrix, in no particular order. */
    public double value(int k) {
        return values[k];
    }

    /** Decomposes the matrix by rows that starts at {@code offset}. */
    public void decompose(double[] g, int offset) {
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < m; i++) {
                left[k * m + i] = transposed ? g[offset + k * columns + i] : g[offset + i * columns + k];
            }
            for (int i = 0; i < n; i++) {
                right[k * n + i] = i == k ? 1 : 0;
            }
        }
        boolean rotated = true;
        for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int a = 0; a < n; a++) {
                for (int b = a + 1; b < n; b++) {
                    rotated |= rotate(a, b);
                }
            }
        }
        for (int k = 0; k < n; k++) {
            values[k] = Math.sqrt(dot(left, k * m, k * m, m));
        }
    }

    /** Makes two columns orthogonal; returns whether they were not. */
    private boolean rotate(int a, int b) {
        double alpha = dot(left, a * m, a * m, m);
        double beta = dot(left, b * m, b * m, m);
        double gamma = dot(left, a * m, b * m, m);
        if (Math.abs(gamma) <= NEGLIGIBLE * Math.sqrt(alpha * beta) || gamma == 0) {
            return false;
        }
        double zeta = (beta - alpha) / (2 * gamma);
        double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double c = 1 / Math.hypot(1, t);
        turn(left, a * m, b * m, m, c, c * t);
        turn(right, a * n, b * n, n, c, c * t);
        return true;
    }

    private static void turn(double[] x, int a, int b, int length, double c, double s) {
        for (int i = 0; i < length; i++) {
            double p = x[a + i];
            double q = x[b + i];
            x[a + i] = c * p - s * q;
            x[b + i] = s * p + c * q;
        }
    }

    private static double dot(double[] x, int a, int b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += x[a + i] * x[b + i];
        }
        return sum;
    }

    @Override
    public void apply(double[] g, int offset, double[] out) {
        decompose(g, offset);
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                int atLeft = transposed ? j : i;
                int atRight = transposed ? i : j;
                for (int k = 0; k < n; k++) {
                    if (values[k] > RANK * largest) {
                        sum += left[k * m + atLeft] / values[k] * right[k * n + atRight];
                    }
                }
                out[offset + i * columns + j] = sum;
            }
        }
    }
}
