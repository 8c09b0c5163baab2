package org.mirrorflow.theory.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

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

    /** The members that are sums over coordinates. */
    static Stream<Member> separable() {
        return members().filter(member -> member.on(2) instanceof SeparableMirrorMap);
    }

    /** The members that are not. */
    static Stream<Member> coupled() {
        return members().filter(member -> !(member.on(2) instanceof SeparableMirrorMap));
    }

    static Stream<Member> members() {
        List<Member> members = new ArrayList<>();
        for (MirrorMapFamily family :
                Catalogue.of(MirrorMapFamily.class, "mirror map").entries()) {
            if (SpectralMapContractTest.SPECTRAL.contains(family.id())
                    || SimplexEntropyContractTest.CONSTRAINED.equals(family.id())) {
                continue; // maps of matrices and maps on a simplex pass suites of their own
            }
            for (Map<String, Object> given : combinations(family.parameters())) {
                members.add(new Member(family, Settings.of(family.parameters(), given)));
            }
        }
        return members.stream();
    }

    /**
     * All combinations of three values a parameter: the default and two inside its range. With more than two parameters
     * one at a time departs from the defaults.
     */
    private static List<Map<String, Object>> combinations(List<Parameter> parameters) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of());
        if (parameters.size() > 2) {
            for (Parameter parameter : parameters) {
                for (Object value :
                        values(parameter).subList(1, values(parameter).size())) {
                    all.add(Map.of(parameter.id(), value));
                }
            }
            return all;
        }
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
            case Parameter.Text text -> List.copyOf(FormulaPotentialTest.FORMULAS);
        };
    }

    /**
     * Points of the domain of moderate size, of both signs where the domain has both, at which R is a double and the
     * mirror is not yet rounded to an end of its range.
     */
    private static double[] point(MirrorMap map, Random random) {
        double[] x = new double[map.dimension()];
        double[] eta = new double[map.dimension()];
        do {
            for (int i = 0; i < x.length; i++) {
                double value = random.nextGaussian() * Math.exp(random.nextGaussian());
                if (map instanceof SeparableMirrorMap separable) {
                    Interval domain = separable.potential(i).domain();
                    value = domain.contains(value) ? value : Math.abs(value);
                    value = domain.contains(value) ? value : value / (1 + value);
                }
                x[i] = value;
            }
            map.gradient(x, eta);
        } while (!map.contains(x)
                || !map.containsDual(eta)
                || !Double.isFinite(map.value(x))
                || !Arrays.stream(eta).allMatch(Double::isFinite));
        return x;
    }

    @ParameterizedTest
    @MethodSource("separable")
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
    @MethodSource("separable")
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
                // a step short beside the length on which the metric changes
                double bend = 100 * Math.abs(Math.log(r.secondDerivative(0.99 * x[i]) / metric[i]));
                double h = 1e-3 * Math.abs(x[i]) / (1 + bend);
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
                assertEquals(1, metric[i] * r.speed(eta[i]), 1e-12 + resolution, "r'' r*'' at " + x[i]);
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
            double[] closer = Arrays.stream(x).map(value -> 0.99 * value).toArray();
            double[] changed = new double[3];
            double[] metrics = new double[3];
            map.hessianTimes(closer, ones(3), changed);
            map.hessianTimes(x, ones(3), metrics);
            double bend = 0;
            for (int i = 0; i < 3; i++) {
                bend = Math.max(bend, 100 * Math.abs(Math.log(Math.abs(changed[i] / metrics[i]))));
            }
            double h = 1e-3 / (1 + bend);
            double[] outer = Arrays.stream(x).map(value -> value * (1 + h)).toArray();
            double[] inside = Arrays.stream(x).map(value -> value * (1 - h)).toArray();
            double[] metric = new double[3];
            map.hessianTimes(x, x, metric);
            double slope = (map.balance(outer) - map.balance(inside)) / (2 * h);
            assertEquals(dot(x, metric), slope, 1e-5 * dot(x, metric) + 1e-12 / h * Math.abs(map.balance(x)));
        }
    }

    @ParameterizedTest
    @MethodSource("separable")
    void outsideTheDomainsEverythingIsNotANumber(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        if (Double.isFinite(r.domain().lower())) {
            double inside = r.restPoint();
            for (double x : new double[] {
                r.domain().lower(),
                r.domain().lower() - 1,
                r.domain().upper(),
                r.domain().upper() + 1
            }) {
                if (Double.isInfinite(x)) {
                    continue;
                }
                assertFalse(member.on(1).contains(new double[] {x}));
                assertTrue(Double.isNaN(r.value(x)));
                assertTrue(Double.isNaN(r.derivative(x)));
                assertTrue(Double.isNaN(r.secondDerivative(x)));
                assertTrue(Double.isNaN(r.bregman(x, inside)));
                assertTrue(Double.isNaN(r.bregman(inside, x)));
                assertTrue(Double.isNaN(r.balance(x)));
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
    @MethodSource("separable")
    void theMirrorIncreasesAndStaysInItsRangeFromTinyToHuge(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        boolean twoSided = r.domain().contains(-1);
        double inside = r.domain().contains(1) ? 1 : r.restPoint();
        double before = Double.NEGATIVE_INFINITY;
        for (int exponent = -300; exponent <= 300; exponent += 4) {
            double x = Math.pow(10, exponent);
            if (!r.domain().contains(x)) {
                break;
            }
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
            assertTrue(r.bregman(x, inside) >= 0, "D(x, 1) at " + x);
            assertTrue(r.bregman(inside, x) >= 0, "D(1, x) at " + x);
            assertTrue(r.balance(x) >= r.balance(0.5 * x), "Q grows at " + x);
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
    @MethodSource("separable")
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
    @MethodSource("separable")
    void theHorizonIsTheLimitOfRescaledSubLevelSets(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        switch (r.horizon()) {
            case HorizonFunction.WeightedNorm weighted -> fail("one potential for all coordinates: " + weighted);
            case HorizonFunction.Gauge gauge -> fail("a separable map has a norm: " + gauge.name());
            case HorizonFunction.Norm norm -> {
                // ε r⁻¹(Σ r(uᵢ/ε)) at a tiny ε and at its root: the error of x log x falls like 1/log ε, the others
                // faster
                double[] u = {1, 0.6, r.domain().contains(-1) ? -0.3 : 0.3};
                double scale = 1e280;
                while (Double.isInfinite(4 * r.value(scale)) || Double.isInfinite(r.derivative(1.5 * scale))) {
                    scale = Math.pow(scale, 0.98);
                }
                double far = gauge(r, u, scale);
                double near = gauge(r, u, Math.sqrt(scale));
                assertEquals(norm.of(u), 2 * far - near, 1e-3);
            }
            case HorizonFunction.Schatten schatten ->
                throw new AssertionError("a potential of one variable has no " + schatten);
            case HorizonFunction.None none -> {
                assertFalse(none.reason().isBlank());
                assertTrue(
                        Double.isFinite(r.dualDomain().upper())
                                || Double.isFinite(r.dualDomain().lower())
                                || Double.isFinite(r.domain().upper()),
                        "a map without horizon has a mirror that is bounded on one side, or a bounded domain");
            }
        }
    }

    /** ε r⁻¹(Σ r(uᵢ/ε)) with ε = 1/scale, by bisection of r. */
    private static double gauge(ScalarPotential r, double[] u, double scale) {
        double sum = 0;
        for (double each : u) {
            sum += r.value(scale * each) - r.value(r.restPoint());
        }
        double low = 0.5 * scale;
        double high = 4 * scale;
        for (int i = 0; i < 100; i++) {
            double middle = 0.5 * (low + high);
            if (r.value(middle) - r.value(r.restPoint()) < sum) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low / scale;
    }

    @ParameterizedTest
    @MethodSource("separable")
    void theConjugateIsTheSupremumThatDefinesIt(Member member) {
        Random random = new Random(9);
        SeparableMirrorMap map = (SeparableMirrorMap) member.on(1);
        ScalarPotential r = map.potential(0);
        for (int trial = 0; trial < 8; trial++) {
            double x = point(map, random)[0];
            double eta = r.derivative(x);
            // golden-section search of ηx − r(x), which is concave, over a bracket of the maximiser
            double low = r.domain().contains(x - 2 * Math.abs(x)) ? x - 2 * Math.abs(x) : 0.01 * x;
            double high = r.domain().contains(x + Math.abs(x)) ? x + Math.abs(x) : x + 0.99 * (1 - x);
            for (int i = 0; i < 120; i++) {
                double left = high - 0.6180339887 * (high - low);
                double right = low + 0.6180339887 * (high - low);
                if (eta * left - r.value(left) > eta * right - r.value(right)) {
                    high = right;
                } else {
                    low = left;
                }
            }
            double supremum = eta * low - r.value(low);
            double scale = Math.abs(eta * x) + Math.abs(r.value(x));
            assertEquals(supremum, r.conjugate(eta), 1e-12 * scale);
        }
    }

    @ParameterizedTest
    @MethodSource("separable")
    void relativePrecisionIsKeptFromTinyToHuge(Member member) {
        ScalarPotential r = ((SeparableMirrorMap) member.on(1)).potential(0);
        if (!r.domain().equals(Interval.REAL_LINE)) {
            return;
        }
        for (int exponent = -300; exponent <= 300; exponent += 5) {
            double x = 1.7 * Math.pow(10, exponent);
            double eta = r.derivative(x);
            double metric = r.secondDerivative(x);
            if (!normal(eta) || !normal(metric) || eta > 0.9 * r.dualDomain().upper()) {
                continue;
            }
            // a mirror known to one part in 10¹⁵ fixes x to the condition of the inverse
            double condition = Math.max(1, eta / (x * metric));
            double rounding = 1e-14 + 4e-16 * Math.abs(Math.log(x));
            assertEquals(1, r.inverseDerivative(eta) / x, rounding * condition, "inverse at " + x);
            double h = 1e-3;
            double up = Math.log(r.derivative(x * (1 + h)) / r.derivative(x * (1 - h)));
            double exponentOfMirror = up / (Math.log1p(h) - Math.log1p(-h));
            // the exponent of e^{|x|^k} itself moves with x
            double curvature = Math.pow(x * metric / eta, 2);
            assertEquals(
                    x * metric / eta, exponentOfMirror, 1e-5 * Math.max(curvature, x * metric / eta), "metric at " + x);
            double q = r.balance(x);
            double value = r.value(x);
            if (normal(q) && normal(value) && normal(x * eta)) {
                assertEquals(x * eta, value + q, rounding * (Math.abs(value) + Math.abs(q)), "x r' = r + Q at " + x);
                assertEquals(1, r.conjugate(eta) / q, 10 * rounding * condition, "r* at " + x);
            }
        }
    }

    private static boolean normal(double value) {
        return Math.abs(value) > 1e-290 && Math.abs(value) < 1e290;
    }

    @ParameterizedTest
    @MethodSource("coupled")
    void coupledMirrorsInvertAtEveryScale(Member member) {
        Random random = new Random(10);
        MirrorMap map = member.on(5);
        for (int exponent = -290; exponent <= 290; exponent += 29) {
            double scale = Math.pow(10, exponent);
            double[] x = Arrays.stream(point(map, random))
                    .map(value -> value * scale)
                    .toArray();
            double[] eta = new double[5];
            double[] back = new double[5];
            double[] again = new double[5];
            map.gradient(x, eta);
            map.conjugateGradient(eta, back);
            map.gradient(back, again);
            for (int i = 0; i < 5; i++) {
                assertEquals(x[i], back[i], 1e-12 * largest(x));
                assertEquals(eta[i], again[i], 1e-12 * largest(eta));
            }
        }
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).map(Math::abs).max().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("coupled")
    void coupledGradientsAndHessiansAgreeWithFiniteDifferences(Member member) {
        Random random = new Random(11);
        MirrorMap map = member.on(4);
        for (int trial = 0; trial < 20; trial++) {
            double[] x = point(map, random);
            double[] v = point(map, random);
            double[] w = point(map, random);
            double h = 1e-4 * Arrays.stream(x).map(Math::abs).min().orElseThrow() / largest(v);
            double[] eta = new double[4];
            map.gradient(x, eta);
            double slope = slope(s -> map.value(along(x, s, v)), 0, h);
            assertEquals(dot(eta, v), slope, 1e-9 * (Math.abs(map.value(x)) / h * 1e-3 + largest(eta) * largest(v)));
            double[] hv = new double[4];
            double[] hw = new double[4];
            map.hessianTimes(x, v, hv);
            map.hessianTimes(x, w, hw);
            for (int i = 0; i < 4; i++) {
                int coordinate = i;
                double change = slope(
                        s -> {
                            double[] out = new double[4];
                            map.gradient(along(x, s, v), out);
                            return out[coordinate];
                        },
                        0,
                        h);
                assertEquals(hv[i], change, 1e-6 * largest(hv) + 1e-12 * largest(eta) / h);
            }
            assertEquals(dot(w, hv), dot(v, hw), 1e-12 * largest(hv) * largest(w) * 4, "symmetric");
            assertTrue(dot(v, hv) > 0, "positive definite");
            double[] back = new double[4];
            map.conjugateHessianTimes(eta, hv, back);
            assertArrayEquals(v, back, 1e-9 * largest(v), "∇²R*(η)∇²R(x) = I");
            // ∇R* = x at η, and its derivative in the direction ∇²R v is v
            double[] forth = new double[4];
            double[] backwards = new double[4];
            double k = 1e-4 * Math.min(1, h * largest(v) / largest(hv) * 1e4);
            map.conjugateGradient(along(eta, k, hv), forth);
            map.conjugateGradient(along(eta, -k, hv), backwards);
            for (int i = 0; i < 4; i++) {
                assertEquals(v[i], (forth[i] - backwards[i]) / (2 * k), 1e-4 * largest(v) + 1e-13 * largest(x) / k);
            }
            assertEquals(
                    dot(x, hv),
                    slope(s -> map.conjugate(along(eta, s, hv)), 0, k),
                    1e-6 * largest(hv) * largest(x) + 1e-13 * map.conjugate(eta) / k);
        }
    }

    private static double[] along(double[] x, double s, double[] v) {
        double[] sum = x.clone();
        for (int i = 0; i < x.length; i++) {
            sum[i] += s * v[i];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("members")
    void theMapIsStrictlyConvexAndItsDivergencePreciseInAnyDirection(Member member) {
        Random random = new Random(12);
        MirrorMap map = member.on(4);
        for (int trial = 0; trial < 30; trial++) {
            double[] x = point(map, random);
            double[] y = point(map, random);
            double[] middle = new double[4];
            Arrays.setAll(middle, i -> 0.5 * (x[i] + y[i]));
            assertTrue(map.bregman(x, middle) > 0 && map.bregman(y, middle) > 0);
            double scale = Math.abs(map.value(x)) + Math.abs(map.value(y));
            assertTrue(2 * map.value(middle) < map.value(x) + map.value(y) + 1e-15 * scale);
            double[] eta = new double[4];
            map.gradient(y, eta);
            double definition = map.value(x) - map.value(y) - (dot(eta, x) - dot(eta, y));
            double size = scale + Math.abs(dot(eta, x)) + Math.abs(dot(eta, y));
            assertEquals(definition, map.bregman(x, y), 1e-13 * size);
            for (double relative : new double[] {1e-4, 1e-8, 1e-12}) {
                double[] step = new double[4];
                double[] near = new double[4];
                for (int i = 0; i < 4; i++) {
                    near[i] = y[i] * (1 + relative * random.nextDouble());
                    step[i] = near[i] - y[i];
                }
                double[] curved = new double[4];
                map.hessianTimes(y, step, curved);
                double leading = 0.5 * dot(step, curved);
                assertEquals(1, map.bregman(near, y) / leading, 1000 * relative + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("coupled")
    void theHorizonOfACoupledMapIsTheLimitOfItsSubLevelSets(Member member) {
        Random random = new Random(13);
        MirrorMap map = member.on(3);
        double[] u = point(map, random);
        double[] v = point(map, random);
        // R(s u) = R(t v) at a great distance: s φ(u) = t φ(v)
        double s = 1e60 / largest(u);
        double level = map.value(along(new double[3], s, u));
        double low = 0;
        double high = 1e70 / largest(v);
        for (int i = 0; i < 300; i++) {
            double t = 0.5 * (low + high);
            if (map.value(along(new double[3], t, v)) < level) {
                low = t;
            } else {
                high = t;
            }
        }
        assertEquals(1, s * map.horizon().of(u) / (low * map.horizon().of(v)), 1e-9);
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
