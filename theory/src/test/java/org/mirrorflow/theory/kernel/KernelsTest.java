package org.mirrorflow.theory.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every implementation owes: the value that EJML gives, to rounding, and the bits of every other one. */
class KernelsTest {

    /** Bound of the difference from EJML relative to the sum of the absolute products. */
    private static final double ROUNDING = 1e-13;

    private static final ScalarKernels PLAIN = new ScalarKernels();

    private static final int[][] SHAPES = {
        {0, 0, 0},
        {0, 3, 2},
        {3, 0, 2},
        {1, 1, 1},
        {1, 7, 5},
        {5, 7, 1},
        {4, 1, 9},
        {3, 5, 7},
        {4, 8, 8},
        {5, 9, 17},
        {8, 16, 12},
        {13, 300, 11},
        {9, 37, 133},
        {67, 3, 131}
    };

    static Stream<Kernels> implementations() {
        return Stream.of(PLAIN, new VectorKernels());
    }

    @Test
    void theMachineOfTheTestsHasTheVectorModule() {
        assertTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    }

    private static double[] draw(Random random, int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    private static DMatrixRMaj matrix(int rows, int columns, double[] data, int from) {
        return new DMatrixRMaj(rows, columns, true, Arrays.copyOfRange(data, from, from + rows * columns));
    }

    private static double[] absolute(double[] x) {
        return Arrays.stream(x).map(Math::abs).toArray();
    }

    /** c + op(a)·op(b) by EJML. */
    private static DMatrixRMaj product(
            int m, int k, int n, double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co) {
        DMatrixRMaj out = matrix(m, n, c, co);
        DMatrixRMaj left = ta ? matrix(k, m, a, ao) : matrix(m, k, a, ao);
        DMatrixRMaj right = tb ? matrix(n, k, b, bo) : matrix(k, n, b, bo);
        if (m * n * k > 0) {
            DMatrixRMaj l = ta ? CommonOps_DDRM.transpose(left, null) : left;
            DMatrixRMaj r = tb ? CommonOps_DDRM.transpose(right, null) : right;
            CommonOps_DDRM.multAdd(l, r, out);
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addsProductsOfEveryShapeFromAnyPlaceInAnArray(Kernels kernels) {
        Random random = new Random(1);
        for (int[] shape : SHAPES) {
            int m = shape[0];
            int k = shape[1];
            int n = shape[2];
            for (int flags = 0; flags < 4; flags++) {
                boolean ta = (flags & 1) > 0;
                boolean tb = (flags & 2) > 0;
                double[] a = draw(random, m * k + 3);
                double[] b = draw(random, k * n + 2);
                double[] c = draw(random, m * n + 6);
                double[] got = c.clone();
                kernels.addProduct(m, k, n, a, 3, ta, b, 1, tb, got, 2);
                DMatrixRMaj expected = product(m, k, n, a, 3, ta, b, 1, tb, c, 2);
                DMatrixRMaj scale = product(m, k, n, absolute(a), 3, ta, absolute(b), 1, tb, absolute(c), 2);
                for (int i = 0; i < m * n; i++) {
                    assertEquals(expected.data[i], got[2 + i], ROUNDING * scale.data[i]);
                }
                for (int i : new int[] {0, 1, m * n + 2, m * n + 3, m * n + 4, m * n + 5}) {
                    assertEquals(c[i], got[i], "beyond the product");
                }
                double[] plain = c.clone();
                PLAIN.addProduct(m, k, n, a, 3, ta, b, 1, tb, plain, 2);
                assertArrayEquals(plain, got);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void passesOnceOverTheRows(Kernels kernels) {
        Random random = new Random(2);
        for (int[] shape :
                new int[][] {{0, 5}, {3, 0}, {1, 1}, {1, 9}, {7, 3}, {8, 4}, {13, 21}, {40, 33}, {9, 3101}}) {
            int n = shape[0];
            int d = shape[1];
            double[] z = draw(random, n * d + 1);
            double[] w = draw(random, d);
            double[] y = draw(random, n + 2);
            double[] g = draw(random, d + 1);
            DMatrixRMaj design = matrix(n, d, z, 1);
            DMatrixRMaj r = new DMatrixRMaj(n, 1);
            DMatrixRMaj slope = new DMatrixRMaj(d, 1);
            if (n * d > 0) {
                CommonOps_DDRM.mult(design, new DMatrixRMaj(w), r);
            }
            for (int i = 0; i < n; i++) {
                r.data[i] -= y[2 + i];
            }
            if (n * d > 0) {
                CommonOps_DDRM.multTransA(design, r, slope);
            }
            double expected = Arrays.stream(r.data).map(x -> x * x).sum();

            double[] got = g.clone();
            double sum = kernels.residualGradient(n, d, z, 1, w, y, 2, got, 1);

            double size = 1 + d * (1.0 + n);
            assertEquals(expected, sum, ROUNDING * size);
            for (int j = 0; j < d; j++) {
                assertEquals(g[1 + j] + slope.data[j], got[1 + j], ROUNDING * size);
            }
            assertEquals(g[0], got[0]);
            assertEquals(sum, kernels.residualGradient(n, d, z, 1, w, y, 2, null, 0));
            double[] plain = g.clone();
            assertEquals(PLAIN.residualGradient(n, d, z, 1, w, y, 2, plain, 1), sum);
            assertArrayEquals(plain, got);

            double[] residuals = new double[n];
            kernels.addMatrixVector(n, d, z, 1, w, 0, residuals, 0);
            for (int i = 0; i < n; i++) {
                residuals[i] -= y[2 + i];
            }
            double[] apart = g.clone();
            kernels.addTransposed(n, d, z, 1, residuals, 0, apart, 1);
            assertArrayEquals(apart, got, "the one pass equals its two parts");
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void vectorsOfAnyLength(Kernels kernels) {
        Random random = new Random(3);
        for (int n : new int[] {0, 1, 3, 4, 8, 15, 130}) {
            double[] x = draw(random, n + 1);
            double[] y = draw(random, n + 2);
            double dot = 0;
            double largest = 0;
            double[] sum = y.clone();
            for (int i = 0; i < n; i++) {
                dot += x[1 + i] * y[2 + i];
                sum[2 + i] += -0.7 * x[1 + i];
                largest = Math.max(largest, Math.abs(x[1 + i]));
            }
            assertEquals(dot, kernels.dot(n, x, 1, y, 2), ROUNDING * (1 + n));
            assertEquals(PLAIN.dot(n, x, 1, y, 2), kernels.dot(n, x, 1, y, 2));
            assertEquals(largest, kernels.largest(n, x, 1));
            double[] passed = y.clone();
            kernels.rectify(n, x, 1, passed, 2);
            double[] gated = y.clone();
            kernels.passWherePositive(n, x, 1, gated, 2);
            for (int i = 0; i < n; i++) {
                assertEquals(Math.max(x[1 + i], 0), passed[2 + i]);
                assertEquals(x[1 + i] > 0 ? y[2 + i] : 0, gated[2 + i]);
            }
            double[] got = y.clone();
            kernels.addScaled(n, -0.7, x, 1, got, 2);
            assertArrayEquals(sum, got, ROUNDING);
            if (n > 0) {
                x[n] = Double.NaN;
                assertEquals(Double.NaN, kernels.largest(n, x, 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void theSoftMaximumSumsToOne(Kernels kernels) {
        Random random = new Random(6);
        for (int n : new int[] {0, 1, 4, 7, 130}) {
            double[] x = random.doubles(n + 2, -30, 5).toArray();
            if (n > 6) {
                x[3] = -800;
                x[5] = Double.NEGATIVE_INFINITY;
            }
            double most = Arrays.stream(x, 1, n + 1).max().orElse(0);
            double total = Arrays.stream(x, 1, n + 1)
                    .map(each -> Math.exp(each - most))
                    .sum();
            double[] got = x.clone();
            kernels.softMax(n, got, 1);
            for (int i = 1; i <= n; i++) {
                double expected = Math.exp(x[i] - most) / total;
                assertEquals(expected, got[i], (8 + n) * Math.ulp(expected));
            }
            assertEquals(x[0], got[0]);
            assertEquals(x[n + 1], got[n + 1]);
            double[] plain = x.clone();
            PLAIN.softMax(n, plain, 1);
            assertArrayEquals(plain, got);
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void descendsOnPowersAsInThreeSteps(Kernels kernels) {
        Random random = new Random(4);
        for (int depth = 2; depth <= 5; depth++) {
            for (int d : new int[] {0, 1, 4, 11}) {
                double[] theta = draw(random, 2 * d);
                double[] g = draw(random, d);
                double[] slope = new double[2 * d];
                double[] expected = theta.clone();
                PLAIN.pullBackPowers(d, depth, theta, g, slope);
                for (int i = 0; i < d; i++) {
                    assertEquals(depth * Math.pow(theta[i], depth - 1) * g[i], slope[i], ROUNDING);
                    assertEquals(-depth * Math.pow(theta[d + i], depth - 1) * g[i], slope[d + i], ROUNDING);
                }
                for (int i = 0; i < 2 * d; i++) {
                    expected[i] += -0.1 * slope[i];
                }
                double[] w = new double[d];
                PLAIN.powerDifference(d, depth, expected, w);
                for (int i = 0; i < d; i++) {
                    assertEquals(Math.pow(expected[i], depth) - Math.pow(expected[d + i], depth), w[i], ROUNDING);
                }

                double[] moved = theta.clone();
                double[] reached = new double[d];
                kernels.descendPowers(d, depth, 0.1, moved, g, reached);
                assertArrayEquals(expected, moved);
                assertArrayEquals(w, reached);
                double[] again = new double[2 * d];
                kernels.pullBackPowers(d, depth, theta, g, again);
                assertArrayEquals(slope, again);
                double[] difference = new double[d];
                kernels.powerDifference(d, depth, moved, difference);
                assertArrayEquals(w, difference);
            }
        }
    }

    @Test
    void aTeamOfAnySizeDoesEveryPartOnceAndHasTheSameBits() {
        int n = 803;
        int d = 700;
        assertTrue(n * d >= RowBlocks.DIVIDED);
        Random random = new Random(5);
        double[] z = draw(random, n * d);
        double[] w = draw(random, d);
        double[] y = draw(random, n);
        double[] g = new double[d];
        double sum = RowBlocks.residualGradient(n, d, z, w, y, g);
        double[] whole = new double[d];
        assertEquals(PLAIN.residualGradient(n, d, z, 0, w, y, 0, whole, 0), sum, ROUNDING * n * d);
        assertArrayEquals(whole, g, ROUNDING * n * d);
        for (int helpers : new int[] {0, 1, 3}) {
            Team team = new Team(helpers);
            for (int round = 0; round < 3; round++) {
                double[] again = new double[d];
                assertEquals(sum, new RowBlocks.Parts(team).compute(n, d, z, w, y, again));
                assertArrayEquals(g, again, "with " + helpers + " helpers");
            }
        }
    }

    @Test
    void aTeamThatIsBusyLeavesTheWorkToTheCaller() throws InterruptedException {
        Team team = new Team(1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Thread other = new Thread(() -> team.run(1, p -> {
            entered.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        other.start();
        entered.await();
        Thread caller = Thread.currentThread();
        AtomicIntegerArray done = new AtomicIntegerArray(5);
        team.run(5, p -> {
            assertEquals(caller, Thread.currentThread());
            done.incrementAndGet(p);
        });
        free.countDown();
        other.join();
        for (int p = 0; p < 5; p++) {
            assertEquals(1, done.get(p));
        }
    }
}
