package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.problem.ProblemFamily;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.Euclidean;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.mirrorflow.theory.mirror.PowerPotential;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.ScaledCosh;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.reparam.ReparametrizationFamily;
import org.mirrorflow.theory.weights.SeededRandom;
import org.mirrorflow.theory.weights.Start;

/** Flows in normalised time: their clock, their checkpoints, their Jacobian, and the tabulated reference runs. */
class NormalisedFlowTest {

    private static MarginProblem problem(String kind, Map<String, ?> given) {
        ProblemFamily family = Components.PROBLEMS.get(kind);
        try {
            return (MarginProblem) family.create(Settings.of(family.parameters(), given), 3, Path.of("."));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    private static Dynamics flow(MarginProblem problem, ScalarPotential potential, Map<String, ?> given) {
        SeparableMirrorMap map = SeparableMirrorMap.uniform(potential, problem.dimension());
        Model model =
                problem.startWeights().map(w -> new Model.Mirrored(map, w)).orElseGet(() -> new Model.Mirrored(map));
        DynamicsFamily family = Components.DYNAMICS.get("normalised-mirror-flow");
        return family.create(Settings.of(family.parameters(), given), problem, model, 0);
    }

    private static void to(Dynamics dynamics, double s) {
        while (dynamics.clock() < s) {
            dynamics.advance(Math.min(s, Math.max(1e-3, 1.25 * dynamics.clock())));
        }
    }

    /** One sample and the Euclidean map: w = s, f = e^{−s}, t = e^s − 1. */
    @Test
    void theClocksOfOneSampleAreKnown() {
        Dynamics dynamics =
                flow(problem("reference-classification", Map.of("data", "one-sample")), new Euclidean(), Map.of());
        assertEquals(0, dynamics.time());
        assertEquals(Double.NEGATIVE_INFINITY, dynamics.logTime());
        to(dynamics, 2);
        assertEquals(2, dynamics.weights()[0], 1e-12);
        assertEquals(Math.exp(-2), dynamics.loss(), 1e-13);
        assertEquals(-Math.exp(-2), dynamics.gradient()[0], 1e-13);
        assertEquals(Math.expm1(2), dynamics.time(), 1e-10);
        to(dynamics, 1e5);
        assertEquals(1e5, dynamics.logTime(), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, dynamics.time());
        assertEquals(1e5, dynamics.normalisedTime());
        assertEquals(0, dynamics.loss());
    }

    /** Orthogonal samples: the direction converges like 1/log t, and each weight has a closed form at every time. */
    @Test
    void slowFlowsFollowTheirClosedFormFarBeyondEveryTime() throws Exception {
        Run run = Specs.finished(
                "problem.kind", "reference-classification",
                "problem.data", "orthogonal-samples",
                "model.kind", "euclidean",
                "dynamics.kind", "normalised-mirror-flow",
                "record.per-decade", 5,
                "stop.loss", 1e-300,
                "stop.time", 1e5);
        History history = run.history();
        int last = history.size() - 1;
        assertTrue(
                history.clocks(last).logTime() > 230,
                "log t = " + history.clocks(last).logTime());
        assertTrue(run.steps() < 1000, run.steps() + " steps");
        assertEquals(Verdict.Status.HOLDS, verdict(run).status());
        assertEquals(0, history.value("closed-form-error", last), 1e-12);
        // The distance falls like 1/log t: it is still seen where t is beyond 1e100.
        assertTrue(history.value("distance-to-limit", last) > 1e-4);
        Run other = Specs.finished(
                "problem.kind", "reference-classification",
                "problem.data", "two-samples",
                "model.kind", "euclidean",
                "dynamics.kind", "normalised-mirror-flow",
                "stop.time", 5);
        assertTrue(Verdicts.of(other.experiment(), other.history(), other.outcome()).stream()
                .noneMatch(each -> each.id().equals("closed-form")));
    }

    private static Verdict verdict(Run run) {
        return Verdicts.of(run.experiment(), run.history(), run.outcome()).stream()
                .filter(each -> each.id().equals("closed-form"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"10, 28.53, 8.27e-3", "1000, 3025, 8.07e-5"})
    void theEuclideanCheckpoints(double s, double logTime, double gap) {
        Dynamics dynamics = flow(problem("reference-classification", Map.of()), new Euclidean(), Map.of());
        to(dynamics, s);
        assertEquals(logTime, dynamics.logTime(), 2e-4 * logTime);
        assertEquals(gap, gap(dynamics, 2, 1.7396309348), 1e-3 * gap);
    }

    @ParameterizedTest
    @CsvSource({"4, 157.6, 1.741e-2", "8, 2.415e4, 3.47e-4"})
    void theEntropicCheckpoints(double s, double logTime, double gap) {
        Dynamics dynamics = flow(problem("reference-classification", Map.of()), new HyperbolicEntropy(1), Map.of());
        to(dynamics, s);
        assertEquals(logTime, dynamics.logTime(), 2e-4 * logTime);
        assertEquals(gap, gap(dynamics, 1, 1.25), 2e-3 * gap);
    }

    @ParameterizedTest
    @CsvSource({"1e3, 25.914, 7.913", "1e9, 76.685, 21.821"})
    void theCoshCheckpoints(double s, double logTime, double norm) {
        Dynamics dynamics = flow(problem("reference-classification", Map.of()), new ScaledCosh(1), Map.of());
        to(dynamics, s);
        assertEquals(logTime, dynamics.logTime(), 1e-3);
        assertEquals(norm, MaxMargin.norm(dynamics.weights(), Double.POSITIVE_INFINITY), 1e-3);
    }

    @Test
    void exponentiallySlowFlowsAreFollowedFarBeyondEveryTime() {
        Dynamics dynamics =
                flow(problem("reference-classification", Map.of()), new ScaledCosh(1), Map.of("tolerance", 1e-6));
        to(dynamics, 1e290);
        assertTrue(dynamics.logTime() > 2400, "log t = " + dynamics.logTime());
        assertEquals(0, gap(dynamics, Double.POSITIVE_INFINITY, 8.0 / 3), 1e-3);
    }

    private static double gap(Dynamics dynamics, double p, double margin) {
        MarginProblem problem = problem("reference-classification", Map.of());
        return 1 - problem.smallestMargin(dynamics.weights()) / MaxMargin.norm(dynamics.weights(), p) / margin;
    }

    /** The same flow in ordinary time: where t is moderate, both must stand at the same weights. */
    @ParameterizedTest
    @ValueSource(strings = {"euclidean", "hyperbolic-entropy", "p-norm", "cosh", "mahalanobis", "squared-p-norm"})
    void itIsTheMirrorFlowInAnotherClock(String map) {
        MarginProblem problem = problem("separable-classification", Map.of("samples", 6, "features", 9));
        MirrorMapFamily maps = Components.MIRROR_MAPS.get(map);
        Model model = new Model.Mirrored(maps.create(Settings.defaults(maps.parameters()), problem.layout()));
        DynamicsFamily normalised = Components.DYNAMICS.get("normalised-mirror-flow");
        Dynamics clocked = normalised.create(Settings.defaults(normalised.parameters()), problem, model, 0);
        to(clocked, 2);
        DynamicsFamily ordinary = Components.DYNAMICS.get("mirror-flow");
        Dynamics plain =
                ordinary.create(Settings.of(ordinary.parameters(), Map.of("tolerance", 1e-11)), problem, model, 0);
        double t = clocked.time();
        while (plain.time() < t) {
            plain.advance(t);
        }
        // t is an integral by straight lines: its error moves the weights by as much as the flow does in that time.
        assertArrayEquals(plain.weights(), clocked.weights(), 2e-4 * MaxMargin.norm(plain.weights(), 2));
    }

    @Test
    void factorsFollowTheMapThatTheyInduce() {
        MarginProblem problem = problem("reference-classification", Map.of());
        ReparametrizationFamily family = Components.PARAMETRIZATIONS.get("diagonal-network");
        Model model = new Model.Factored(family.create(
                Settings.of(family.parameters(), Map.of("depth", 2, "initial-scale", 0.5)),
                Start.of(problem.dimension())));
        Dynamics[] flows = new Dynamics[2];
        int which = 0;
        for (String id : List.of("normalised-gradient-flow", "normalised-mirror-flow")) {
            DynamicsFamily dynamics = Components.DYNAMICS.get(id);
            flows[which] = dynamics.create(Settings.defaults(dynamics.parameters()), problem, model, 0);
            to(flows[which++], 1);
        }
        assertArrayEquals(flows[1].weights(), flows[0].weights(), 1e-6 * MaxMargin.norm(flows[1].weights(), 2));
        assertTrue(flows[0].movesFactors());
        // Each carries log t as an integral over its own steps.
        assertEquals(flows[1].logTime(), flows[0].logTime(), 1e-2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference-classification", "homogeneous-network"})
    void continuesFromASaveBitForBit(String kind) {
        MarginProblem problem = problem(kind, Map.of());
        Dynamics uninterrupted = flow(problem, new HyperbolicEntropy(0.5), Map.of());
        for (int k = 0; k < 30; k++) {
            uninterrupted.advance(0.1 + 0.1 * k);
        }
        Map<String, double[]> saved = uninterrupted.save();
        Dynamics resumed = flow(problem, new HyperbolicEntropy(0.5), Map.of());
        resumed.restore(saved);
        for (int k = 0; k < 30; k++) {
            assertEquals(uninterrupted.clock(), resumed.clock());
            assertEquals(uninterrupted.logTime(), resumed.logTime());
            assertEquals(uninterrupted.steps(), resumed.steps());
            assertArrayEquals(uninterrupted.state(), resumed.state());
            assertArrayEquals(uninterrupted.gradient(), resumed.gradient());
            uninterrupted.advance(1e3);
            resumed.advance(1e3);
        }
        Map<String, double[]> broken = new HashMap<>(saved);
        broken.remove("clock");
        assertThrows(IllegalArgumentException.class, () -> resumed.restore(broken));
    }

    @Test
    void regressionAndMapsWithoutSeparationAreRefused() {
        LinearRegression regression = new LinearRegression(
                new DMatrixRMaj(new double[][] {{1, 2}}), new double[] {1}, List.of(), null, "one equation");
        for (String id : List.of("normalised-mirror-flow", "normalised-gradient-flow")) {
            DynamicsFamily family = Components.DYNAMICS.get(id);
            ReparametrizationFamily factors = Components.PARAMETRIZATIONS.get("diagonal-network");
            Model model = new Model.Factored(factors.create(Settings.defaults(factors.parameters()), Start.of(2)));
            InvalidSettingException refusal = assertThrows(
                    InvalidSettingException.class,
                    () -> family.create(Settings.defaults(family.parameters()), regression, model, 0));
            assertEquals("kind", refusal.setting());
            assertTrue(refusal.getMessage().contains(id), refusal.getMessage());
        }
        InvalidSettingException rodas = assertThrows(
                InvalidSettingException.class,
                () -> flow(problem("homogeneous-network", Map.of()), new Euclidean(), Map.of("integrator", "rodas")));
        assertEquals("integrator", rodas.setting());
    }

    /** Both forms of the Jacobian against differences of the right-hand side. */
    @ParameterizedTest
    @CsvSource({"4, 6", "12, 5", "3, 300"})
    void theLinearSolveIsThatOfTheJacobian(int n, int d) {
        MarginProblem problem = problem("separable-classification", Map.of("samples", n, "features", d, "sparsity", 2));
        NormalisedDualSystem system =
                new NormalisedDualSystem(problem, SeparableMirrorMap.uniform(new HyperbolicEntropy(0.3), d), 1e-9);
        assertTrue(system.implicit());
        SeededRandom random = new SeededRandom(2);
        double[] eta = new double[d];
        double[] b = new double[d];
        for (int j = 0; j < d; j++) {
            eta[j] = random.nextGaussian() / Math.sqrt(d);
            b[j] = random.nextGaussian();
        }
        double s = 0.7;
        system.linearise(eta);
        assertTrue(system.factor(s));
        double[] x = new double[d];
        system.solve(b, x);
        double h = 1e-5;
        double[] up = eta.clone();
        double[] down = eta.clone();
        for (int j = 0; j < d; j++) {
            up[j] += h * x[j];
            down[j] -= h * x[j];
        }
        double[] rateUp = new double[d];
        double[] rateDown = new double[d];
        system.rate(up, rateUp);
        system.rate(down, rateDown);
        for (int j = 0; j < d; j++) {
            assertEquals(b[j], s * x[j] - (rateUp[j] - rateDown[j]) / (2 * h), 1e-7);
        }
        system.solve(b, b);
        assertArrayEquals(x, b, 0);
    }

    /** Speeds that differ by twenty orders of magnitude must not cost the digits of the slow weights. */
    @Test
    void theLinearSolveKeepsItsDigitsAtUnequalSpeeds() {
        LinearClassification problem = (LinearClassification) problem("reference-classification", Map.of());
        NormalisedDualSystem system =
                new NormalisedDualSystem(problem, SeparableMirrorMap.uniform(new ScaledCosh(1), 3), 1e-9);
        double[] eta = {1.5e60, 1.17e60, -1e40};
        system.linearise(eta);
        assertTrue(system.factor(4e-58));
        double[] x = new double[3];
        system.solve(new double[] {1, 2, 3}, x);
        // Only the third weight can move the shares: 3 − (a₂₃ − a₁₃)z = 0 to leading order, and z then pulls the
        // others.
        double z = 3 / -1.5;
        assertEquals((1 + 1.5 * z) / 4e-58, x[0], 1e-9 * Math.abs(x[0]));
        assertEquals((2 - 0.5 * z) / 4e-58, x[1], 1e-9 * Math.abs(x[1]));
    }

    @Test
    void theMidpointRuleIsOfOrderTwoWhereTheFlowIsSmooth() {
        MarginProblem problem =
                problem("homogeneous-network", Map.of("activation", "square", "width", 4, "data", "six-points"));
        double[] exact = end(problem, "dormand-prince", 0.1);
        double coarse = distance(exact, end(problem, "midpoint", 0.08));
        double fine = distance(exact, end(problem, "midpoint", 0.02));
        assertEquals(2, Math.log(coarse / fine) / Math.log(4), 0.25);
    }

    private static double[] end(MarginProblem problem, String integrator, double step) {
        Dynamics dynamics = flow(
                problem,
                new HyperbolicEntropy(0.5),
                Map.of("integrator", integrator, "kernel-step", step, "tolerance", 1e-12));
        while (dynamics.clock() < 1) {
            dynamics.advance(1);
        }
        return dynamics.weights().clone();
    }

    private static double distance(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int j = 0; j < a.length; j++) {
            difference[j] -= b[j];
        }
        return MaxMargin.norm(difference, 2);
    }

    /** Twelve ReLU neurons on six points to a margin of 200. */
    @ParameterizedTest
    @CsvSource({"1, 0.05, 6, 4.081", "1, 0.5, 10, 4.694", "2, 0, 12, 9.196", "3, 0, 12, 11.303", "4, 0, 12, 11.310"})
    void theReferenceNetworkHasItsTabulatedNeurons(double p, double beta, int active, double ratio) {
        MarginProblem problem = problem("homogeneous-network", Map.of("start", "reference"));
        ScalarPotential potential = p == 1 ? new HyperbolicEntropy(beta) : new PowerPotential(p);
        Dynamics dynamics = flow(problem, potential, Map.of("kernel-step", 0.2));
        while (problem.smallestMargin(dynamics.weights()) < 200) {
            dynamics.advance(1e300);
            assertTrue(dynamics.steps() < 100_000, "the margin is not reached");
        }
        double largest = 0;
        double sum = 0;
        double squares = 0;
        for (MarginProblem.Neuron neuron : problem.neurons()) {
            double strength = neuron.strength(dynamics.weights());
            largest = Math.max(largest, strength);
            sum += strength;
            squares += strength * strength;
        }
        int count = 0;
        for (MarginProblem.Neuron neuron : problem.neurons()) {
            count += neuron.strength(dynamics.weights()) > 0.01 * largest ? 1 : 0;
        }
        assertEquals(active, count);
        assertEquals(ratio, sum * sum / squares, 2e-3 * ratio);
    }
}
