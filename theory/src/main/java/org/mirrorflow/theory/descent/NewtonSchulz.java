package org.mirrorflow.theory.descent;

/**
 * Orthogonalisation without a decomposition: X ← aX + b(XXᵀ)X + c(XXᵀ)²X from X = G/‖G‖_F, a polynomial in each singular
 * value. Allocates nothing after construction.
 *
 * <p>{@link #convergent}: (a, b, c) = (15, −10, 3)/8 has its fixed point at 1 with vanishing first and second derivative,
 * so it converges with order three to UVᵀ for every G of full rank (Björck and Bowie 1971). {@link #fast}: (3.4445,
 * −4.7750, 2.0315) grows small singular values faster but does not converge; five steps leave them within about
 * 0.7 … 1.2 (Jordan et al. 2024, Muon).
 */
public final class NewtonSchulz implements Orthogonalisation {

    private final int rows;
    private final int columns;
    private final int iterations;
    private final double a;
    private final double b;
    private final double c;
    private final double[] x;
    private final double[] gram;
    private final double[] polynomial;
    private final double[] next;

    private NewtonSchulz(int rows, int columns, int iterations, double a, double b, double c) {
        this.rows = rows;
        this.columns = columns;
        this.iterations = iterations;
        this.a = a;
        this.b = b;
        this.c = c;
        this.x = new double[rows * columns];
        this.gram = new double[rows * rows];
        this.polynomial = new double[rows * rows];
        this.next = new double[rows * columns];
    }

    /** The iteration that converges; forty steps resolve singular values down to about 1e−9 of the Frobenius norm. */
    public static NewtonSchulz convergent(int rows, int columns, int iterations) {
        return new NewtonSchulz(rows, columns, iterations, 15.0 / 8, -10.0 / 8, 3.0 / 8);
    }

    /** Muon's coefficients. */
    public static NewtonSchulz fast(int rows, int columns, int iterations) {
        return new NewtonSchulz(rows, columns, iterations, 3.4445, -4.7750, 2.0315);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void apply(double[] g, int offset, double[] out) {
        double norm = 0;
        for (int i = 0; i < x.length; i++) {
            norm = Math.hypot(norm, g[offset + i]);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] = norm == 0 ? 0 : g[offset + i] / norm;
        }
        for (int k = 0; k < iterations; k++) {
            iterate();
        }
        System.arraycopy(x, 0, out, offset, x.length);
    }

    private void iterate() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += x[i * columns + k] * x[j * columns + k];
                }
                gram[i * rows + j] = sum;
                gram[j * rows + i] = sum;
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                double square = 0;
                for (int k = 0; k < rows; k++) {
                    square += gram[i * rows + k] * gram[k * rows + j];
                }
                polynomial[i * rows + j] = (i == j ? a : 0) + b * gram[i * rows + j] + c * square;
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < rows; k++) {
                    sum += polynomial[i * rows + k] * x[k * columns + j];
                }
                next[i * columns + j] = sum;
            }
        }
        System.arraycopy(next, 0, x, 0, x.length);
    }
}
