package org.mirrorflow.theory.descent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.SeededRandom;

/** What every geometry of descent satisfies. */
class DescentGeometryContractTest {

    static Stream<Named<DescentGeometry>> geometries() {
        Layout mixed = Layout.of(new Block("A", 3, 5), new Block("b", 4, 1), new Block("C", 4, 2));
        return Stream.of(
                Named.of("sign", LpGeometry.sign(9)),
                Named.of("q = 1.25", new LpGeometry(9, 1.25)),
                Named.of("q = 1.5", new LpGeometry(9, 1.5)),
                Named.of("euclidean", new LpGeometry(9, 2)),
                Named.of("q = 3", new LpGeometry(9, 3)),
                Named.of("spectral", SpectralGeometry.exact(mixed)),
                Named.of("spectral, one matrix", SpectralGeometry.exact(Layout.matrix(4, 4))),
                Named.of(
                        "spectral by Newton-Schulz",
                        SpectralGeometry.with(mixed, (m, n) -> NewtonSchulz.convergent(m, n, 60))));
    }

    private static double[] gaussian(int length, long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[] x = new double[length];
        for (int i = 0; i < length; i++) {
            x[i] = random.nextGaussian();
        }
        return x;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void fieldAndDirectionMeetTheirDefinition(DescentGeometry geometry) {
        double q = geometry.degree();
        for (long seed = 1; seed <= 8; seed++) {
            double[] g = gaussian(geometry.dimension(), seed);
            double dual = geometry.dualNorm(g);
            double[] field = new double[g.length];
            geometry.field(g, field);
            assertEquals(Math.pow(dual, q), dot(g, field), 1e-11 * Math.pow(dual, q), "⟨g, φ(g)⟩");
            assertEquals(Math.pow(dual, q - 1), geometry.norm(field), 1e-11 * Math.pow(dual, q - 1), "‖φ(g)‖");
            double[] direction = new double[g.length];
            geometry.direction(g, direction);
            assertEquals(1, geometry.norm(direction), 1e-11, "‖d(g)‖");
            assertEquals(dual, dot(g, direction), 1e-11 * dual, "⟨g, d(g)⟩");
        }
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void noUnitVectorDescendsFaster(DescentGeometry geometry) {
        double[] g = gaussian(geometry.dimension(), 77);
        double dual = geometry.dualNorm(g);
        double[] best = new double[g.length];
        geometry.direction(g, best);
        for (long seed = 100; seed < 300; seed++) {
            double[] v = gaussian(g.length, seed);
            // Half of them near the optimum, where a wrong direction would be overtaken.
            for (int i = 0; i < v.length && seed % 2 == 0; i++) {
                v[i] = best[i] + 0.05 * v[i];
            }
            assertTrue(dot(g, v) / geometry.norm(v) <= dual * (1 + 1e-12), "Hölder's inequality, seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void normsAreNorms(DescentGeometry geometry) {
        double[] x = gaussian(geometry.dimension(), 5);
        double[] y = gaussian(geometry.dimension(), 6);
        double[] sum = new double[x.length];
        double[] scaled = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = x[i] + y[i];
            scaled[i] = -3 * x[i];
        }
        assertTrue(geometry.norm(sum) <= geometry.norm(x) + geometry.norm(y));
        assertTrue(geometry.dualNorm(sum) <= geometry.dualNorm(x) + geometry.dualNorm(y));
        assertEquals(3 * geometry.norm(x), geometry.norm(scaled), 1e-12);
        assertEquals(3 * geometry.dualNorm(x), geometry.dualNorm(scaled), 1e-12 * geometry.dualNorm(scaled));
        double[] phi = new double[x.length];
        double[] phiScaled = new double[x.length];
        geometry.field(x, phi);
        geometry.field(scaled, phiScaled);
        for (int i = 0; i < x.length; i++) {
            assertEquals(-Math.pow(3, geometry.degree() - 1) * phi[i], phiScaled[i], 1e-11, "homogeneous and odd");
        }
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void theDualNormsPowerHasTheFieldAsGradient(DescentGeometry geometry) {
        double[] g = gaussian(geometry.dimension(), 12);
        double[] field = new double[g.length];
        geometry.field(g, field);
        double q = geometry.degree();
        double h = 1e-6;
        for (int i = 0; i < g.length; i++) {
            double[] plus = g.clone();
            double[] minus = g.clone();
            plus[i] += h;
            minus[i] -= h;
            double slope = (Math.pow(geometry.dualNorm(plus), q) - Math.pow(geometry.dualNorm(minus), q)) / (2 * h * q);
            assertEquals(field[i], slope, 1e-6, "coordinate " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void zeroStaysAndShapesAreNamed(DescentGeometry geometry) {
        double[] out = gaussian(geometry.dimension(), 3);
        geometry.field(new double[geometry.dimension()], out);
        assertArrayEquals(new double[geometry.dimension()], out);
        geometry.direction(new double[geometry.dimension()], out);
        assertArrayEquals(new double[geometry.dimension()], out);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> geometry.dualNorm(new double[geometry.dimension() + 1]))
                .getMessage();
        assertTrue(message.contains(String.valueOf(geometry.dimension() + 1)), message);
        double[] x = gaussian(geometry.dimension(), 9);
        double[] apart = new double[x.length];
        geometry.field(x, apart);
        geometry.field(x, x);
        assertArrayEquals(apart, x, "the output may be the input");
    }

    @Test
    void handCases() {
        double[] out = new double[2];
        LpGeometry g = new LpGeometry(2, 1.5);
        g.field(new double[] {4, -9}, out);
        assertArrayEquals(new double[] {2, -3}, out, 1e-15);
        assertEquals(Math.pow(35, 2.0 / 3), g.dualNorm(new double[] {4, -9}), 1e-13);
        assertEquals(3, g.p(), 1e-15);
        assertEquals(1e300, LpGeometry.sign(2).norm(new double[] {1e300, -3}));
        assertEquals(5e300, new LpGeometry(2, 2).norm(new double[] {3e300, 4e300}), 1e286);
        double[] rotation = new double[4];
        SpectralGeometry spectral = SpectralGeometry.exact(Layout.matrix(2, 2));
        spectral.field(new double[] {0, 3, -2, 0}, rotation);
        assertArrayEquals(new double[] {0, 1, -1, 0}, rotation, 1e-15);
        assertEquals(5, spectral.dualNorm(new double[] {0, 3, -2, 0}), 1e-14);
        assertThrows(IllegalArgumentException.class, () -> new LpGeometry(2, 0.9));
    }

    @Test
    void jacobiAgreesWithEjmlAndNewtonSchulzWithBoth() {
        for (int[] shape : new int[][] {{6, 3}, {3, 6}, {5, 5}, {1, 4}, {4, 1}}) {
            int m = shape[0];
            int n = shape[1];
            double[] a = gaussian(m * n, 31 + m);
            SimpleSVD<SimpleMatrix> svd = new SimpleMatrix(m, n, true, a).svd(true);
            double[] expected = svd.getU().mult(svd.getV().transpose()).getDDRM().data;
            double[] out = new double[m * n];
            SingularValues own = new SingularValues(m, n);
            own.apply(a, 0, out);
            assertArrayEquals(expected, out, 1e-12, m + "×" + n);
            double[] values = new double[own.count()];
            for (int k = 0; k < values.length; k++) {
                values[k] = own.value(k);
            }
            java.util.Arrays.sort(values);
            for (int k = 0; k < values.length; k++) {
                assertEquals(svd.getSingleValue(values.length - 1 - k), values[k], 1e-13);
            }
            NewtonSchulz.convergent(m, n, 60).apply(a, 0, out);
            assertArrayEquals(expected, out, 1e-11);
        }
    }

    @Test
    void ofARankDeficientMatrixOnlyTheRangeIsTurned() {
        // (1 2; 2 4) = 5 · (1 2)ᵀ/√5 · (1 2)/√5.
        double[] out = new double[4];
        new SingularValues(2, 2).apply(new double[] {1, 2, 2, 4}, 0, out);
        assertArrayEquals(new double[] {0.2, 0.4, 0.4, 0.8}, out, 1e-14);
    }

    /** Third order: near 1 the error is cubed, (15s − 10s³ + 3s⁵)/8 − 1 ≈ (5/2)(s − 1)³; Muon's steps stay off by up to 0.3. */
    @Test
    void newtonSchulzConvergesWithOrderThreeAndMuonsDoesNot() {
        double s = 0.2;
        double stretch = 1 / Math.hypot(s, 1);
        double[] before = {s * stretch, 0, 0, stretch};
        double[] out = new double[4];
        double previous = 1;
        double ratio = Double.NaN;
        for (int k = 1; k <= 9; k++) {
            NewtonSchulz.convergent(2, 2, k).apply(before, 0, out);
            double error = Math.abs(out[0] - 1);
            if (previous < 0.1 && error > 1e-12) {
                ratio = error / Math.pow(previous, 3);
            }
            previous = error;
        }
        assertEquals(2.5, ratio, 0.6);
        assertEquals(0, previous, 1e-14);
        double[] g = gaussian(36, 8);
        double[] fast = new double[36];
        NewtonSchulz.fast(6, 6, 5).apply(g, 0, fast);
        SingularValues values = new SingularValues(6, 6);
        values.decompose(fast, 0);
        double worst = 0;
        for (int k = 0; k < 6; k++) {
            worst = Math.max(worst, Math.abs(values.value(k) - 1));
        }
        assertTrue(worst > 0.02 && worst < 0.6, "off by " + worst);
    }
}
