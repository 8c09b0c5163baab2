package org.mirrorflow.theory.reparam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.MirrorMap;

/** What every reparametrization in the catalogue must satisfy. */
class ReparametrizationContractTest {

    /** Underdetermined: two data, three weights. */
    private static final double[][] Z = {{1, 0.5, -0.3}, {0.2, -1, 0.8}};

    private static final double[] Y = {1, -0.5};

    /** A parametrization with the factors from which its flow starts. */
    record Start(String name, Reparametrization map, double[] theta) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Start> starts() {
        List<Start> starts = new ArrayList<>();
        for (ReparametrizationFamily family :
                Catalogue.of(ReparametrizationFamily.class, "parametrization").entries()) {
            if (MatrixParametrizationContractTest.MATRIX.contains(family.id())) {
                continue; // parametrizations of matrices pass a suite of their own
            }
            if (family.id().equals("attention-head")) {
                continue; // its weights are blocks, see AttentionHeadTest
            }
            for (Map<String, Object> given : settings(family.id())) {
                Reparametrization map = family.create(
                        Settings.of(family.parameters(), given), org.mirrorflow.theory.weights.Start.of(3));
                starts.add(new Start(family.id() + given, map, map.start()));
                // a generic interior start, different in each coordinate
                Random random = new Random(7);
                double[] theta = map.start();
                for (int i = 0; i < theta.length; i++) {
                    theta[i] = 0.4 + 0.6 * random.nextDouble();
                }
                starts.add(new Start(family.id() + given + " from a generic start", map, theta));
            }
        }
        return starts.stream();
    }

    private static List<Map<String, Object>> settings(String id) {
        return switch (id) {
            case "hadamard-product" -> List.of(Map.of(), Map.of("initial-scale", 0.7, "initial-weight", -0.4));
            case "diagonal-network" ->
                List.of(
                        Map.of("initial-scale", 0.4),
                        Map.of("initial-scale", 0.4, "initial-weight", 0.3),
                        Map.of("depth", 3, "initial-scale", 0.5),
                        Map.of("depth", 3, "initial-scale", 0.5, "initial-weight", -0.2),
                        Map.of("depth", 4, "initial-scale", 0.6, "initial-weight", 0.1),
                        Map.of("depth", 6, "initial-scale", 0.8));
            case "powerpropagation" ->
                List.of(Map.of(), Map.of("exponent", 3, "initial-weight", 0.2), Map.of("exponent", 1.5));
            case "exponential" -> List.of(Map.of(), Map.of("initial-weight", 0.4));
            case "sinh" -> List.of(Map.of(), Map.of("scale", 0.5, "initial-weight", -0.3));
            case "log-difference" -> List.of(Map.of(), Map.of("initial-scale", 1.5, "initial-weight", 0.2));
            case "product" ->
                List.of(
                        Map.of("depth", 2),
                        Map.of("depth", 3, "initial-scale", 0.6),
                        Map.of("depth", 5, "initial-scale", 0.7),
                        Map.of("depth", 3, "start", "balanced"),
                        Map.of("depth", 4, "start", "balanced", "initial-scale", 0.8));
            default -> List.of(Map.of());
        };
    }

    @ParameterizedTest
    @MethodSource("starts")
    void theJacobianAgreesWithFiniteDifferences(Start start) {
        Reparametrization map = start.map();
        Random random = new Random(1);
        double[] direction = random.doubles(map.factorCount(), -1, 1).toArray();
        double[] pushed = new double[3];
        map.pushForward(start.theta(), direction, pushed);
        double h = 1e-3;
        double[] difference = new double[3];
        double[] weights = {1, -8, 8, -1};
        double[] offsets = {-2, -1, 1, 2};
        double[] w = new double[3];
        for (int k = 0; k < 4; k++) {
            double[] moved = start.theta().clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += offsets[k] * h * direction[i];
            }
            map.apply(moved, w);
            for (int i = 0; i < 3; i++) {
                difference[i] += weights[k] * w[i] / (12 * h);
            }
        }
        assertArrayEquals(difference, pushed, 1e-9);
    }

    @ParameterizedTest
    @MethodSource("starts")
    void thePullBackIsTheAdjointOfThePushForward(Start start) {
        Reparametrization map = start.map();
        Random random = new Random(2);
        double[] direction = random.doubles(map.factorCount(), -1, 1).toArray();
        double[] gradient = random.doubles(3, -1, 1).toArray();
        double[] pushed = new double[3];
        double[] pulled = new double[map.factorCount()];
        map.pushForward(start.theta(), direction, pushed);
        map.pullBack(start.theta(), gradient, pulled);
        assertEquals(dot(gradient, pushed), dot(pulled, direction), 1e-14);
    }

    @ParameterizedTest
    @MethodSource("starts")
    void gradientFlowKeepsTheBalanceAndIsTheInducedMirrorFlow(Start start) {
        Reparametrization map = start.map();
        double[] theta = start.theta().clone();
        double[] before = new double[map.balanceCount()];
        map.balance(theta, before);
        double[] w = new double[3];
        double[] gradient = new double[3];
        map.apply(theta, w);
        MirrorMap induced = map.inducedMap(theta).orElseThrow();
        double[] eta = new double[3];
        induced.gradient(w, eta);
        assertArrayEquals(new double[3], eta, 1e-14 * largestDual(induced, w), "∇R(g(θ₀)) = 0");

        flow(theta, (point, out) -> {
            map.apply(point, w);
            lossGradient(w, gradient);
            map.pullBack(point, gradient, out);
        });
        double[] after = new double[map.balanceCount()];
        map.balance(theta, after);
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i], after[i], 1e-9 * Math.max(1, Math.abs(before[i])), "balance " + i);
        }
        double[] image = new double[3];
        map.apply(theta, image);

        double[] dual = new double[3];
        flow(dual, (point, out) -> {
            induced.conjugateGradient(point, w);
            lossGradient(w, out);
        });
        double[] mirror = new double[3];
        induced.conjugateGradient(dual, mirror);
        assertArrayEquals(mirror, image, 1e-8);
        assertTrue(distance(image, map, start.theta()) > 1e-2, "the flow must have moved");
    }

    @ParameterizedTest
    @MethodSource("starts")
    void ownsItsStartAndNamesShapesThatDisagree(Start start) {
        Reparametrization map = start.map();
        assertEquals(3, map.dimension());
        assertEquals(map.factorCount(), map.start().length);
        assertNotSame(map.start(), map.start());
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> map.apply(new double[map.factorCount() + 1], new double[3]));
        assertTrue(wrong.getMessage().contains(String.valueOf(map.factorCount() + 1)));
        assertEquals(map.balanceCount() == 0, map.balanceFormula().isEmpty());
    }

    @Test
    void theStatedConventionForTheInitialScaleHolds() {
        // the induced metric at the start is 1/(2β) for u⊙v and 1/(4β) for u² − v²
        double alpha = 0.3;
        assertEquals(1 / (2 * alpha * alpha), metricAtStart("hadamard-product", alpha), 1e-12);
        assertEquals(1 / (4 * 2 * alpha * alpha), metricAtStart("diagonal-network", alpha), 1e-12);
    }

    private static double metricAtStart(String id, double alpha) {
        ReparametrizationFamily family =
                Catalogue.of(ReparametrizationFamily.class, "parametrization").get(id);
        Reparametrization map = family.create(
                Settings.of(family.parameters(), Map.of("initial-scale", alpha)),
                org.mirrorflow.theory.weights.Start.of(1));
        double[] out = new double[1];
        map.inducedMap(map.start()).orElseThrow().hessianTimes(new double[1], new double[] {1}, out);
        return out[0];
    }

    @ParameterizedTest
    @MethodSource("starts")
    void theInitialWeightIsWhereTheFlowStarts(Start start) {
        double[] w = new double[3];
        start.map().apply(start.map().start(), w);
        double expected = start.name().contains("initial-weight=")
                ? Double.parseDouble(start.name().replaceAll(".*initial-weight=([-.0-9]+).*", "$1"))
                : start.name().contains("start=balanced")
                        ? Arrays.stream(start.map().start())
                                .limit(1)
                                .map(x -> Math.pow(x, start.map().factorCount() / 3.0))
                                .sum()
                        : start.name().matches("(powerpropagation|exponential).*") ? 0.1 : 0;
        assertArrayEquals(new double[] {expected, expected, expected}, w, 1e-13);
    }

    @Test
    void aBalancedProductKeepsItsSignAndFollowsTheEntropy() {
        Reparametrization map = new HadamardProduct(new double[] {0.5, -0.4, 0.3}, new double[] {0.5, 0.4, -0.3});
        assertEquals(
                new HorizonFunction.Norm(1),
                map.inducedMap(map.start()).orElseThrow().horizon());
        assertSameFlow(map);
    }

    @Test
    void aNetworkWithOneFactorAtZeroKeepsItsSign() {
        for (int depth : new int[] {2, 3, 4}) {
            assertSameFlow(new DiagonalNetwork(depth, new double[] {0.6, 0, 0.7}, new double[] {0, 0.5, 0.4}));
        }
    }

    @Test
    void signsOfFactorsDoNotMatterAtEvenDepth() {
        for (int depth : new int[] {2, 4}) {
            assertSameFlow(new DiagonalNetwork(depth, new double[] {-0.6, 0.5, 0.7}, new double[] {0.5, -0.5, -0.4}));
        }
    }

    private static void assertSameFlow(Reparametrization map) {
        double[] theta = map.start();
        double[] w = new double[3];
        double[] gradient = new double[3];
        MirrorMap induced = map.inducedMap(theta).orElseThrow();
        map.apply(theta, w);
        double[] start = w.clone();
        double[] eta = new double[3];
        induced.gradient(w, eta);
        assertArrayEquals(new double[3], eta, 1e-14);
        flow(theta, (point, out) -> {
            map.apply(point, w);
            lossGradient(w, gradient);
            map.pullBack(point, gradient, out);
        });
        double[] dual = new double[3];
        flow(dual, (point, out) -> {
            induced.conjugateGradient(point, w);
            lossGradient(w, out);
        });
        double[] mirror = new double[3];
        double[] image = new double[3];
        induced.conjugateGradient(dual, mirror);
        map.apply(theta, image);
        assertArrayEquals(mirror, image, 1e-8);
        for (int i = 0; i < 3; i++) {
            assertTrue(Math.abs(image[i] - start[i]) > 1e-4, "weight " + i + " must have moved");
        }
    }

    @Test
    void coordinatesThatCannotMoveAreRefusedWithASentence() {
        Reparametrization product = new HadamardProduct(new double[] {1, 0}, new double[] {0, 0});
        IllegalArgumentException stuck =
                assertThrows(IllegalArgumentException.class, () -> product.inducedMap(product.start()));
        assertTrue(stuck.getMessage().contains("weight 1 can never move"));
        Reparametrization network = new DiagonalNetwork(3, new double[] {0, 1}, new double[] {0, 1});
        assertThrows(IllegalArgumentException.class, () -> network.inducedMap(network.start()));
        Reparametrization odd = new DiagonalNetwork(3, new double[] {-1}, new double[] {1});
        IllegalArgumentException negative =
                assertThrows(IllegalArgumentException.class, () -> odd.inducedMap(odd.start()));
        assertTrue(negative.getMessage().contains("odd depth 3"));
        assertThrows(IllegalArgumentException.class, () -> new DiagonalNetwork(1, new double[1], new double[1]));
        assertThrows(IllegalArgumentException.class, () -> new HadamardProduct(new double[1], new double[2]));
    }

    @Test
    void familiesDescribeThemselves() {
        Catalogue<ReparametrizationFamily> catalogue = Catalogue.of(ReparametrizationFamily.class, "parametrization");
        assertTrue(catalogue.ids().containsAll(List.of("diagonal-network", "direct", "hadamard-product", "product")));
        for (ReparametrizationFamily family : catalogue.entries()) {
            assertFalse(family.name().isBlank());
            assertFalse(family.formula().isBlank());
            assertFalse(family.summary().isBlank());
            assertFalse(family.source().isBlank());
        }
    }

    /** Integrates ẋ = −field(x) over unit time, in place. */
    private static void flow(double[] x, BiConsumer<double[], double[]> field) {
        new DormandPrince853Integrator(1e-12, 1, 1e-13, 1e-12)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return x.length;
                            }

                            @Override
                            public void computeDerivatives(double t, double[] point, double[] dot) {
                                field.accept(point, dot);
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

    /** ∇f(w) = Zᵀ(Zw − y). */
    private static void lossGradient(double[] w, double[] out) {
        double[] residual = new double[2];
        for (int i = 0; i < 2; i++) {
            residual[i] = dot(Z[i], w) - Y[i];
        }
        for (int j = 0; j < 3; j++) {
            out[j] = Z[0][j] * residual[0] + Z[1][j] * residual[1];
        }
    }

    private static double largestDual(MirrorMap map, double[] w) {
        double[] away = new double[3];
        double[] eta = new double[3];
        for (int i = 0; i < 3; i++) {
            away[i] = w[i] + 1;
        }
        map.gradient(away, eta);
        return 1 + Math.abs(eta[0]) + Math.abs(eta[1]) + Math.abs(eta[2]);
    }

    private static double distance(double[] image, Reparametrization map, double[] theta) {
        double[] w = new double[3];
        map.apply(theta, w);
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += Math.abs(image[i] - w[i]);
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
}
