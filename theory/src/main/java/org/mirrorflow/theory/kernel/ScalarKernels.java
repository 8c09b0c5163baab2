package org.mirrorflow.theory.kernel;

import org.jspecify.annotations.Nullable;

/** Plain loops, for machines without wide vectors and for the first moments of a program. */
final class ScalarKernels implements Kernels {

    @Override
    public double dot(int n, double[] x, int xo, double[] y, int yo) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= n - 4; i += 4) {
            s0 = Math.fma(x[xo + i], y[yo + i], s0);
            s1 = Math.fma(x[xo + i + 1], y[yo + i + 1], s1);
            s2 = Math.fma(x[xo + i + 2], y[yo + i + 2], s2);
            s3 = Math.fma(x[xo + i + 3], y[yo + i + 3], s3);
        }
        double sum = (s0 + s2) + (s1 + s3);
        for (; i < n; i++) {
            sum = Math.fma(x[xo + i], y[yo + i], sum);
        }
        return sum;
    }

    @Override
    public void addScaled(int n, double a, double[] x, int xo, double[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(a, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public double largest(int n, double[] x, int xo) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(x[xo + i]));
        }
        return largest;
    }

    /** Beyond these ends eˣ leaves the range of normal numbers. */
    static final double LEAST = -708;

    static final double LARGEST = 709;

    static final double LOG2_E = 1 / Math.log(2);

    /** ln 2 in two parts. */
    static final double LN2 = 0x1.62e42fefa39efp-1;

    static final double LN2_REST = 0x1.abc9e3b39803fp-56;

    /** Added to a number of moderate size it leaves the nearest whole number in the last bits. */
    static final double WHOLE = 0x1.8p52;

    /** 1/13!, 1/12!, … 1/2!: eʳ to 4·10⁻¹⁸ for |r| ≤ ½ ln 2. */
    static final double[] SERIES = series(13);

    private static double[] series(int degree) {
        double[] series = new double[degree - 1];
        double factorial = 1;
        for (int k = 2; k <= degree; k++) {
            factorial *= k;
            series[degree - k] = 1 / factorial;
        }
        return series;
    }

    /** eˣ = 2ᵏ·eʳ with k whole and |r| ≤ ½ ln 2. */
    static double exp(double x) {
        double shifted = Math.fma(x, LOG2_E, WHOLE);
        double k = shifted - WHOLE;
        double r = Math.fma(-k, LN2_REST, Math.fma(-k, LN2, x));
        double p = SERIES[0];
        for (int i = 1; i < SERIES.length; i++) {
            p = Math.fma(p, r, SERIES[i]);
        }
        p = Math.fma(Math.fma(p, r, 1), r, 1);
        double result = p * Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) + 1023) << 52);
        return x < LEAST ? 0 : x > LARGEST ? Double.POSITIVE_INFINITY : result;
    }

    @Override
    public void rectify(int n, double[] x, int xo, double[] out, int oo) {
        for (int i = 0; i < n; i++) {
            out[oo + i] = Math.max(x[xo + i], 0);
        }
    }

    @Override
    public void passWherePositive(int n, double[] x, int xo, double[] g, int go) {
        for (int i = 0; i < n; i++) {
            g[go + i] = x[xo + i] > 0 ? g[go + i] : 0;
        }
    }

    @Override
    public void softMax(int n, double[] x, int xo) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = xo; i < xo + n; i++) {
            most = Math.max(most, x[i]);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = xo;
        for (; i <= xo + n - 4; i += 4) {
            x[i] = exp(x[i] - most);
            x[i + 1] = exp(x[i + 1] - most);
            x[i + 2] = exp(x[i + 2] - most);
            x[i + 3] = exp(x[i + 3] - most);
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        double sum = (s0 + s2) + (s1 + s3);
        for (; i < xo + n; i++) {
            x[i] = exp(x[i] - most);
            sum += x[i];
        }
        for (int k = xo; k < xo + n; k++) {
            x[k] /= sum;
        }
    }

    @Override
    public void addMatrixVector(int m, int n, double[] a, int ao, double[] x, int xo, double[] out, int oo) {
        Choice.worked((long) m * n);
        for (int i = 0; i < m; i++) {
            out[oo + i] += dot(n, a, ao + i * n, x, xo);
        }
    }

    @Override
    public void addTransposed(int m, int n, double[] a, int ao, double[] x, int xo, double[] out, int oo) {
        for (int i = 0; i < m; i++) {
            addScaled(n, x[xo + i], a, ao + i * n, out, oo);
        }
    }

    @Override
    public double residualGradient(
            int n, int d, double[] z, int zo, double[] w, double[] y, int yo, double @Nullable [] g, int go) {
        Choice.worked((long) n * d);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double residual = dot(d, z, zo + i * d, w, 0) - y[yo + i];
            sum = Math.fma(residual, residual, sum);
            if (g != null) {
                addScaled(d, residual, z, zo + i * d, g, go);
            }
        }
        return sum;
    }

    @Override
    public void addProduct(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co) {
        Choice.worked((long) m * k * n);
        if (!thin(this, m, k, n, a, ao, ta, b, bo, tb, c, co)) {
            product(m, k, n, a, ao, ta, b, bo, tb, c, co);
        }
    }

    /** Products with a vector, which are better done as what they are; false for others. */
    static boolean thin(
            Kernels kernels,
            int m,
            int k,
            int n,
            double[] a,
            int ao,
            boolean ta,
            double[] b,
            int bo,
            boolean tb,
            double[] c,
            int co) {
        if (m == 1) {
            if (tb) {
                kernels.addMatrixVector(n, k, b, bo, a, ao, c, co);
            } else {
                kernels.addTransposed(k, n, b, bo, a, ao, c, co);
            }
        } else if (n == 1) {
            if (ta) {
                kernels.addTransposed(k, m, a, ao, b, bo, c, co);
            } else {
                kernels.addMatrixVector(m, k, a, ao, b, bo, c, co);
            }
        } else if (k == 1) {
            for (int i = 0; i < m; i++) {
                kernels.addScaled(n, a[ao + i], b, bo, c, co + i * n);
            }
        } else {
            return false;
        }
        return true;
    }

    /** {@link #addProduct} for others to use where the product is small. */
    static void product(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co) {
        int stepI = ta ? 1 : k;
        int stepL = ta ? m : 1;
        for (int i = 0; i < m; i++) {
            int row = co + i * n;
            if (tb) {
                for (int j = 0; j < n; j++) {
                    double sum = c[row + j];
                    for (int l = 0; l < k; l++) {
                        sum = Math.fma(a[ao + i * stepI + l * stepL], b[bo + j * k + l], sum);
                    }
                    c[row + j] = sum;
                }
            } else {
                for (int l = 0; l < k; l++) {
                    double x = a[ao + i * stepI + l * stepL];
                    int from = bo + l * n;
                    for (int j = 0; j < n; j++) {
                        c[row + j] = Math.fma(x, b[from + j], c[row + j]);
                    }
                }
            }
        }
    }

    static double power(double x, int exponent) {
        double result = x;
        for (int i = 1; i < exponent; i++) {
            result *= x;
        }
        return result;
    }

    static double difference(double u, double v, int depth) {
        return depth == 2 ? (u - v) * (u + v) : power(u, depth) - power(v, depth);
    }

    @Override
    public void powerDifference(int d, int depth, double[] theta, double[] w) {
        for (int i = 0; i < d; i++) {
            w[i] = difference(theta[i], theta[d + i], depth);
        }
    }

    @Override
    public void pullBackPowers(int d, int depth, double[] theta, double[] g, double[] out) {
        for (int i = 0; i < d; i++) {
            out[i] = depth * power(theta[i], depth - 1) * g[i];
            out[d + i] = -depth * power(theta[d + i], depth - 1) * g[i];
        }
    }

    @Override
    public void descendPowers(int d, int depth, double eta, double[] theta, double[] g, double[] w) {
        descendPowers(0, d, depth, eta, theta, g, w);
    }

    static void descendPowers(int from, int d, int depth, double eta, double[] theta, double[] g, double[] w) {
        for (int i = from; i < d; i++) {
            double u = theta[i] + -eta * (depth * power(theta[i], depth - 1) * g[i]);
            double v = theta[d + i] + -eta * (-depth * power(theta[d + i], depth - 1) * g[i]);
            theta[i] = u;
            theta[d + i] = v;
            w[i] = difference(u, v, depth);
        }
    }
}
