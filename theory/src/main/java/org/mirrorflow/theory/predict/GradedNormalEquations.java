package org.mirrorflow.theory.predict;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Solves (V diag(s) Vᵀ + δI) x = g for speeds s ≥ 0 of very different sizes, by the triangular factor of the rows
 * √sⱼ Vⱼ and √δ I. Householder reflections with the rows sorted by size and the columns pivoted have an error that is
 * small in each row by itself, so that the factor is that of speeds perturbed by rounding errors, whatever their range;
 * a Cholesky factor of the product would lose all speeds below 1e-16 of the largest.
 *
 * <p>Source: Powell and Reid 1969; Cox and Higham 1998, Stability of Householder QR factorization for weighted least
 * squares problems.
 */
final class GradedNormalEquations {

    private final double[] rows;
    private final int r;
    private final int d;

    /** Columns of the matrix to factor, then, on and above the diagonal, of its triangular factor. */
    private final double[][] columns;

    private final int[] pivot;
    private final double[] diagonal;
    private final double[] work;
    private final Integer[] order;
    private double unit;

    /** @param rows V, r × d row-major */
    GradedNormalEquations(double[] rows, int r, int d) {
        this.rows = rows;
        this.r = r;
        this.d = d;
        columns = new double[r][d + r];
        pivot = new int[r];
        diagonal = new double[r];
        work = new double[r];
        order = new Integer[d + r];
    }

    void factor(double[] speed, double delta) {
        int m = delta > 0 ? d + r : d;
        unit = delta;
        for (int j = 0; j < d; j++) {
            unit = Math.max(unit, speed[j]);
        }
        for (int i = 0; i < m; i++) {
            order[i] = i;
        }
        Arrays.sort(order, 0, m, Comparator.comparingDouble(i -> i < d ? -speed[i] : -delta));
        for (int k = 0; k < r; k++) {
            pivot[k] = k;
            double[] column = columns[k];
            for (int i = 0; i < m; i++) {
                int from = order[i];
                if (from < d) {
                    column[i] = Math.sqrt(speed[from] / unit) * rows[k * d + from];
                } else {
                    column[i] = from - d == k ? Math.sqrt(delta / unit) : 0;
                }
            }
        }
        for (int k = 0; k < r; k++) {
            bringLargestForward(k, m);
            reflect(k, m);
        }
    }

    private void bringLargestForward(int k, int m) {
        int best = k;
        double largest = -1;
        for (int l = k; l < r; l++) {
            double square = 0;
            double[] column = columns[l];
            for (int i = k; i < m; i++) {
                square += column[i] * column[i];
            }
            if (square > largest) {
                largest = square;
                best = l;
            }
        }
        double[] column = columns[k];
        columns[k] = columns[best];
        columns[best] = column;
        int index = pivot[k];
        pivot[k] = pivot[best];
        pivot[best] = index;
    }

    private void reflect(int k, int m) {
        double[] v = columns[k];
        double square = 0;
        for (int i = k; i < m; i++) {
            square += v[i] * v[i];
        }
        double norm = Math.sqrt(square);
        if (norm == 0) {
            diagonal[k] = 0;
            return;
        }
        double alpha = v[k] > 0 ? -norm : norm;
        double scale = 1 / (square - alpha * v[k]);
        v[k] -= alpha;
        for (int l = k + 1; l < r; l++) {
            double[] column = columns[l];
            double inner = 0;
            for (int i = k; i < m; i++) {
                inner += v[i] * column[i];
            }
            inner *= scale;
            for (int i = k; i < m; i++) {
                column[i] -= inner * v[i];
            }
        }
        diagonal[k] = alpha;
    }

    /** x ← solution for the right-hand side x; directions in which the matrix vanishes stay 0. */
    void solve(double[] x) {
        for (int k = 0; k < r; k++) {
            double sum = x[pivot[k]] / unit;
            for (int l = 0; l < k; l++) {
                sum -= columns[k][l] * work[l];
            }
            work[k] = diagonal[k] == 0 ? 0 : sum / diagonal[k];
        }
        for (int k = r - 1; k >= 0; k--) {
            double sum = work[k];
            for (int l = k + 1; l < r; l++) {
                sum -= columns[l][k] * work[l];
            }
            work[k] = diagonal[k] == 0 ? 0 : sum / diagonal[k];
        }
        for (int k = 0; k < r; k++) {
            x[pivot[k]] = work[k];
        }
    }
}
