package org.mirrorflow.sim.problem;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.weights.SeededRandom;

/** Matrices drawn from a seed, and what the families that plant one share. */
final class PlantedMatrices {

    /** Entries of the design beyond which generating is refused. */
    private static final long LARGEST = 1L << 26;

    private PlantedMatrices() {}

    static Parameter rows(long standard) {
        return new Parameter.Whole("rows", "d_1", "Rows", "Number of rows of the matrix.", false, standard, 2, 10_000);
    }

    static Parameter columns(long standard) {
        return new Parameter.Whole(
                "columns", "d_2", "Columns", "Number of columns of the matrix.", false, standard, 2, 10_000);
    }

    static Parameter rank(long standard) {
        return new Parameter.Whole(
                "rank",
                "r",
                "Planted rank",
                "Rank of the planted matrix; at most its smaller side.",
                false,
                standard,
                1,
                10_000);
    }

    static Parameter samples(long standard) {
        return new Parameter.Whole(
                "samples", "n", "Measurements", "Number of linear measurements.", false, standard, 1, 1_000_000);
    }

    static Parameter noise() {
        return new Parameter.Real(
                "noise",
                "\\sigma",
                "Noise",
                "Standard deviation of the noise added to each measurement.",
                false,
                0,
                0,
                1000,
                false);
    }

    static void checkRank(int rank, int rows, int columns) {
        if (rank > Math.min(rows, columns)) {
            throw new InvalidSettingException(
                    "rank",
                    "is " + rank + ", but a " + rows + " × " + columns + " matrix has rank at most "
                            + Math.min(rows, columns) + "; lower the rank");
        }
    }

    static void checkSize(int samples, int rows, int columns) {
        if ((long) samples * rows * columns > LARGEST) {
            throw new InvalidSettingException(
                    "samples",
                    "is " + samples + ", which with " + rows + " × " + columns + " weights makes "
                            + (long) samples * rows * columns + " entries; at most " + LARGEST + " are allowed");
        }
    }

    static double[] gaussian(SeededRandom random, int size, double deviation) {
        double[] a = new double[size];
        for (int i = 0; i < size; i++) {
            a[i] = deviation * random.nextGaussian();
        }
        return a;
    }

    /** PQᵀ/√r with normal P and Q: entries of variance 1. */
    static double[] lowRank(int rows, int columns, int rank, SeededRandom random) {
        double[] p = gaussian(random, rows * rank, 1);
        double[] q = gaussian(random, columns * rank, 1);
        double[] w = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < rank; k++) {
                    w[i * columns + j] += p[i * rank + k] * q[j * rank + k] / Math.sqrt(rank);
                }
            }
        }
        return w;
    }

    /** Orthonormal columns, n × n by rows, uniformly distributed: Gram–Schmidt of normal vectors, twice. */
    static double[] orthogonal(int n, SeededRandom random) {
        double[][] q = new double[n][];
        for (int k = 0; k < n; k++) {
            q[k] = gaussian(random, n, 1);
            for (int pass = 0; pass < 2; pass++) {
                for (int p = 0; p < k; p++) {
                    double inner = dot(q[p], q[k]);
                    for (int i = 0; i < n; i++) {
                        q[k][i] -= inner * q[p][i];
                    }
                }
                double length = Math.sqrt(dot(q[k], q[k]));
                for (int i = 0; i < n; i++) {
                    q[k][i] /= length;
                }
            }
        }
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                out[i * n + k] = q[k][i];
            }
        }
        return out;
    }

    /** out = Q diag(d) Qᵀ, exactly symmetric. */
    static void conjugate(double[] q, double[] d, double[] out, int at) {
        int n = d.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += q[i * n + k] * d[k] * q[j * n + k];
                }
                out[at + i * n + j] = sum;
                out[at + j * n + i] = sum;
            }
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The measurements of w with noise, both divided by √n. */
    static MatrixSensing measured(
            DMatrixRMaj a,
            double[] w,
            double noise,
            SeededRandom random,
            int rows,
            int columns,
            double @Nullable [] start,
            String description) {
        int n = a.numRows;
        double scale = 1 / Math.sqrt(n);
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                sum += a.data[k * w.length + i] * w[i];
            }
            y[k] = scale * (sum + noise * random.nextGaussian());
        }
        for (int i = 0; i < n * w.length; i++) {
            a.data[i] *= scale;
        }
        return new MatrixSensing(a, y, rows, columns, w, start, description);
    }
}
