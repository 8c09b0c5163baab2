package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.matrix.SingularValues;
import org.mirrorflow.theory.matrix.SymmetricEigen;
import org.mirrorflow.theory.weights.Layout;

/** What every spectral map in the catalogue must satisfy. */
class SpectralMapContractTest {

    static final Set<String> SPECTRAL = Set.of("spectral-hyperbolic-entropy", "schatten", "von-neumann", "log-det");

    static Stream<SpectralMirrorMap> maps() {
        List<SpectralMirrorMap> maps = new ArrayList<>();
        for (String id : SPECTRAL.stream().sorted().toList()) {
            MirrorMapFamily family =
                    Catalogue.of(MirrorMapFamily.class, "mirror map").get(id);
            List<Map<String, Object>> settings = switch (id) {
                case "spectral-hyperbolic-entropy" -> List.of(Map.of(), Map.of("beta", 1.0), Map.of("beta", 1e-3));
                case "schatten" -> List.of(Map.of(), Map.of("p", 2.0), Map.of("p", 3.5));
                default -> List.of(Map.of());
            };
            for (Map<String, Object> given : settings) {
                for (int[] shape : new int[][] {{3, 3}, {2, 4}, {4, 2}}) {
                    Settings all = Settings.of(family.parameters(), given);
                    try {
                        maps.add(assertInstanceOf(
                                SpectralMirrorMap.class, family.create(all, Layout.matrix(shape[0], shape[1]))));
                    } catch (InvalidSettingException symmetric) {
                        assertTrue(
                                shape[0] != shape[1] && symmetric.getMessage().contains("square"));
                    }
                }
            }
        }
        return maps.stream();
    }

    /** A point of the domain: any matrix, or a symmetric one with positive eigenvalues. */
    private static double[] point(SpectralMirrorMap map, Random random) {
        int n = map.rows();
        int m = map.columns();
        double[] x = random.doubles((long) n * m, -1.5, 1.5).toArray();
        if (map instanceof EigenvalueMap) {
            double[] square = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int k = 0; k < n; k++) {
                        square[i * n + j] += x[i * n + k] * x[j * n + k];
                    }
                    square[i * n + j] += i == j ? 0.05 : 0;
                }
            }
            return square;
        }
        return x;
    }

    private static double[] direction(SpectralMirrorMap map, Random random) {
        double[] v = random.doubles(map.dimension(), -1, 1).toArray();
        if (map instanceof EigenvalueMap) {
            int n = map.rows();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    v[i * n + j] = v[j * n + i];
                }
            }
        }
        return v;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] moved(double[] x, double h, double[] v) {
        double[] out = x.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += h * v[i];
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("maps")
    void inverseMirrorUndoesTheMirrorAndFenchelYoungIsTight(SpectralMirrorMap map) {
        Random random = new Random(1);
        for (int trial = 0; trial < 30; trial++) {
            double[] x = point(map, random);
            assertTrue(map.contains(x));
            double[] eta = new double[x.length];
            double[] back = new double[x.length];
            map.gradient(x, eta);
            assertTrue(map.containsDual(eta));
            map.conjugateGradient(eta, back);
            assertArrayEquals(x, back, 1e-9);
            assertEquals(dot(x, eta), map.value(x) + map.conjugate(eta), 1e-12 * (1 + Math.abs(dot(x, eta))));
            double[] other = point(map, random);
            assertTrue(map.value(other) + map.conjugate(eta) > dot(other, eta), "strict elsewhere");
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void gradientAndHessiansAreDerivatives(SpectralMirrorMap map) {
        Random random = new Random(2);
        double h = 1e-4;
        for (int trial = 0; trial < 20; trial++) {
            double[] x = point(map, random);
            double[] v = direction(map, random);
            double[] eta = new double[x.length];
            map.gradient(x, eta);
            double slope = (8 * (map.value(moved(x, h, v)) - map.value(moved(x, -h, v)))
                            - map.value(moved(x, 2 * h, v))
                            + map.value(moved(x, -2 * h, v)))
                    / (12 * h);
            assertEquals(slope, dot(eta, v), 1e-6 * (1 + Math.abs(slope)));
            double[] plus = new double[x.length];
            double[] minus = new double[x.length];
            double[] second = new double[x.length];
            map.gradient(moved(x, h / 10, v), plus);
            map.gradient(moved(x, -h / 10, v), minus);
            map.hessianTimes(x, v, second);
            double size = Math.sqrt(dot(second, second));
            for (int i = 0; i < x.length; i++) {
                assertEquals((plus[i] - minus[i]) / (h / 5), second[i], 2e-3 * size);
            }
            assertTrue(dot(second, v) > 0, "convex");
            double[] again = new double[x.length];
            map.conjugateHessianTimes(eta, second, again);
            assertArrayEquals(v, again, 1e-8, "∇²R*(η)∇²R(x) = I");
            map.hessianTimes(x, second, second);
            double[] twice = new double[x.length];
            double[] once = new double[x.length];
            map.hessianTimes(x, v, once);
            map.hessianTimes(x, once, twice);
            assertArrayEquals(twice, second, "outputs may alias inputs");
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void theDivergenceIsItsDefinitionAndDoesNotCancelForNearPoints(SpectralMirrorMap map) {
        Random random = new Random(3);
        for (int trial = 0; trial < 20; trial++) {
            double[] x = point(map, random);
            double[] y = point(map, random);
            double[] eta = new double[x.length];
            map.gradient(y, eta);
            double definition = map.value(x) - map.value(y) - dot(eta, moved(x, -1, y));
            assertEquals(definition, map.bregman(x, y), 1e-11 * (1 + Math.abs(map.value(x)) + Math.abs(map.value(y))));
            assertEquals(0, map.bregman(x, x), 1e-25);
            double[] v = direction(map, random);
            double[] second = new double[x.length];
            map.hessianTimes(y, v, second);
            double h = 1e-6;
            double leading = 0.5 * h * h * dot(v, second);
            assertEquals(1, map.bregman(moved(y, h, v), y) / leading, 1e-3, "½h²⟨v, ∇²R v⟩, of order 1e-12");
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void rotationsActAsTheyShould(SpectralMirrorMap map) {
        Random random = new Random(4);
        double[] x = point(map, random);
        int n = map.rows();
        int m = map.columns();
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        // rotate rows 0 and 1; for a map of eigenvalues the columns with them
        double[] rotated = rotate(x, n, m, c, s, map instanceof EigenvalueMap);
        assertEquals(map.value(x), map.value(rotated), 1e-12 * (1 + Math.abs(map.value(x))));
        double[] eta = new double[x.length];
        double[] etaOfRotated = new double[x.length];
        map.gradient(x, eta);
        map.gradient(rotated, etaOfRotated);
        assertArrayEquals(rotate(eta, n, m, c, s, map instanceof EigenvalueMap), etaOfRotated, 1e-9);
    }

    private static double[] rotate(double[] x, int n, int m, double c, double s, boolean both) {
        double[] out = x.clone();
        for (int j = 0; j < m; j++) {
            out[j] = c * x[j] - s * x[m + j];
            out[m + j] = s * x[j] + c * x[m + j];
        }
        if (both) {
            for (int i = 0; i < n; i++) {
                double a = out[i * m];
                double b = out[i * m + 1];
                out[i * m] = c * a - s * b;
                out[i * m + 1] = s * a + c * b;
            }
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("maps")
    void onDiagonalMatricesItIsTheSeparableMap(SpectralMirrorMap map) {
        int k = Math.min(map.rows(), map.columns());
        for (double size : new double[] {1e-100, 1e-8, 1, 1e8, 1e60}) {
            double[] x = new double[map.dimension()];
            double[] scalar = new double[k];
            for (int i = 0; i < k; i++) {
                scalar[i] = size * (i + 1);
                x[i * map.columns() + i] = scalar[i];
            }
            double[] eta = new double[x.length];
            map.gradient(x, eta);
            for (int i = 0; i < k; i++) {
                double expected = map.potential().derivative(scalar[i]);
                assertEquals(expected, eta[i * map.columns() + i], 1e-14 * Math.abs(expected), "size " + size);
            }
            double[] back = new double[x.length];
            map.conjugateGradient(eta, back);
            for (int i = 0; i < x.length; i++) {
                assertEquals(x[i], back[i], 1e-11 * size * k, "size " + size);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void restPointHorizonShapesAndEdges(SpectralMirrorMap map) {
        double[] rest = new double[map.dimension()];
        map.restPoint(rest);
        assertTrue(map.contains(rest));
        HorizonFunction scalar = map.potential().horizon();
        if (scalar instanceof HorizonFunction.Norm norm) {
            assertEquals(new HorizonFunction.Schatten(norm.p(), map.rows(), map.columns()), map.horizon());
        } else {
            assertEquals(scalar, map.horizon());
        }
        String wrong = assertThrows(IllegalArgumentException.class, () -> map.value(new double[map.dimension() + 1]))
                .getMessage();
        assertTrue(wrong.contains(map.rows() + " × " + map.columns()), wrong);
        if (map instanceof EigenvalueMap) {
            double[] indefinite = new double[map.dimension()];
            indefinite[0] = -1;
            assertFalse(map.contains(indefinite));
            assertTrue(Double.isNaN(map.value(indefinite)));
        }
        double[] nan = new double[map.dimension()];
        nan[1] = Double.NaN;
        assertFalse(map.contains(nan));
        assertTrue(Double.isNaN(map.value(nan)));
    }

    @Test
    void oneTraceFormulaCanBeDoneByHand() {
        // tr(X log X − X) of [[2, 1], [1, 2]] with eigenvalues 3 and 1; −log det = −log 3
        double[] x = {2, 1, 1, 2};
        assertEquals(3 * Math.log(3) - 4, new EigenvalueMap(new NegativeEntropy(), 2).value(x), 1e-14);
        assertEquals(-Math.log(3), new EigenvalueMap(new Burg(), 2).value(x), 1e-14);
        // −∇ log det X = −X⁻¹ = −⅓[[2, −1], [−1, 2]]
        double[] eta = new double[4];
        new EigenvalueMap(new Burg(), 2).gradient(x, eta);
        assertArrayEquals(new double[] {-2.0 / 3, 1.0 / 3, 1.0 / 3, -2.0 / 3}, eta, 1e-14);
        // Schatten 2 is half the squared Frobenius norm, with itself as mirror, on a matrix of rank one
        SingularValueMap frobenius = new SingularValueMap(new PowerPotential(2), 2, 3);
        double[] one = {1, 2, 3, 2, 4, 6};
        double[] same = new double[6];
        frobenius.gradient(one, same);
        assertArrayEquals(one, same, 1e-14);
        assertEquals(35, frobenius.value(one), 1e-13);
    }

    @Test
    void aMapOfVectorsOrOfOblongMatricesIsRefusedWithASentence() {
        for (String id : SPECTRAL) {
            MirrorMapFamily family =
                    Catalogue.of(MirrorMapFamily.class, "mirror map").get(id);
            Settings settings = Settings.defaults(family.parameters());
            String message = assertThrows(
                            InvalidSettingException.class, () -> family.create(settings, Layout.vector(7)))
                    .getMessage();
            assertTrue(message.contains("w 7") && message.contains("one matrix"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> new SingularValueMap(new NegativeEntropy(), 2, 2));
    }

    @Test
    void singularValuesAgreeWithBidiagonalisationAndKeepTinyOnes() {
        Random random = new Random(5);
        for (int[] shape : new int[][] {{5, 5}, {3, 7}, {8, 2}, {1, 4}, {6, 1}}) {
            double[] a = random.doubles((long) shape[0] * shape[1], -1, 1).toArray();
            SingularValues svd = new SingularValues(shape[0], shape[1]);
            svd.decompose(a);
            DMatrixRMaj copy = DMatrixRMaj.wrap(shape[0], shape[1], a.clone());
            SingularValueDecomposition_F64<DMatrixRMaj> reference =
                    DecompositionFactory_DDRM.svd(shape[0], shape[1], false, false, true);
            assertTrue(reference.decompose(copy));
            double[] expected = reference.getSingularValues().clone();
            java.util.Arrays.sort(expected);
            for (int i = 0; i < svd.count(); i++) {
                assertEquals(expected[expected.length - 1 - i], svd.values()[i], 1e-14 * svd.values()[0]);
            }
            double[] again = new double[a.length];
            svd.compose(svd.values(), again);
            assertArrayEquals(a, again, 1e-14);
        }
        // a well-conditioned matrix with columns scaled by 1e-90 each: every singular value to full precision
        double[] graded = new double[9];
        double[] base = {2, 1, 0, 1, 3, 1, 0, 1, 4};
        for (int i = 0; i < 9; i++) {
            graded[i] = base[i] * Math.pow(10, -90 * (i % 3));
        }
        SingularValues svd = new SingularValues(3, 3);
        svd.decompose(graded);
        // the product of the three is |det| = 18 · 1e-270
        assertEquals(1, svd.values()[0] * svd.values()[1] * svd.values()[2] / 1.8e-269, 1e-13);
        // rank one: the other vectors complete an orthonormal basis
        svd.decompose(new double[] {1, 2, 3, 2, 4, 6, 0, 0, 0});
        assertEquals(Math.sqrt(70), svd.values()[0], 1e-13);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(i == j ? 1 : 0, dot(svd.left(i), svd.left(j)), 1e-13);
                assertEquals(i == j ? 1 : 0, dot(svd.right(i), svd.right(j)), 1e-13);
            }
        }
    }

    @Test
    void eigenvectorsDiagonalise() {
        Random random = new Random(6);
        double[] a = random.doubles(36, -1, 1).toArray();
        SymmetricEigen eigen = new SymmetricEigen(6);
        eigen.decompose(a);
        DMatrixRMaj symmetric = new DMatrixRMaj(6, 6);
        CommonOps_DDRM.transpose(DMatrixRMaj.wrap(6, 6, a), symmetric);
        CommonOps_DDRM.add(0.5, symmetric, 0.5, DMatrixRMaj.wrap(6, 6, a), symmetric);
        double[] again = new double[36];
        eigen.compose(eigen.values(), again);
        assertArrayEquals(symmetric.data, again, 1e-14);
        assertEquals(
                CommonOps_DDRM.trace(symmetric),
                java.util.Arrays.stream(eigen.values()).sum(),
                1e-14);
    }
}
