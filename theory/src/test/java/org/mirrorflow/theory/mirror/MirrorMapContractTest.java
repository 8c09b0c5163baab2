package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/** What every mirror map in the catalogue must satisfy, at several values of its parameters. */
class MirrorMapContractTest {

    /** A member of a family under its settings. */
    record Member(MirrorMapFamily family, Settings settings) {
        MirrorMap on(int dimension) {
            return family.create(settings, Layout.vector(dimension));
        }

        @Override
        public String toString() {
            return family.id() + settings;
        }
    }

    static Stream<Member> members() {
        List<Member> members = new ArrayList<>();
        for (MirrorMapFamily family :
                Catalogue.of(MirrorMapFamily.class, "mirror map").entries()) {
            if (SpectralMapContractTest.SPECTRAL.contains(family.id())) {
                continue; // maps of matrices pass a suite of their own
            }
            for (Map<String, Object> given : combinations(family.parameters())) {
                members.add(new Member(family, Settings.of(family.parameters(), given)));
            }
        }
        return members.stream();
    }

    /** All combinations of three values a parameter: the default and two inside its range. */
    private static List<Map<String, Object>> combinations(List<Parameter> parameters) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of());
        for (Parameter parameter : parameters) {
            List<Map<String, Object>> extended = new ArrayList<>();
            for (Map<String, Object> before : all) {
                for (Object value : values(parameter)) {
                    Map<String, Object> after = new HashMap<>(before);
                    after.put(parameter.id(), value);
                    extended.add(after);
                }
            }
            all = extended;
        }
        return all;
    }

    private static List<Object> values(Parameter parameter) {
        return switch (parameter) {
            case Parameter.Real real ->
                List.of(real.defaultReal(), Math.max(real.min(), real.defaultReal() / 3), Math.min(real.max(), 1.7));
            case Parameter.Whole whole ->
                List.of(
                        whole.defaultWhole(),
                        Math.min(whole.max(), whole.defaultWhole() + 1),
                        Math.min(whole.max(), whole.defaultWhole() + 3));
            case Parameter.Choice choice -> List.copyOf(choice.options());
            case Parameter.Text text -> List.of(text.defaultText());
        };
    }

    /** Points of the domain of moderate size, of both signs where the domain has both. */
    private static double[] point(MirrorMap map, Random random) {
        double[] x = new double[map.dimension()];
        do {
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian() * Math.exp(random.nextGaussian());
            }
            if (!map.contains(x)) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = Math.abs(x[i]);
                }
            }
        } while (!map.contains(x));
        return x;
    }

    @ParameterizedTest
    @MethodSource("members")
    void inverseMirrorUndoesTheMirrorBothWays(Member member) {
        Random random = new Random(1);
        MirrorMap map = member.on(5);
        for (int trial = 0; trial < 50; trial++) {
            double[] x = point(map, random);
            double[] eta = new double[5];
            double[] back = new double[5];
            double[] again = new double[5];
            map.gradient(x, eta);
            assertTrue(map.containsDual(eta));
            map.conjugateGradient(eta, back);
            double[] eps = new double[5];
            map.hessianTimes(x, ones(5), eps);
            for (int i = 0; i < 5; i++) {
                // a rounded η fixes x only to ulp(η)/r″(x), and a rounded x fixes η only to r″(x) ulp(x)
                double tolerance = 1e-12 * Math.abs(x[i]) + 8 * Math.ulp(largestDual(map, eta[i])) / eps[i];
                assertEquals(x[i], back[i], tolerance);
            }
            map.gradient(back, again);
            for (int i = 0; i < 5; i++) {
                double tolerance = 1e-12 * Math.abs(eta[i]) + 8 * Math.ulp(largestDual(map, eta[i]));
                assertEquals(eta[i], again[i], tolerance);
            }
        }
    }

    /** The size to which a dual value is rounded: the dual interval's finite ends enter its computation. */
    private static double largestDual(MirrorMap map, double eta) {
        Interval dual = ((SeparableMirrorMap) map).potential(0).dualDomain();
        double size = Math.abs(eta);
        size = Double.isFinite(dual.lower()) ? Math.max(size, Math.abs(dual.lower())) : size;
        return Double.isFinite(dual.upper()) ? Math.max(size, Math.abs(dual.upper())) : size;
    }

    @ParameterizedTest
    @MethodSource("members")
    void fenchelYoungHoldsWithEqualityAtTheMirrorAndStrictlyElsewhere(Member member) {
        Random random = new Random(2);
        MirrorMap map = member.on(3);
        for (int trial = 0; trial < 50; trial++) {
            double[] x = point(map, random);
            double[] z = point(map, random);
            double[] eta = new double[3];
            map.gradient(x, eta);
            double inner = dot(eta, x);
            double scale = Math.abs(map.value(x)) + Math.abs(map.conjugate(eta)) + Math.abs(inner);
            assertEquals(inner, map.value(x) + map.conjugate(eta), 1e-13 * scale + 1e-300);
            assertTrue(map.value(z) + map.conjugate(eta) > dot(eta, z));
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void gradientsAndHessianAgreeWithFiniteDifferences(Member member) {
        Random random = new Random(3);
        MirrorMap map = member.on(4);
        for (int trial = 0; trial < 30; trial++) {
            double[] x = point(map, random);
            double[] eta = new double[4];
            double[] metric = new double[4];
            map.gradient(x, eta);
            map.hessianTimes(x, ones(4), metric);
            for (int i = 0; i < 4; i++) {
                ScalarPotential r = ((SeparableMirrorMap) map).potential(i);
                double h = 1e-3 * Math.abs(x[i]);
                double size = Math.abs(r.value(x[i])) + Math.abs(eta[i] * x[i]);
                assertEquals(eta[i], slope(r::value, x[i], h), 1e-8 * size / Math.abs(x[i]));
                double dual = Math.max(metric[i] * Math.abs(x[i]), Math.abs(eta[i]));
                assertEquals(metric[i], slope(r::derivative, x[i], h), 1e-8 * dual / Math.abs(x[i]));
                double room = Math.min(
                        r.dualDomain().upper() - eta[i], eta[i] - r.dualDomain().lower());
                double k = 1e-3 * Math.min(Math.min(room, Math.abs(x[i]) * metric[i]), 1);
                double conjugateSize = Math.abs(r.conjugate(eta[i])) + Math.abs(eta[i] * x[i]);
                assertEquals(x[i], slope(r::conjugate, eta[i], k), 1e-8 * Math.abs(x[i]) + 1e-14 * conjugateSize / k);
                double slack = metric[i] * Math.abs(x[i]);
                double resolution = 100 * Math.ulp(largestDual(map, eta[i])) / slack;
                assertEquals(1, metric[i] * r.speed(eta[i]), 1e-12 + resolution);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void bregmanDivergenceIsItsDefinitionAndIsPreciseForNearPoints(Member member) {
        Random random = new Random(4);
        MirrorMap map = member.on(1);
        for (int trial = 0; trial < 60; trial++) {
            double[] x = point(map, random);
            double[] y = point(map, random);
            double[] eta = new double[1];
            map.gradient(y, eta);
            double definition = map.value(x) - map.value(y) - eta[0] * (x[0] - y[0]);
            double scale = Math.abs(map.value(x)) + Math.abs(map.value(y)) + Math.abs(eta[0] * (x[0] - y[0]));
            assertEquals(definition, map.bregman(x, y), 1e-13 * scale);
            assertTrue(map.bregman(x, y) > 0);
            assertEquals(0, map.bregman(x, x));
            // D(y + h, y) = h²/2 r″(y) + O(h³): to first order in h/y even where the definition has cancelled
            for (double relative : new double[] {1e-4, 1e-8, 1e-12}) {
                double[] near = {y[0] * (1 + relative)};
                double step = near[0] - y[0];
                double[] metric = new double[1];
                map.hessianTimes(y, ones(1), metric);
                double leading = 0.5 * step * step * metric[0];
                assertEquals(1, map.bregman(near, y) / leading, 200 * relative + 1e-11);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void theBalanceFunctionIsTheConjugateAtTheMirror(Member member) {
        Random random = new Random(8);
        MirrorMap map = member.on(3);
        for (int trial = 0; trial < 30; trial++) {
            double[] x = point(map, random);
            double[] eta = new double[3];
            map.gradient(x, eta);
            double inner = dot(eta, x);
            double scale = Math.abs(map.value(x)) + Math.abs(inner);
            assertEquals(inner - map.value(x), map.balance(x), 1e-13 * scale + 1e-300);
            // dQ = ⟨x, dη⟩ = ⟨x, ∇²R(x) x⟩ dh along x(1 + h)
            double h = 1e-4;
            double[] outer = Arrays.stream(x).map(value -> value * (1 + h)).toArray();
            double[] inside = Arrays.stream(x).map(value -> value * (1 - h)).toArray();
            double[] metric = new double[3];
            map.hessianTimes(x, x, metric);
            double slope = (map.balance(outer) - map.balance(inside)) / (2 * h);
            assertEquals(dot(x, metric), slope, 1e-5 * dot(x, metric) + 1e-11 * Math.abs(map.balance(x)));
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void outsideTheDomainsEverythingIsNotANumber(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        if (Double.isFinite(r.domain().lower())) {
            for (double x : new double[] {r.domain().lower(), r.domain().lower() - 1}) {
                assertFalse(member.on(1).contains(new double[] {x}));
                assertTrue(Double.isNaN(r.value(x)));
                assertTrue(Double.isNaN(r.derivative(x)));
                assertTrue(Double.isNaN(r.secondDerivative(x)));
                assertTrue(Double.isNaN(r.bregman(x, 1)));
                assertTrue(Double.isNaN(r.bregman(1, x)));
            }
        }
        for (double end : new double[] {r.dualDomain().lower(), r.dualDomain().upper()}) {
            if (Double.isFinite(end)) {
                for (double eta : new double[] {end, 2 * end + Math.signum(end - 0.5)}) {
                    if (!r.dualDomain().contains(eta)) {
                        assertFalse(member.on(1).containsDual(new double[] {eta}));
                        assertTrue(Double.isNaN(r.inverseDerivative(eta)), "r*' at " + eta);
                        assertTrue(Double.isNaN(r.conjugate(eta)), "r* at " + eta);
                        assertTrue(Double.isNaN(r.speed(eta)), "r*'' at " + eta);
                    }
                }
            }
        }
        assertTrue(Double.isNaN(r.value(Double.NaN)));
        assertTrue(Double.isNaN(r.derivative(Double.NaN)));
        assertTrue(Double.isNaN(r.secondDerivative(Double.NaN)));
        assertTrue(Double.isNaN(r.inverseDerivative(Double.NaN)));
        assertTrue(Double.isNaN(r.conjugate(Double.NaN)));
        assertTrue(Double.isNaN(r.speed(Double.NaN)));
    }

    @ParameterizedTest
    @MethodSource("members")
    void theMirrorIncreasesAndStaysInItsRangeFromTinyToHuge(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        boolean twoSided = r.domain().contains(-1);
        double before = Double.NEGATIVE_INFINITY;
        for (int exponent = -300; exponent <= 300; exponent += 4) {
            double x = Math.pow(10, exponent);
            double eta = r.derivative(x);
            assertFalse(Double.isNaN(eta));
            assertTrue(eta >= before, "mirror must not decrease at " + x);
            assertTrue(eta >= r.dualDomain().lower() && eta <= r.dualDomain().upper());
            assertFalse(Double.isNaN(r.value(x)), "value at " + x);
            assertTrue(r.secondDerivative(x) >= 0);
            before = eta;
            if (twoSided) {
                assertEquals(-r.derivative(x), r.derivative(-x), "odd at " + x);
                assertEquals(r.value(x), r.value(-x), "even at " + x);
                assertTrue(r.bregman(x, -x) >= 0);
            }
            assertTrue(r.bregman(x, 1) >= 0, "D(x, 1) at " + x);
            assertTrue(r.bregman(1, x) >= 0, "D(1, x) at " + x);
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void outputsMayAliasInputsAndInputsAreKept(Member member) {
        Random random = new Random(5);
        MirrorMap map = member.on(6);
        double[] x = point(map, random);
        double[] copy = x.clone();
        double[] eta = new double[6];
        map.gradient(x, eta);
        assertArrayEquals(copy, x);
        double[] inPlace = x.clone();
        map.gradient(inPlace, inPlace);
        assertArrayEquals(eta, inPlace);
        double[] back = new double[6];
        map.conjugateGradient(eta, back);
        map.conjugateGradient(inPlace, inPlace);
        assertArrayEquals(back, inPlace);
        double[] hessian = new double[6];
        map.hessianTimes(x, copy, hessian);
        map.hessianTimes(x, x, x);
        assertArrayEquals(hessian, x);
    }

    @ParameterizedTest
    @MethodSource("members")
    void theRestPointMinimisesWhereAMinimumExists(Member member) {
        MirrorMap map = member.on(2);
        double[] rest = new double[2];
        map.restPoint(rest);
        assertTrue(map.contains(rest));
        if (map.containsDual(new double[2])) {
            double[] eta = new double[2];
            map.gradient(rest, eta);
            assertArrayEquals(new double[2], eta, 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void scalingTiltingAndReflectingActAsTheySay(Member member) {
        Random random = new Random(6);
        MirrorMap map = member.on(1);
        ScalarPotential r = ((SeparableMirrorMap) map).potential(0);
        for (int trial = 0; trial < 20; trial++) {
            double x = point(map, random)[0];
            double y = point(map, random)[0];
            ScalarPotential moved = r.scaled(0.3).tilted(0.7).scaled(2);
            double unit = Math.abs(r.value(x)) + Math.abs(x);
            assertEquals(0.6 * r.value(x) - 1.4 * x, moved.value(x), 1e-14 * unit);
            double eta = moved.derivative(x);
            assertEquals(0.6 * r.derivative(x) - 1.4, eta, 1e-14 * (Math.abs(r.derivative(x)) + 1));
            assertTrue(moved.dualDomain().contains(eta));
            double size = Math.abs(moved.value(x)) + Math.abs(eta * x) + Math.abs(moved.conjugate(eta)) + Math.abs(x);
            assertEquals(eta * x - moved.value(x), moved.conjugate(eta), 1e-12 * size);
            assertEquals(0.6 * r.bregman(x, y), moved.bregman(x, y), 1e-14 * r.bregman(x, y));
            ScalarPotential mirrored = r.reflected();
            assertEquals(r.value(x), mirrored.value(-x));
            assertEquals(-r.derivative(x), mirrored.derivative(-x));
            assertEquals(r.speed(r.derivative(x)), mirrored.speed(-r.derivative(x)));
            assertEquals(-r.inverseDerivative(r.derivative(x)), mirrored.inverseDerivative(-r.derivative(x)));
            assertTrue(mirrored.domain().contains(-x));
            assertTrue(mirrored.dualDomain().contains(-r.derivative(x)));
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void theHorizonIsTheLimitOfRescaledSubLevelSets(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        switch (r.horizon()) {
            case HorizonFunction.Norm norm -> {
                // φ∞(1, 1)/φ∞(1, 0) = 2^{1/p}, from r at scale 1/ε: r(c/ε) = 2 r(1/ε); slow for x log x
                double large = 1e8;
                double target = 2 * (r.value(large) - r.value(r.restPoint()));
                double low = large;
                double high = 4 * large;
                for (int i = 0; i < 200; i++) {
                    double middle = 0.5 * (low + high);
                    if (r.value(middle) - r.value(r.restPoint()) < target) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                assertEquals(Math.pow(2, 1 / norm.p()), low / large, 0.08);
            }
            case HorizonFunction.Schatten schatten ->
                throw new AssertionError("a potential of one variable has no " + schatten);
            case HorizonFunction.None none -> {
                assertFalse(none.reason().isBlank());
                assertTrue(
                        Double.isFinite(r.dualDomain().upper())
                                || Double.isFinite(r.dualDomain().lower()),
                        "a map without horizon has a bounded mirror on one side");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void describesItself(Member member) {
        MirrorMapFamily family = member.family();
        assertTrue(family.id().matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertFalse(family.name().isBlank());
        assertFalse(family.formula().isBlank());
        assertFalse(family.summary().isBlank());
        assertFalse(family.source().isBlank());
        assertNotNull(member.on(7).horizon());
        assertEquals(7, member.on(7).dimension());
        MirrorMap map = member.on(2);
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> map.gradient(new double[3], new double[3]));
        assertTrue(wrong.getMessage().contains("2") && wrong.getMessage().contains("3"));
    }

    @Test
    void theCatalogueHoldsTheMapsOfTheFirstSlice() {
        assertTrue(Catalogue.of(MirrorMapFamily.class, "mirror map")
                .ids()
                .containsAll(List.of(
                        "burg",
                        "deep-diagonal",
                        "euclidean",
                        "hyperbolic-entropy",
                        "negative-entropy",
                        "p-norm",
                        "tsallis")));
    }

    @Test
    void hyperbolicEntropyIsPreciseAtEveryScale() {
        for (double beta : new double[] {1e-300, 1e-32, 1, 1e32, 1e300}) {
            HyperbolicEntropy h = new HyperbolicEntropy(beta);
            for (int exponent = -300; exponent <= 300; exponent += 20) {
                double x = Math.pow(10, exponent);
                double eta = h.derivative(x);
                if (eta > 1e-290) {
                    // the condition of the inverse is max(1, η)
                    assertEquals(1, h.inverseDerivative(eta) / x, 1e-15 * Math.max(4, eta), "β " + beta + ", x " + x);
                }
                if (x < 1e-10 * beta && eta > 1e-290) {
                    assertEquals(1, eta / (x / beta), 1e-15);
                }
                if (x > 1e10 * beta) {
                    assertEquals(Math.log(2) + Math.log(x) - Math.log(beta), eta, 1e-12);
                }
            }
        }
    }

    @Test
    void limitsInTheParametersAreTheNeighbouringMaps() {
        double x = 0.7;
        double y = -0.4;
        // β → ∞: β(h_β + β) → x²/2; β → 0: h_β/log(1/β) → |x|, at relative rate 1/log(1/β)
        assertEquals(0.5 * (x - y) * (x - y), 1e8 * new HyperbolicEntropy(1e8).bregman(x, y), 1e-8);
        double log = 300 * Math.log(10);
        assertEquals(x, new HyperbolicEntropy(1e-300).value(x) / log, 2 / log);
        // α → ∞: 2L²α^{2L−2} D → (x − y)²/2
        DeepDiagonalPotential wide = DeepDiagonalPotential.balanced(4, 1e3);
        assertEquals(0.5 * (x - y) * (x - y), 32 * Math.pow(1e3, 6) * wide.bregman(x, y), 1e-8);
        // α → 0: r/c → |x| with c = α^{2−L}/(L(L−2))
        DeepDiagonalPotential rich = DeepDiagonalPotential.balanced(4, 1e-6);
        assertEquals(x, rich.value(x) / rich.dualDomain().upper(), 1e-5);
        // p → 2, s → 1, s → 0
        assertEquals(x * x / 2, new PowerPotential(2).value(x));
        double entropy = new NegativeEntropy().bregman(0.3, 0.9);
        assertEquals(entropy, new Tsallis(1 - 1e-9).bregman(0.3, 0.9), 1e-6);
        assertEquals(new Burg().bregman(0.3, 0.9), new Tsallis(1e-9).bregman(0.3, 0.9), 1e-6);
    }

    @Test
    void theDeepPotentialIsPreciseNearTheEndOfItsDualInterval() {
        for (int depth : new int[] {3, 4}) {
            DeepDiagonalPotential r = DeepDiagonalPotential.balanced(depth, 1e-3);
            for (double x : new double[] {1e-3, 1e-2, 0.1, 0.5}) {
                assertEquals(1, r.inverseDerivative(r.derivative(x)) / x, 1e-10, "depth " + depth + ", x " + x);
                assertEquals(-x, r.inverseDerivative(r.derivative(-x)), 1e-10 * x);
            }
        }
        // beyond what a rounded η can resolve, factors and metric are still those of the weight
        DeepDiagonalPotential steep = DeepDiagonalPotential.balanced(6, 1e-3);
        for (double x : new double[] {1e-6, 0.5, 2, 1e6}) {
            double u = steep.positiveFactor(x);
            double v = steep.negativeFactor(x);
            assertEquals(1, (Math.pow(u, 6) - Math.pow(v, 6)) / x, 1e-12);
            assertEquals(2e12, Math.pow(u, -4) + Math.pow(v, -4), 1e-1);
            assertEquals(1, steep.secondDerivative(x) * 36 * (Math.pow(u, 10) + Math.pow(v, 10)), 1e-12);
        }
    }

    @Test
    void theDeepPotentialOfUnequalFactorsRestsAtItsStart() {
        DeepDiagonalPotential r = new DeepDiagonalPotential(3, 0.9, 0.4);
        double w0 = 0.729 - 0.064;
        assertEquals(w0, r.restPoint(), 1e-15);
        assertEquals(0, r.derivative(w0), 1e-14);
        assertEquals(0, r.value(w0), 1e-15);
        assertEquals(0.9, r.positiveFactor(w0), 1e-13);
        assertEquals(0.4, r.negativeFactor(w0), 1e-13);
        for (double w : new double[] {-3, -0.1, 0.66, 2}) {
            double eta = r.derivative(w);
            double u = 1 / (1 / 0.9 - 3 * eta);
            double v = 1 / (1 / 0.4 + 3 * eta);
            assertEquals(w, u * u * u - v * v * v, 1e-12);
            assertEquals((u * u + v * v - 0.81 - 0.16) / 6, r.conjugate(eta), 1e-13);
            assertEquals(eta * w - r.conjugate(eta), r.value(w), 1e-13);
        }
    }

    private static double[] ones(int n) {
        double[] all = new double[n];
        Arrays.fill(all, 1);
        return all;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Central difference of fourth order. */
    private static double slope(DoubleUnaryOperator f, double x, double h) {
        double near = f.applyAsDouble(x + h) - f.applyAsDouble(x - h);
        double far = f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h);
        return (8 * near - far) / (12 * h);
    }
}
