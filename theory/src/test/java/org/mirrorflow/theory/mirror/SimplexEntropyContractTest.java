package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.SeededRandom;

/** The contract of mirror maps along the simplex, on which points and directions cannot be chosen freely. */
class SimplexEntropyContractTest {

    static final String CONSTRAINED = "simplex-entropy";

    private static final int D = 5;

    private static MirrorMap map() {
        MirrorMapFamily family =
                Catalogue.of(MirrorMapFamily.class, "mirror map").get(CONSTRAINED);
        return family.create(Settings.defaults(family.parameters()), Layout.vector(D));
    }

    /** A point of the simplex whose coordinates differ by orders of magnitude. */
    private static double[] point(SeededRandom random) {
        double[] x = new double[D];
        double sum = 0;
        for (int i = 0; i < D; i++) {
            x[i] = Math.exp(3 * random.nextGaussian());
            sum += x[i];
        }
        for (int i = 0; i < D; i++) {
            x[i] /= sum;
        }
        return x;
    }

    /** A direction within the simplex along which no coordinate changes by more than its own size at x. */
    private static double[] tangent(double[] x, SeededRandom random) {
        double[] v = new double[D];
        double mean = 0;
        for (int i = 0; i < D; i++) {
            v[i] = random.nextGaussian();
            mean += x[i] * v[i];
        }
        for (int i = 0; i < D; i++) {
            v[i] = x[i] * (v[i] - mean);
        }
        return v;
    }

    @Test
    void theMirrorIsUndoneAndUndoesUpToAConstant() {
        MirrorMap map = map();
        SeededRandom random = new SeededRandom(1, "points");
        for (int trial = 0; trial < 50; trial++) {
            double[] x = point(random);
            double[] eta = new double[D];
            double[] back = new double[D];
            map.gradient(x, eta);
            map.conjugateGradient(eta, back);
            double shift = 100 * random.nextGaussian();
            double[] shifted = Arrays.stream(eta).map(each -> each + shift).toArray();
            double[] same = new double[D];
            double[] again = new double[D];
            map.conjugateGradient(shifted, same);
            map.gradient(same, again);
            for (int i = 0; i < D; i++) {
                assertEquals(x[i], back[i], 1e-13 * x[i]);
                assertEquals(x[i], same[i], 1e-12 * x[i]);
                assertEquals(shifted[i] - shifted[0], again[i] - again[0], 1e-12 * (1 + Math.abs(shift)));
            }
            assertEquals(map.conjugate(eta) + shift, map.conjugate(shifted), 1e-12 * (1 + Math.abs(shift)));
            assertTrue(map.contains(same) && map.containsDual(shifted));
        }
        // Dual points that a naive sum of exponentials would not survive.
        double[] far = {1e5, 1e5 + Math.log(3), -1e300, 0, 1e5 - 745};
        map.conjugateGradient(far, far);
        assertEquals(0.25, far[0], 1e-10);
        assertEquals(0.75, far[1], 1e-10);
        assertEquals(0, far[2]);
    }

    @Test
    void fenchelYoungHoldsWithEqualityAtTheMirrorAndStrictlyElsewhere() {
        MirrorMap map = map();
        SeededRandom random = new SeededRandom(2, "points");
        for (int trial = 0; trial < 50; trial++) {
            double[] x = point(random);
            double[] z = point(random);
            double[] eta = new double[D];
            map.gradient(x, eta);
            double shift = random.nextGaussian();
            Arrays.setAll(eta, i -> eta[i] + shift);
            assertEquals(dot(eta, x), map.value(x) + map.conjugate(eta), 1e-13 * (1 + Math.abs(map.value(x))));
            assertTrue(map.value(z) + map.conjugate(eta) > dot(eta, z));
        }
    }

    @Test
    void derivativesAlongTheSimplexAgreeWithFiniteDifferences() {
        MirrorMap map = map();
        SeededRandom random = new SeededRandom(3, "points");
        for (int trial = 0; trial < 20; trial++) {
            double[] x = point(random);
            double[] v = tangent(x, random);
            double[] u = tangent(x, random);
            double[] eta = new double[D];
            double[] hv = new double[D];
            double[] hu = new double[D];
            map.gradient(x, eta);
            map.hessianTimes(x, v, hv);
            map.hessianTimes(x, u, hu);
            assertEquals(dot(eta, v), slope(s -> map.value(along(x, s, v)), 1e-3), 1e-9);
            double[] mirrored = new double[D];
            double[] back = new double[D];
            // A constant added to a dual direction is not seen.
            map.conjugateHessianTimes(
                    eta, Arrays.stream(hv).map(each -> each + 3).toArray(), back);
            for (int i = 0; i < D; i++) {
                int coordinate = i;
                assertEquals(v[i], back[i], 1e-12 * (1 + Math.abs(v[i])));
                double rate = slope(
                        s -> {
                            map.gradient(along(x, s, v), mirrored);
                            return mirrored[coordinate];
                        },
                        1e-3);
                assertEquals(hv[i], rate, 1e-8);
                double undone = slope(
                        s -> {
                            map.conjugateGradient(along(eta, s, hv), mirrored);
                            return mirrored[coordinate];
                        },
                        1e-3);
                assertEquals(v[i], undone, 1e-8);
            }
            assertEquals(dot(x, hu), slope(s -> map.conjugate(along(eta, s, hu)), 1e-3), 1e-9);
            assertEquals(dot(u, hv), dot(v, hu), 1e-12 * (dot(u, hu) + dot(v, hv)), "symmetric");
            assertTrue(dot(v, hv) > 0, "positive definite");
        }
    }

    @Test
    void theDivergenceIsThatOfKullbackAndLeibler() {
        MirrorMap map = map();
        SeededRandom random = new SeededRandom(4, "points");
        for (int trial = 0; trial < 50; trial++) {
            double[] x = point(random);
            double[] y = point(random);
            double[] atX = new double[D];
            double[] atY = new double[D];
            map.gradient(x, atX);
            map.gradient(y, atY);
            double leibler = 0;
            for (int i = 0; i < D; i++) {
                leibler += x[i] * Math.log(x[i] / y[i]);
            }
            double scale = 1e-12 * (1 + leibler);
            assertEquals(leibler, map.bregman(x, y), scale);
            assertEquals(map.value(x) - map.value(y) - dot(atY, x) + dot(atY, y), map.bregman(x, y), scale);
            // D_R(x, y) = D_R*(∇R(y), ∇R(x))
            assertEquals(map.conjugate(atY) - map.conjugate(atX) - dot(x, atY) + dot(x, atX), map.bregman(x, y), scale);
            assertEquals(0, map.bregman(x, x));
            double[] v = tangent(y, random);
            double[] hv = new double[D];
            map.hessianTimes(y, v, hv);
            for (double h : new double[] {1e-3, 1e-5, 1e-7}) {
                assertEquals(1, map.bregman(along(y, h, v), y) / (0.5 * h * h * dot(v, hv)), 10 * h + 1e-7);
            }
        }
        // Two halves against a quarter and three: ½ log 2 + ½ log ⅔.
        assertEquals(
                0.5 * Math.log(4.0 / 3),
                new SimplexEntropy(2).bregman(new double[] {0.5, 0.5}, new double[] {0.25, 0.75}),
                1e-15);
    }

    @Test
    void restsAtTheUniformDistributionWithNothingToBalance() {
        MirrorMap map = map();
        SeededRandom random = new SeededRandom(5, "points");
        double[] rest = new double[D];
        map.restPoint(rest);
        assertEquals(-Math.log(D), map.value(rest), 1e-14);
        for (int trial = 0; trial < 20; trial++) {
            double[] x = point(random);
            double[] eta = new double[D];
            map.gradient(x, eta);
            assertTrue(map.value(x) > map.value(rest));
            assertEquals(0, map.balance(x));
            assertEquals(map.conjugate(eta), map.balance(x), 1e-14);
        }
        assertInstanceOf(HorizonFunction.None.class, map.horizon());
    }

    @Test
    void outsideTheSimplexNothingIsANumber() {
        MirrorMap map = map();
        double[] inside = {0.2, 0.2, 0.2, 0.2, 0.2};
        for (double[] x : new double[][] {
            {0.5, 0.5, 0, 0, 0},
            {0.5, 0.6, -0.3, 0.1, 0.1},
            {0.2, 0.2, 0.2, 0.2, 0.3},
            {0.2, 0.2, 0.2, 0.2, Double.NaN}
        }) {
            double[] out = new double[D];
            assertFalse(map.contains(x));
            assertTrue(Double.isNaN(map.value(x)) && Double.isNaN(map.balance(x)));
            assertTrue(Double.isNaN(map.bregman(x, inside)) && Double.isNaN(map.bregman(inside, x)));
            map.gradient(x, out);
            assertTrue(Arrays.stream(out).allMatch(Double::isNaN));
            map.hessianTimes(x, inside, out);
            assertTrue(Arrays.stream(out).allMatch(Double::isNaN));
        }
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] eta = {0, wrong, 0, 0, 0};
            assertFalse(map.containsDual(eta));
            assertTrue(Double.isNaN(map.conjugate(eta)));
            map.conjugateGradient(eta, eta);
            assertTrue(Arrays.stream(eta).anyMatch(Double::isNaN));
        }
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> map.gradient(new double[3], new double[3]));
        assertTrue(wrong.getMessage().contains("5") && wrong.getMessage().contains("3"));
        assertThrows(IllegalArgumentException.class, () -> new SimplexEntropy(1));
        InvalidSettingException point = assertThrows(
                InvalidSettingException.class,
                () -> new SimplexEntropy.Family().create(Settings.defaults(java.util.List.of()), Layout.vector(1)));
        assertEquals("kind", point.setting());
    }

    /** Mirror flow of ⟨c, x⟩ is linear in the dual; in the primal it is ẋ = −x⊙(c − ⟨c, x⟩), integrated by another method. */
    @Test
    void mirrorFlowIsTheReplicatorDynamics() {
        MirrorMap map = map();
        double[] c = {0.3, -1.2, 0.8, 2, -0.7};
        double[] x = point(new SeededRandom(6, "points"));
        double[] eta = new double[D];
        map.gradient(x, eta);
        double[] replicated = x.clone();
        double h = 1e-3;
        for (int k = 0; k < 2000; k++) {
            double[] k1 = replicator(c, replicated);
            double[] k2 = replicator(c, along(replicated, h / 2, k1));
            double[] k3 = replicator(c, along(replicated, h / 2, k2));
            double[] k4 = replicator(c, along(replicated, h, k3));
            for (int i = 0; i < D; i++) {
                replicated[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }
        double[] end = new double[D];
        map.conjugateGradient(along(eta, -2, c), end);
        assertArrayEquals(replicated, end, 1e-11);
        // xᵢ(t) ∝ xᵢ(0) exp(−cᵢt)
        double sum = 0;
        for (int i = 0; i < D; i++) {
            sum += x[i] * Math.exp(-2 * c[i]);
        }
        for (int i = 0; i < D; i++) {
            assertEquals(x[i] * Math.exp(-2 * c[i]) / sum, end[i], 1e-14);
        }
    }

    private static double[] replicator(double[] c, double[] x) {
        double mean = dot(c, x);
        double[] rate = new double[D];
        Arrays.setAll(rate, i -> -x[i] * (c[i] - mean));
        return rate;
    }

    private static double[] along(double[] x, double s, double[] v) {
        double[] sum = x.clone();
        for (int i = 0; i < x.length; i++) {
            sum[i] += s * v[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Central difference of fourth order at 0. */
    private static double slope(DoubleUnaryOperator f, double h) {
        double near = f.applyAsDouble(h) - f.applyAsDouble(-h);
        double far = f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h);
        return (8 * near - far) / (12 * h);
    }
}
