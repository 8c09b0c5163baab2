package org.mirrorflow.theory.reparam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.EigenvalueMap;
import org.mirrorflow.theory.mirror.SpectralMirrorMap;
import org.mirrorflow.theory.weights.Layout;

/** What every parametrization of one matrix must satisfy. */
class MatrixParametrizationContractTest {

    static final Set<String> MATRIX = Set.of(
            "factor-product",
            "low-rank-adapter",
            "attention-product",
            "deep-matrix-product",
            "symmetric-factorization",
            "symmetric-difference");

    /** A parametrization at its start. */
    record Case(String name, MatrixParametrization map) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Map<String, Object>> SETTINGS = List.of(
            Map.of(),
            Map.of("initial-scale", 0.5, "start", "identity"),
            Map.of("initial-scale", 0.6, "start", "random"),
            Map.of("initial-scale", 0.6, "start", "random", "width", 2),
            Map.of("initial-scale", 0.7, "start", "one-zero"),
            Map.of("initial-scale", 0.4, "start", "cyclic"),
            Map.of("initial-scale", 0.8, "depth", 4, "start", "identity"),
            Map.of("initial-scale", 0.8, "depth", 4, "width", 5, "start", "random"),
            Map.of("initial-scale", 0.8, "depth", 2));

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String id : MATRIX.stream().sorted().toList()) {
            for (int[] shape : new int[][] {{3, 3}, {2, 4}, {4, 3}}) {
                for (Map<String, Object> given : SETTINGS) {
                    create(id, given, shape[0], shape[1])
                            .ifPresent(map -> cases.add(new Case(id + given + shape[0] + "×" + shape[1], map)));
                }
            }
        }
        return cases.stream();
    }

    private static ReparametrizationFamily family(String id) {
        return Catalogue.of(ReparametrizationFamily.class, "parametrization").get(id);
    }

    private static Optional<MatrixParametrization> create(String id, Map<String, Object> given, int n, int m) {
        try {
            return Optional.of(assertInstanceOf(
                    MatrixParametrization.class,
                    family(id)
                            .create(
                                    Settings.of(family(id).parameters(), given),
                                    new org.mirrorflow.theory.weights.Start(
                                            Layout.matrix(n, m), 5, Optional.empty()))));
        } catch (InvalidSettingException impossible) {
            return Optional.empty();
        }
    }

    @Test
    void everyFamilyHasItsCases() {
        for (String id : MATRIX) {
            assertTrue(cases().filter(c -> c.name().startsWith(id)).count() >= 3, id);
            assertFalse(family(id).name().isBlank());
            assertFalse(family(id).formula().isBlank());
            assertTrue(family(id).summary().endsWith("."));
        }
    }

    /** A generic θ: what starts at 0 or at multiples of the identity would hide a wrong transpose. */
    private static double[] generic(MatrixParametrization map) {
        return new Random(7).doubles(map.factorCount(), -1, 1).toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theJacobianAgreesWithFiniteDifferencesAndItsAdjoint(Case c) {
        MatrixParametrization map = c.map();
        double[] theta = generic(map);
        Random random = new Random(1);
        double[] direction = random.doubles(map.factorCount(), -1, 1).toArray();
        double[] gradient = random.doubles(map.dimension(), -1, 1).toArray();
        double[] pushed = new double[map.dimension()];
        double[] pulled = new double[map.factorCount()];
        map.pushForward(theta, direction, pushed);
        map.pullBack(theta, gradient, pulled);
        assertEquals(dot(gradient, pushed), dot(pulled, direction), 1e-12);
        double h = 1e-3;
        double[] weights = {1, -8, 8, -1};
        double[] offsets = {-2, -1, 1, 2};
        double[] difference = new double[map.dimension()];
        double[] w = new double[map.dimension()];
        for (int k = 0; k < 4; k++) {
            double[] moved = theta.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += offsets[k] * h * direction[i];
            }
            map.apply(moved, w);
            for (int i = 0; i < w.length; i++) {
                difference[i] += weights[k] * w[i] / (12 * h);
            }
        }
        assertArrayEquals(difference, pushed, 1e-9);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ownsItsStartAndNamesShapesThatDisagree(Case c) {
        MatrixParametrization map = c.map();
        assertEquals(map.factorCount(), map.factorLayout().dimension());
        assertEquals(map.dimension(), map.rows() * map.columns());
        map.start()[0] = 99;
        assertNotEquals(99, map.start()[0]);
        assertEquals(map.balanceCount() == 0, map.balanceFormula().isEmpty());
        assertTrue(map.inducedMap(map.start()).isEmpty(), "none whatever the loss");
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> map.apply(new double[map.factorCount() + 1], new double[map.dimension()]))
                .getMessage();
        assertTrue(message.contains(String.valueOf(map.factorCount() + 1)), message);
    }

    /** Any loss, any schedule of decay: the balance is multiplied by e^{−2Λ}. */
    @ParameterizedTest
    @MethodSource("cases")
    void theBalanceDecaysAsTheDoseSays(Case c) {
        MatrixParametrization map = c.map();
        double[] theta = map.start();
        for (int i = 0; i < theta.length; i++) {
            theta[i] += 0.3 * Math.sin(1 + i);
        }
        double[] before = new double[map.balanceCount()];
        map.balance(theta, before);
        double imbalance = map.imbalance(theta);
        double[] w = new double[map.dimension()];
        double[] g = new double[map.dimension()];
        DoubleUnaryOperator decay = t -> 0.4 * (1 + Math.sin(5 * t));
        double dose = 0.4 * (1 + (1 - Math.cos(5)) / 5);
        flow(theta, (t, point, out) -> {
            map.apply(point, w);
            for (int i = 0; i < w.length; i++) {
                g[i] = Math.tanh(w[i] - 0.3 * (i % 3)) + 0.2 * w[(i + 1) % w.length];
            }
            map.pullBack(point, g, out);
            for (int i = 0; i < out.length; i++) {
                out[i] += decay.applyAsDouble(t) * point[i];
            }
        });
        double[] after = new double[before.length];
        map.balance(theta, after);
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i] * Math.exp(-2 * dose), after[i], 1e-10 * (1 + Math.abs(before[i])));
        }
        assertEquals(imbalance * Math.exp(-2 * dose), map.imbalance(theta), 1e-10 * (1 + imbalance));
    }

    /** Gradients that share the eigenvectors of one fixed basis, and decay: the image is the moving spectral flow. */
    @ParameterizedTest
    @MethodSource("cases")
    void alignedGradientsMakeItASpectralMirrorFlow(Case c) {
        MatrixParametrization map = c.map();
        Optional<SpectralMirrorMap> aligned = map.alignedMap(map.start(), 0);
        assertEquals(aligned.isEmpty(), !map.obstacle(map.start()).isEmpty());
        if (aligned.isEmpty()) {
            return;
        }
        int n = map.rows();
        int m = map.columns();
        boolean symmetric = aligned.get() instanceof EigenvalueMap;
        double[] left = orthogonal(n, new Random(3));
        double[] right = symmetric ? left : orthogonal(m, new Random(4));
        double[] w = new double[n * m];
        map.apply(map.start(), w);
        double[] eta = new double[n * m];
        aligned.get().gradient(w, eta);
        assertArrayEquals(new double[n * m], eta, 1e-13, "∇R(g(θ₀)) = 0");
        double rate = 0.3;
        Optional<SpectralMirrorMap> moved = map.alignedMap(map.start(), rate);
        double used = moved.isPresent() ? rate : 0;
        double[] theta = map.start();
        // a prescribed signal, its integral over unit time is the dual displacement
        double[] integral = new double[n * m];
        double[] g = new double[n * m];
        for (int k = 0; k < Math.min(n, m); k++) {
            double s = (k % 2 == 0 ? -1 : 0.7) * (0.3 + 0.2 * k);
            add(integral, s, left, right, k, n, m);
        }
        flow(theta, (t, point, out) -> {
            for (int i = 0; i < g.length; i++) {
                g[i] = integral[i] * 2 * t;
            }
            map.pullBack(point, g, out);
            for (int i = 0; i < out.length; i++) {
                out[i] += used * point[i];
            }
        });
        double[] image = new double[n * m];
        map.apply(theta, image);
        for (int i = 0; i < eta.length; i++) {
            eta[i] = -integral[i];
        }
        double[] predicted = new double[n * m];
        moved.orElse(aligned.get()).conjugateGradient(eta, predicted);
        assertArrayEquals(predicted, image, 1e-10);
        assertTrue(Math.sqrt(dot(image, image)) > 1e-3);
        // the swap test: with signals that do not commute, the order matters
        assertTrue(swapGap(map, left, right) > 1e-4, "the map is not induced whatever the gradients");
    }

    private static double swapGap(MatrixParametrization map, double[] left, double[] right) {
        int n = map.rows();
        int m = map.columns();
        double[] one = new double[n * m];
        add(one, 0.5, left, right, 0, n, m);
        double[] two = new double[n * m];
        two[0] = 0.7;
        two[1] = 0.3;
        two[m] = 0.3;
        double[][] ends = new double[2][n * m];
        for (int order = 0; order < 2; order++) {
            double[] theta = map.start();
            for (double[] signal : order == 0 ? List.of(one, two) : List.of(two, one)) {
                flow(theta, (t, point, out) -> map.pullBack(point, signal, out));
            }
            map.apply(theta, ends[order]);
        }
        double gap = 0;
        for (int i = 0; i < n * m; i++) {
            gap = Math.max(gap, Math.abs(ends[0][i] - ends[1][i]));
        }
        return gap / Math.sqrt(dot(ends[0], ends[0]));
    }

    private static void add(double[] sum, double s, double[] left, double[] right, int k, int n, int m) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                sum[i * m + j] += s * left[i * n + k] * right[j * m + k];
            }
        }
    }

    /** Columns orthonormal. */
    private static double[] orthogonal(int n, Random random) {
        double[][] q = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                q[k][i] = random.nextGaussian();
            }
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

    @Test
    void swapGapOfTheSymmetricFactorizationIsTheOneOfTheTheory() {
        // U₀ = ½I, signals diag(1, −½) and [[0, 1], [1, 0]] for 0.4 each: largest entry 0.399, and 0 for commuting
        // signals
        double[] half = {0.5, 0, 0, 0.5};
        SymmetricFactorization map = new SymmetricFactorization(2, half);
        double[][] signals = {{1, 0, 0, -0.5}, {0, 1, 1, 0}, {2, 0, 0, 0.3}};
        assertEquals(0.399, gap(map, signals[0], signals[1]), 0.004);
        assertEquals(0, gap(map, signals[0], signals[2]), 1e-12);
    }

    private static double gap(MatrixParametrization map, double[] a, double[] b) {
        double[][] ends = new double[2][4];
        for (int order = 0; order < 2; order++) {
            double[] theta = map.start();
            for (double[] signal : order == 0 ? List.of(a, b) : List.of(b, a)) {
                flow(theta, (t, point, out) -> {
                    map.pullBack(point, signal, out);
                    for (int i = 0; i < out.length; i++) {
                        out[i] *= 0.4;
                    }
                });
            }
            map.apply(theta, ends[order]);
        }
        double largest = 0;
        for (int i = 0; i < 4; i++) {
            largest = Math.max(largest, Math.abs(ends[0][i] - ends[1][i]));
        }
        return largest;
    }

    @Test
    void aStartOfTheProblemIsFactoredExactly() {
        double[] w = new Random(8).doubles(6, -1, 1).toArray();
        for (String id : List.of("factor-product", "attention-product", "deep-matrix-product", "low-rank-adapter")) {
            Reparametrization map = family(id)
                    .create(
                            Settings.defaults(family(id).parameters()),
                            new org.mirrorflow.theory.weights.Start(Layout.matrix(2, 3), 1, Optional.of(w)));
            double[] image = new double[6];
            map.apply(map.start(), image);
            assertArrayEquals(w, image, 1e-14, id);
            if (!id.equals("low-rank-adapter")) {
                assertEquals(0, ((MatrixParametrization) map).imbalance(map.start()), 1e-13, id);
            }
        }
        double[] symmetric = {1, 2, 2, -1};
        Reparametrization difference = family("symmetric-difference")
                .create(
                        Settings.defaults(family("symmetric-difference").parameters()),
                        new org.mirrorflow.theory.weights.Start(Layout.matrix(2, 2), 1, Optional.of(symmetric)));
        double[] image = new double[4];
        difference.apply(difference.start(), image);
        assertArrayEquals(symmetric, image, 1e-14);
        String message = assertThrows(
                        InvalidSettingException.class,
                        () -> family("symmetric-factorization")
                                .create(
                                        Settings.defaults(family("symmetric-factorization")
                                                .parameters()),
                                        new org.mirrorflow.theory.weights.Start(
                                                Layout.matrix(2, 2), 1, Optional.of(symmetric))))
                .getMessage();
        assertTrue(message.contains("symmetric-difference"), message);
    }

    @Test
    void weightsThatAreNoMatrixAreRefused() {
        for (String id : MATRIX) {
            String message = assertThrows(
                            InvalidSettingException.class,
                            () -> family(id)
                                    .create(
                                            Settings.defaults(family(id).parameters()),
                                            org.mirrorflow.theory.weights.Start.of(7)))
                    .getMessage();
            assertTrue(message.contains("w 7"), message);
        }
    }

    /** ẋ = −field(t, x) over unit time, in place. */
    private interface Field {
        void at(double t, double[] x, double[] out);
    }

    private static void flow(double[] x, Field field) {
        new DormandPrince853Integrator(1e-10, 1, 1e-13, 1e-13)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return x.length;
                            }

                            @Override
                            public void computeDerivatives(double t, double[] point, double[] dot) {
                                field.at(t, point, dot);
                                for (int i = 0; i < dot.length; i++) {
                                    dot[i] = -dot[i];
                                }
                            }
                        },
                        0,
                        x.clone(),
                        1,
                        x);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
