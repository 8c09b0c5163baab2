package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/** What every problem in the catalogue promises, at its defaults and at a few other settings. */
final class ProblemFamilyContractTest {

    private static final int ROUNDS = 30;

    @TempDir
    static Path base;

    /** A family at some settings; {@code random} tells whether the seed decides anything. */
    record Case(ProblemFamily family, Map<String, ?> given, boolean random) {

        Problem create(long seed) throws ProblemException {
            return family.create(Settings.of(family.parameters(), given), seed, base);
        }

        @Override
        public String toString() {
            return family.id() + " " + given;
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (ProblemFamily family : ProblemFamily.catalogue().entries()) {
            for (ProblemCases.Given c : ProblemCases.of(family.id(), base)) {
                cases.add(new Case(family, c.given(), c.random()));
            }
        }
        return cases.stream();
    }

    @Test
    void everyFamilyOfTheCatalogueHasItsCases() throws IOException {
        Set<String> tested = new HashSet<>();
        cases().forEach(c -> tested.add(c.family().id()));
        assertEquals(Set.copyOf(ProblemFamily.catalogue().ids()), tested);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void entryExplainsItself(Case c) {
        ProblemFamily family = c.family();
        assertTrue(family.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), family.id());
        assertFalse(family.name().isBlank());
        assertTrue(family.summary().endsWith("."), family.summary());
        assertFalse(family.source().isBlank());
        Set<String> ids = new HashSet<>();
        for (Parameter parameter : family.parameters()) {
            assertTrue(ids.add(parameter.id()), () -> "twice: " + parameter.id());
            assertTrue(parameter.help().endsWith("."), parameter.help());
            assertFalse(parameter.adjustable(), () -> parameter.id() + " fixes the data, so it cannot change in a run");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientIsTheDerivativeOfTheLoss(Case c) throws ProblemException {
        Problem problem = c.create(11);
        int d = problem.dimension();
        SeededRandom random = new SeededRandom(99, "point");
        double[] w = gaussian(random, d);
        double[] gradient = new double[d];
        problem.lossAndGradient(w, gradient);
        for (int direction = 0; direction < 5; direction++) {
            double[] v = gaussian(random, d);
            double slope = 0;
            for (int j = 0; j < d; j++) {
                slope += gradient[j] * v[j];
            }
            double h = 1e-4;
            double measured = (8 * (at(problem, w, v, h) - at(problem, w, v, -h))
                            - at(problem, w, v, 2 * h)
                            + at(problem, w, v, -2 * h))
                    / (12 * h);
            assertEquals(slope, measured, 1e-8 * (1 + Math.abs(slope) + problem.loss(w)));
        }
    }

    private static double at(Problem problem, double[] w, double[] v, double h) {
        double[] moved = w.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] += h * v[j];
        }
        return problem.loss(moved);
    }

    private static double[] gaussian(SeededRandom random, int d) {
        double[] v = new double[d];
        for (int j = 0; j < d; j++) {
            v[j] = random.nextGaussian() / Math.sqrt(d);
        }
        return v;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientOverwritesAndReturnsTheLoss(Case c) throws ProblemException {
        Problem problem = c.create(12);
        double[] w = gaussian(new SeededRandom(7), problem.dimension());
        double[] first = new double[problem.dimension()];
        double[] second = new double[problem.dimension()];
        Arrays.fill(second, Double.NaN);
        double[] before = w.clone();
        assertEquals(problem.loss(w), problem.lossAndGradient(w, first));
        problem.lossAndGradient(w, second);
        assertArrayEquals(first, second);
        assertArrayEquals(before, w);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientAllocateNothing(Case c) throws ProblemException {
        Problem problem = c.create(12);
        double[] w = gaussian(new SeededRandom(7), problem.dimension());
        double[] gradient = new double[problem.dimension()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Assumptions.assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocations");
        double sum = 0;
        int calls = 2000;
        long allocated = Long.MAX_VALUE;
        // Vectors are objects until they have been compiled, which may happen in the middle of a round; a call that
        // allocates for itself does so in every one.
        for (int round = 0; round < ROUNDS && allocated >= 16L * calls; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                sum += problem.loss(w) + problem.lossAndGradient(w, gradient);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        long least = allocated;
        assertTrue(sum > 0);
        // One object per call would be 16 bytes each at least.
        assertTrue(least < 16L * calls, () -> least + " bytes");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void copiesWorkAtTheSameTimeOnSeveralThreads(Case c) throws ProblemException {
        Problem problem = c.create(13);
        int d = problem.dimension();
        List<double[]> points = Stream.iterate(1, i -> i + 1)
                .limit(16)
                .map(i -> gaussian(new SeededRandom(i), d))
                .toList();
        double[] alone = points.stream().mapToDouble(problem::loss).toArray();
        double[] together = points.parallelStream()
                .mapToDouble(w -> problem.copy().lossAndGradient(w, new double[d]))
                .toArray();
        assertArrayEquals(alone, together);
        assertEquals(problem.digest(), problem.copy().digest());
        assertEquals(problem.description(), problem.copy().description());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameSeedGivesTheSameBitsAndAnotherSeedOthers(Case c) throws ProblemException {
        Problem problem = c.create(14);
        Problem again = c.create(14);
        assertTrue(problem.digest().matches("[0-9a-f]{64}"), problem.digest());
        assertEquals(problem.digest(), again.digest());
        assertEquals(problem.description(), again.description());
        assertArrayEquals(
                problem.planted().orElse(new double[0]), again.planted().orElse(new double[0]));
        double[] w = gaussian(new SeededRandom(8), problem.dimension());
        assertEquals(problem.loss(w), again.loss(w));
        if (c.random()) {
            assertNotEquals(problem.digest(), c.create(15).digest());
        } else {
            assertEquals(problem.digest(), c.create(15).digest());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plantedWeightsHaveTheRightLength(Case c) throws ProblemException {
        Problem problem = c.create(16);
        problem.planted().ifPresent(planted -> assertEquals(problem.dimension(), planted.length));
        assertTrue(problem.dimension() >= 1);
        assertFalse(problem.description().isBlank());
        assertFalse(problem.description().contains("\n"));
    }
}
