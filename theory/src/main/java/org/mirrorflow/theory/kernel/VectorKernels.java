package org.mirrorflow.theory.kernel;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Four doubles at a time, by the Vector API. Needs the module jdk.incubator.vector, and registers of 256 bits with fused
 * multiplication to be fast.
 *
 * <p>Sums run in eight registers side by side, which is what it takes to keep two multipliers busy for the four cycles that
 * an fma takes.
 */
final class VectorKernels implements Kernels {

    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

    /** Entries of eight rows that stay in a second-level cache, with room for w and the gradient. */
    private static final int WIDE = 3072;

    /** Below this many products a matrix product is not worth packing. */
    private static final int SMALL = 128;

    /** Inner dimension and columns of a packed block of op(b): 256 KiB. */
    private static final int INNER = 256;

    private static final int ACROSS = 128;

    /** Entries of op(b) that stay in a first-level cache with what else a tile needs. */
    private static final int DIRECT = 1 << 13;

    @SuppressWarnings("ThreadLocalUsage") // one workspace a thread: there is one instance for all of them
    private final ThreadLocal<double[]> workspace =
            ThreadLocal.withInitial(() -> new double[32 + 4 * INNER + INNER * ACROSS]);

    @Override
    public double dot(int n, double[] x, int xo, double[] y, int yo) {
        DoubleVector s = DoubleVector.zero(FOUR);
        int end = n & -4;
        for (int i = 0; i < end; i += 4) {
            s = at(x, xo + i).fma(at(y, yo + i), s);
        }
        return rest(sum(s), end, n, x, xo, y, yo);
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(FOUR, x, i);
    }

    private static DoubleVector all(double x) {
        return DoubleVector.broadcast(FOUR, x);
    }

    private static double sum(DoubleVector s) {
        return (s.lane(0) + s.lane(2)) + (s.lane(1) + s.lane(3));
    }

    private static double rest(double sum, int from, int n, double[] x, int xo, double[] y, int yo) {
        double s = sum;
        for (int i = from; i < n; i++) {
            s = Math.fma(x[xo + i], y[yo + i], s);
        }
        return s;
    }

    @Override
    public void addScaled(int n, double a, double[] x, int xo, double[] y, int yo) {
        DoubleVector factor = all(a);
        int end = n & -4;
        for (int i = 0; i < end; i += 4) {
            factor.fma(at(x, xo + i), at(y, yo + i)).intoArray(y, yo + i);
        }
        for (int i = end; i < n; i++) {
            y[yo + i] = Math.fma(a, x[xo + i], y[yo + i]);
        }
    }

    @Override
    public double largest(int n, double[] x, int xo) {
        DoubleVector most = DoubleVector.zero(FOUR);
        DoubleVector more = DoubleVector.zero(FOUR);
        int end = n & -8;
        for (int i = 0; i < end; i += 8) {
            most = most.max(at(x, xo + i).abs());
            more = more.max(at(x, xo + i + 4).abs());
        }
        double largest = most.max(more).reduceLanes(VectorOperators.MAX);
        for (int i = end; i < n; i++) {
            largest = Math.max(largest, Math.abs(x[xo + i]));
        }
        return largest;
    }

    @Override
    public void rectify(int n, double[] x, int xo, double[] out, int oo) {
        int end = n & -4;
        for (int i = 0; i < end; i += 4) {
            at(x, xo + i).max(0).intoArray(out, oo + i);
        }
        for (int i = end; i < n; i++) {
            out[oo + i] = Math.max(x[xo + i], 0);
        }
    }

    @Override
    public void passWherePositive(int n, double[] x, int xo, double[] g, int go) {
        DoubleVector none = DoubleVector.zero(FOUR);
        int end = n & -4;
        for (int i = 0; i < end; i += 4) {
            none.blend(at(g, go + i), at(x, xo + i).compare(VectorOperators.GT, none))
                    .intoArray(g, go + i);
        }
        for (int i = end; i < n; i++) {
            g[go + i] = x[xo + i] > 0 ? g[go + i] : 0;
        }
    }

    @Override
    public void softMax(int n, double[] x, int xo) {
        int end = n & -4;
        DoubleVector top = all(Double.NEGATIVE_INFINITY);
        for (int i = 0; i < end; i += 4) {
            top = top.max(at(x, xo + i));
        }
        double most = top.reduceLanes(VectorOperators.MAX);
        for (int i = end; i < n; i++) {
            most = Math.max(most, x[xo + i]);
        }
        DoubleVector s = DoubleVector.zero(FOUR);
        for (int i = 0; i < end; i += 4) {
            DoubleVector e = exp(at(x, xo + i).sub(most));
            e.intoArray(x, xo + i);
            s = s.add(e);
        }
        double sum = sum(s);
        for (int i = end; i < n; i++) {
            double e = ScalarKernels.exp(x[xo + i] - most);
            x[xo + i] = e;
            sum += e;
        }
        DoubleVector whole = all(sum);
        for (int i = 0; i < end; i += 4) {
            at(x, xo + i).div(whole).intoArray(x, xo + i);
        }
        for (int i = end; i < n; i++) {
            x[xo + i] /= sum;
        }
    }

    /** {@link ScalarKernels#exp}, step by step. */
    private static DoubleVector exp(DoubleVector x) {
        DoubleVector shifted = x.fma(all(ScalarKernels.LOG2_E), all(ScalarKernels.WHOLE));
        DoubleVector minus = all(ScalarKernels.WHOLE).sub(shifted);
        DoubleVector r = minus.fma(all(ScalarKernels.LN2_REST), minus.fma(all(ScalarKernels.LN2), x));
        DoubleVector p = all(ScalarKernels.SERIES[0]);
        for (int i = 1; i < 12; i++) {
            p = p.fma(r, all(ScalarKernels.SERIES[i]));
        }
        p = p.fma(r, all(1)).fma(r, all(1));
        DoubleVector scale = shifted.reinterpretAsLongs()
                .add(1023)
                .lanewise(VectorOperators.LSHL, 52)
                .reinterpretAsDoubles();
        return p.mul(scale)
                .blend(0, x.compare(VectorOperators.LT, ScalarKernels.LEAST))
                .blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, ScalarKernels.LARGEST));
    }

    @Override
    public void addMatrixVector(int m, int n, double[] a, int ao, double[] x, int xo, double[] out, int oo) {
        int i = 0;
        for (; i <= m - 8; i += 8) {
            dots8(n, a, ao + i * n, x, xo, out, oo + i);
        }
        if (i <= m - 4) {
            dots4(n, a, ao + i * n, x, xo, out, oo + i);
            i += 4;
        }
        for (; i < m; i++) {
            out[oo + i] += dot(n, a, ao + i * n, x, xo);
        }
    }

    /** Eight rows against x. */
    private static void dots8(int n, double[] a, int a0, double[] x, int xo, double[] out, int oo) {
        int a1 = a0 + n;
        int a2 = a1 + n;
        int a3 = a2 + n;
        int a4 = a3 + n;
        int a5 = a4 + n;
        int a6 = a5 + n;
        int a7 = a6 + n;
        DoubleVector s0 = DoubleVector.zero(FOUR);
        DoubleVector s1 = DoubleVector.zero(FOUR);
        DoubleVector s2 = DoubleVector.zero(FOUR);
        DoubleVector s3 = DoubleVector.zero(FOUR);
        DoubleVector s4 = DoubleVector.zero(FOUR);
        DoubleVector s5 = DoubleVector.zero(FOUR);
        DoubleVector s6 = DoubleVector.zero(FOUR);
        DoubleVector s7 = DoubleVector.zero(FOUR);
        int end = n & -4;
        for (int j = 0; j < end; j += 4) {
            DoubleVector v = at(x, xo + j);
            s0 = v.fma(at(a, a0 + j), s0);
            s1 = v.fma(at(a, a1 + j), s1);
            s2 = v.fma(at(a, a2 + j), s2);
            s3 = v.fma(at(a, a3 + j), s3);
            s4 = v.fma(at(a, a4 + j), s4);
            s5 = v.fma(at(a, a5 + j), s5);
            s6 = v.fma(at(a, a6 + j), s6);
            s7 = v.fma(at(a, a7 + j), s7);
        }
        out[oo] += rest(sum(s0), end, n, a, a0, x, xo);
        out[oo + 1] += rest(sum(s1), end, n, a, a1, x, xo);
        out[oo + 2] += rest(sum(s2), end, n, a, a2, x, xo);
        out[oo + 3] += rest(sum(s3), end, n, a, a3, x, xo);
        out[oo + 4] += rest(sum(s4), end, n, a, a4, x, xo);
        out[oo + 5] += rest(sum(s5), end, n, a, a5, x, xo);
        out[oo + 6] += rest(sum(s6), end, n, a, a6, x, xo);
        out[oo + 7] += rest(sum(s7), end, n, a, a7, x, xo);
    }

    private static void dots4(int n, double[] a, int a0, double[] x, int xo, double[] out, int oo) {
        int a1 = a0 + n;
        int a2 = a1 + n;
        int a3 = a2 + n;
        DoubleVector s0 = DoubleVector.zero(FOUR);
        DoubleVector s1 = DoubleVector.zero(FOUR);
        DoubleVector s2 = DoubleVector.zero(FOUR);
        DoubleVector s3 = DoubleVector.zero(FOUR);
        int end = n & -4;
        for (int j = 0; j < end; j += 4) {
            DoubleVector v = at(x, xo + j);
            s0 = v.fma(at(a, a0 + j), s0);
            s1 = v.fma(at(a, a1 + j), s1);
            s2 = v.fma(at(a, a2 + j), s2);
            s3 = v.fma(at(a, a3 + j), s3);
        }
        out[oo] += rest(sum(s0), end, n, a, a0, x, xo);
        out[oo + 1] += rest(sum(s1), end, n, a, a1, x, xo);
        out[oo + 2] += rest(sum(s2), end, n, a, a2, x, xo);
        out[oo + 3] += rest(sum(s3), end, n, a, a3, x, xo);
    }

    @Override
    public void addTransposed(int m, int n, double[] a, int ao, double[] x, int xo, double[] out, int oo) {
        int i = 0;
        for (; i <= m - 8; i += 8) {
            add8(n, a, ao + i * n, x, xo + i, out, oo);
        }
        if (i <= m - 4) {
            add4(n, a, ao + i * n, x, xo + i, out, oo);
            i += 4;
        }
        for (; i < m; i++) {
            addScaled(n, x[xo + i], a, ao + i * n, out, oo);
        }
    }

    /** Eight rows times their factors, added up. */
    private static void add8(int n, double[] a, int a0, double[] x, int xo, double[] out, int oo) {
        int a1 = a0 + n;
        int a2 = a1 + n;
        int a3 = a2 + n;
        int a4 = a3 + n;
        int a5 = a4 + n;
        int a6 = a5 + n;
        int a7 = a6 + n;
        DoubleVector x0 = all(x[xo]);
        DoubleVector x1 = all(x[xo + 1]);
        DoubleVector x2 = all(x[xo + 2]);
        DoubleVector x3 = all(x[xo + 3]);
        DoubleVector x4 = all(x[xo + 4]);
        DoubleVector x5 = all(x[xo + 5]);
        DoubleVector x6 = all(x[xo + 6]);
        DoubleVector x7 = all(x[xo + 7]);
        int end = n & -4;
        for (int j = 0; j < end; j += 4) {
            DoubleVector s = x0.fma(at(a, a0 + j), at(out, oo + j));
            s = x1.fma(at(a, a1 + j), s);
            s = x2.fma(at(a, a2 + j), s);
            s = x3.fma(at(a, a3 + j), s);
            s = x4.fma(at(a, a4 + j), s);
            s = x5.fma(at(a, a5 + j), s);
            s = x6.fma(at(a, a6 + j), s);
            x7.fma(at(a, a7 + j), s).intoArray(out, oo + j);
        }
        for (int j = end; j < n; j++) {
            double s = out[oo + j];
            for (int i = 0; i < 8; i++) {
                s = Math.fma(a[a0 + i * n + j], x[xo + i], s);
            }
            out[oo + j] = s;
        }
    }

    private static void add4(int n, double[] a, int a0, double[] x, int xo, double[] out, int oo) {
        int a1 = a0 + n;
        int a2 = a1 + n;
        int a3 = a2 + n;
        DoubleVector x0 = all(x[xo]);
        DoubleVector x1 = all(x[xo + 1]);
        DoubleVector x2 = all(x[xo + 2]);
        DoubleVector x3 = all(x[xo + 3]);
        int end = n & -4;
        for (int j = 0; j < end; j += 4) {
            DoubleVector s = x0.fma(at(a, a0 + j), at(out, oo + j));
            s = x1.fma(at(a, a1 + j), s);
            s = x2.fma(at(a, a2 + j), s);
            x3.fma(at(a, a3 + j), s).intoArray(out, oo + j);
        }
        for (int j = end; j < n; j++) {
            double s = out[oo + j];
            for (int i = 0; i < 4; i++) {
                s = Math.fma(a[a0 + i * n + j], x[xo + i], s);
            }
            out[oo + j] = s;
        }
    }

    @Override
    public double residualGradient(
            int n, int d, double[] z, int zo, double[] w, double[] y, int yo, double @Nullable [] g, int go) {
        double[] r = workspace.get();
        double sum = 0;
        int step = d <= WIDE ? 8 : 4;
        int i = 0;
        while (i < n) {
            int rows = n - i >= step ? step : n - i >= 4 ? 4 : 1;
            int row = zo + i * d;
            Arrays.fill(r, 0, rows, 0);
            if (rows == 8) {
                dots8(d, z, row, w, 0, r, 0);
            } else if (rows == 4) {
                dots4(d, z, row, w, 0, r, 0);
            } else {
                r[0] = dot(d, z, row, w, 0);
            }
            for (int k = 0; k < rows; k++) {
                double residual = r[k] - y[yo + i + k];
                r[k] = residual;
                sum = Math.fma(residual, residual, sum);
            }
            if (g == null) {
                // only the sum is wanted
            } else if (rows == 8) {
                add8(d, z, row, r, 0, g, go);
            } else if (rows == 4) {
                add4(d, z, row, r, 0, g, go);
            } else {
                addScaled(d, r[0], z, row, g, go);
            }
            i += rows;
        }
        return sum;
    }

    @Override
    public void addProduct(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co) {
        if (ScalarKernels.thin(this, m, k, n, a, ao, ta, b, bo, tb, c, co)) {
            return;
        }
        if ((long) m * k * n < SMALL) {
            ScalarKernels.product(m, k, n, a, ao, ta, b, bo, tb, c, co);
            return;
        }
        double[] work = workspace.get();
        int strip = 32;
        int block = strip + 4 * INNER;
        for (int first = 0; first < n; first += ACROSS) {
            int columns = Math.min(ACROSS, n - first);
            for (int inner = 0; inner < k; inner += INNER) {
                int depth = Math.min(INNER, k - inner);
                int at0 = tb ? bo + first * k + inner : bo + inner * n + first;
                // Columns of a small b that lie side by side are read where they lie; the last few, and those of a
                // transpose or of a large b, are put together first.
                int straight = !tb && (long) k * n <= DIRECT ? columns & -8 : 0;
                if (straight < columns) {
                    packColumns(
                            depth,
                            columns - straight,
                            b,
                            tb ? at0 : at0 + straight,
                            tb ? k : n,
                            tb,
                            work,
                            block + straight * depth);
                }
                for (int i = 0; i < m; i += 4) {
                    int rows = Math.min(4, m - i);
                    boolean direct = !ta && rows == 4;
                    int source = ta ? ao + inner * m + i : ao + i * k + inner;
                    if (!direct) {
                        packRows(rows, depth, a, source, ta ? m : k, ta, work, strip);
                    }
                    for (int j = 0; j < columns; j += 8) {
                        int panel = block + j * depth;
                        int at = co + i * n + first + j;
                        int width = Math.min(8, columns - j);
                        boolean whole = rows == 4 && width == 8;
                        double[] out = c;
                        int to = at;
                        int stride = n;
                        if (!whole) {
                            for (int q = 0; q < rows; q++) {
                                System.arraycopy(c, at + q * n, work, 8 * q, width);
                            }
                            out = work;
                            to = 0;
                            stride = 8;
                        }
                        double[] right = j < straight ? b : work;
                        int rightAt = j < straight ? at0 + j : panel;
                        int rightStep = j < straight ? n : 8;
                        if (direct) {
                            tileOfRows(depth, a, source, k, right, rightAt, rightStep, out, to, stride);
                        } else {
                            tile(depth, work, strip, right, rightAt, rightStep, out, to, stride);
                        }
                        if (!whole) {
                            for (int q = 0; q < rows; q++) {
                                System.arraycopy(work, 8 * q, c, at + q * n, width);
                            }
                        }
                    }
                }
            }
        }
    }

    /** Columns of op(b) in panels of eight, each by rows, filled up with zeros. */
    private static void packColumns(
            int depth, int columns, double[] b, int from, int stride, boolean transposed, double[] to, int at) {
        for (int j = 0; j < columns; j += 8) {
            int panel = at + j * depth;
            int width = Math.min(8, columns - j);
            if (width < 8) {
                Arrays.fill(to, panel, panel + 8 * depth, 0);
            }
            if (transposed) {
                for (int q = 0; q < width; q++) {
                    int source = from + (j + q) * stride;
                    for (int l = 0; l < depth; l++) {
                        to[panel + 8 * l + q] = b[source + l];
                    }
                }
            } else if (width == 8) {
                for (int l = 0; l < depth; l++) {
                    int source = from + l * stride + j;
                    at(b, source).intoArray(to, panel + 8 * l);
                    at(b, source + 4).intoArray(to, panel + 8 * l + 4);
                }
            } else {
                for (int l = 0; l < depth; l++) {
                    for (int q = 0; q < width; q++) {
                        to[panel + 8 * l + q] = b[from + l * stride + j + q];
                    }
                }
            }
        }
    }

    /** Up to four rows of op(a), side by side, filled up with zeros; four only of a transpose. */
    private static void packRows(
            int rows, int depth, double[] a, int from, int stride, boolean transposed, double[] to, int at) {
        if (rows < 4) {
            Arrays.fill(to, at, at + 4 * depth, 0);
        }
        if (rows == 4) {
            for (int l = 0; l < depth; l++) {
                at(a, from + l * stride).intoArray(to, at + 4 * l);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int l = 0; l < depth; l++) {
                    to[at + 4 * l + i] = a[transposed ? from + l * stride + i : from + i * stride + l];
                }
            }
        }
    }

    /** Four rows by eight columns of c: eight sums that stay in registers. */
    private static void tile(
            int depth, double[] p, int strip, double[] b, int panel, int wide, double[] c, int c0, int stride) {
        int c1 = c0 + stride;
        int c2 = c1 + stride;
        int c3 = c2 + stride;
        DoubleVector s00 = at(c, c0);
        DoubleVector s01 = at(c, c0 + 4);
        DoubleVector s10 = at(c, c1);
        DoubleVector s11 = at(c, c1 + 4);
        DoubleVector s20 = at(c, c2);
        DoubleVector s21 = at(c, c2 + 4);
        DoubleVector s30 = at(c, c3);
        DoubleVector s31 = at(c, c3 + 4);
        for (int l = 0; l < depth; l++) {
            DoubleVector left = at(b, panel + wide * l);
            DoubleVector right = at(b, panel + wide * l + 4);
            DoubleVector x = all(p[strip + 4 * l]);
            s00 = left.fma(x, s00);
            s01 = right.fma(x, s01);
            x = all(p[strip + 4 * l + 1]);
            s10 = left.fma(x, s10);
            s11 = right.fma(x, s11);
            x = all(p[strip + 4 * l + 2]);
            s20 = left.fma(x, s20);
            s21 = right.fma(x, s21);
            x = all(p[strip + 4 * l + 3]);
            s30 = left.fma(x, s30);
            s31 = right.fma(x, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + 4);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + 4);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + 4);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + 4);
    }

    /** The same with four rows of a where they lie. */
    private static void tileOfRows(
            int depth, double[] a, int a0, int step, double[] b, int panel, int wide, double[] c, int c0, int stride) {
        int a1 = a0 + step;
        int a2 = a1 + step;
        int a3 = a2 + step;
        int c1 = c0 + stride;
        int c2 = c1 + stride;
        int c3 = c2 + stride;
        DoubleVector s00 = at(c, c0);
        DoubleVector s01 = at(c, c0 + 4);
        DoubleVector s10 = at(c, c1);
        DoubleVector s11 = at(c, c1 + 4);
        DoubleVector s20 = at(c, c2);
        DoubleVector s21 = at(c, c2 + 4);
        DoubleVector s30 = at(c, c3);
        DoubleVector s31 = at(c, c3 + 4);
        for (int l = 0; l < depth; l++) {
            DoubleVector left = at(b, panel + wide * l);
            DoubleVector right = at(b, panel + wide * l + 4);
            DoubleVector x = all(a[a0 + l]);
            s00 = left.fma(x, s00);
            s01 = right.fma(x, s01);
            x = all(a[a1 + l]);
            s10 = left.fma(x, s10);
            s11 = right.fma(x, s11);
            x = all(a[a2 + l]);
            s20 = left.fma(x, s20);
            s21 = right.fma(x, s21);
            x = all(a[a3 + l]);
            s30 = left.fma(x, s30);
            s31 = right.fma(x, s31);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + 4);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + 4);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + 4);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + 4);
    }

    private static DoubleVector power(DoubleVector x, int exponent) {
        DoubleVector result = x;
        for (int i = 1; i < exponent; i++) {
            result = result.mul(x);
        }
        return result;
    }

    private static DoubleVector difference(DoubleVector u, DoubleVector v, int depth) {
        return depth == 2 ? u.sub(v).mul(u.add(v)) : power(u, depth).sub(power(v, depth));
    }

    @Override
    public void powerDifference(int d, int depth, double[] theta, double[] w) {
        int end = d & -4;
        if (depth == 2) {
            for (int i = 0; i < end; i += 4) {
                difference(at(theta, i), at(theta, d + i), 2).intoArray(w, i);
            }
        } else {
            for (int i = 0; i < end; i += 4) {
                difference(at(theta, i), at(theta, d + i), depth).intoArray(w, i);
            }
        }
        for (int i = end; i < d; i++) {
            w[i] = ScalarKernels.difference(theta[i], theta[d + i], depth);
        }
    }

    @Override
    public void pullBackPowers(int d, int depth, double[] theta, double[] g, double[] out) {
        int end = d & -4;
        for (int i = 0; i < end; i += 4) {
            DoubleVector slope = at(g, i);
            power(at(theta, i), depth - 1).mul(depth).mul(slope).intoArray(out, i);
            power(at(theta, d + i), depth - 1).mul(-depth).mul(slope).intoArray(out, d + i);
        }
        for (int i = end; i < d; i++) {
            out[i] = depth * ScalarKernels.power(theta[i], depth - 1) * g[i];
            out[d + i] = -depth * ScalarKernels.power(theta[d + i], depth - 1) * g[i];
        }
    }

    @Override
    public void descendPowers(int d, int depth, double eta, double[] theta, double[] g, double[] w) {
        int end = d & -4;
        switch (depth) {
            case 2 -> descend2(end, d, eta, theta, g, w);
            case 3 -> descend3(end, d, eta, theta, g, w);
            case 4 -> descend4(end, d, eta, theta, g, w);
            default -> {
                for (int i = 0; i < end; i += 4) {
                    descend(i, d, depth, eta, theta, g, w);
                }
            }
        }
        ScalarKernels.descendPowers(end, d, depth, eta, theta, g, w);
    }

    // The depth as a constant of each loop, so that the powers unroll.

    private static void descend2(int end, int d, double eta, double[] theta, double[] g, double[] w) {
        for (int i = 0; i < end; i += 4) {
            descend(i, d, 2, eta, theta, g, w);
        }
    }

    private static void descend3(int end, int d, double eta, double[] theta, double[] g, double[] w) {
        for (int i = 0; i < end; i += 4) {
            descend(i, d, 3, eta, theta, g, w);
        }
    }

    private static void descend4(int end, int d, double eta, double[] theta, double[] g, double[] w) {
        for (int i = 0; i < end; i += 4) {
            descend(i, d, 4, eta, theta, g, w);
        }
    }

    private static void descend(int i, int d, int depth, double eta, double[] theta, double[] g, double[] w) {
        DoubleVector slope = at(g, i);
        DoubleVector u = at(theta, i);
        DoubleVector v = at(theta, d + i);
        u = u.add(power(u, depth - 1).mul(depth).mul(slope).mul(-eta));
        v = v.add(power(v, depth - 1).mul(-depth).mul(slope).mul(-eta));
        u.intoArray(theta, i);
        v.intoArray(theta, d + i);
        difference(u, v, depth).intoArray(w, i);
    }
}
