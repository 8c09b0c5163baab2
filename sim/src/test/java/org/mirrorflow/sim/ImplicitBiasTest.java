package org.mirrorflow.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * What the lab is for, as statements: the two flows are one trajectory, its limit minimises the induced potential, and
 * the initial scale moves that limit from the least ℓ2 norm to the least ℓ1 norm.
 */
class ImplicitBiasTest {

    private static double[] end(Run run) {
        return run.history().weights(run.history().size() - 1);
    }

    private static double[] predicted(Experiment experiment, String id) {
        return experiment.prediction(id).orElseThrow().weights();
    }

    @ParameterizedTest
    @CsvSource({
        "diagonal-network, 2, 0.05, 0",
        "diagonal-network, 2, 1, 0",
        "diagonal-network, 2, 0.1, 0.2",
        "diagonal-network, 3, 0.1, 0",
        "diagonal-network, 3, 0.3, -0.1",
        "diagonal-network, 4, 0.3, 0",
        "hadamard-product, 0, 0.1, 0",
        "hadamard-product, 0, 0.1, 0.2",
        "direct, 0, 0, 0.2",
    })
    void gradientFlowOnFactorsIsMirrorFlowOfTheInducedMap(String kind, int depth, double scale, double weight)
            throws ProblemException {
        var specification = Specs.of("model.kind", kind, "model.initial-weight", weight, "dynamics.tolerance", 1e-11);
        if (scale > 0) {
            specification = specification.with("model.initial-scale", scale);
        }
        if (depth > 0) {
            specification = specification.with("model.depth", depth);
        }
        Experiment factors = Experiment.of(specification, Path.of("."));
        Experiment mirror = Experiment.of(specification.with("dynamics.kind", "mirror-flow"), Path.of("."));
        Run a = Specs.finished(factors);
        Run b = Specs.finished(mirror);
        Verdict twins = Verdicts.twins(factors, a.history(), mirror, b.history());
        assertEquals(Verdict.Status.HOLDS, twins.status(), twins.toString());
        assertTrue(twins.value() <= 1e-6, twins.toString());
        if (!kind.equals("direct")) {
            double drift = 0;
            for (double value : a.history().column("balance-drift")) {
                drift = Math.max(drift, value);
            }
            assertTrue(drift > 0 && drift <= 1e-8, "the balance drifts by " + drift);
        }
    }

    /** The same trajectory only from the same start on the same data. */
    @Test
    void anotherScaleIsAnotherTrajectory() throws ProblemException {
        Experiment one = Specs.experiment("dynamics.tolerance", 1e-10);
        Experiment other = Specs.experiment("dynamics.kind", "mirror-flow", "model.initial-scale", 0.1001);
        Verdict twins = Verdicts.twins(
                one, Specs.finished(one).history(), other, Specs.finished(other).history());
        assertEquals(Verdict.Status.FAILS, twins.status(), twins.toString());
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.01", "0.1", "1", "10"})
    void theLimitMinimisesTheHyperbolicEntropyOfTheScale(double alpha) throws ProblemException {
        for (String dynamics : new String[] {"gradient-flow", "mirror-flow"}) {
            Run run = Specs.finished(
                    "model.initial-scale", alpha, "dynamics.kind", dynamics, "stop.loss", 1e-16, "stop.time", 1e9);
            assertEquals(Outcome.Kind.CONVERGED, run.outcome().orElseThrow().kind());
            double[] limit = predicted(run.experiment(), Prediction.LIMIT);
            assertTrue(Norms.relativeDistance(end(run), limit) <= 1e-4, dynamics + " at " + alpha);
            // The end point itself, whatever was predicted, beats every other interpolator we know.
            SeparableMirrorMap potential = run.experiment().model().potential().orElseThrow();
            double value = potential.value(end(run));
            for (String other : new String[] {Prediction.MIN_L1, Prediction.MIN_L2}) {
                double[] w = predicted(run.experiment(), other);
                assertTrue(value <= potential.value(w) + 1e-6 * Math.abs(value), dynamics + " against " + other);
            }
        }
    }

    /**
     * As α falls, ‖w‖₁ falls to its least value, within [E(w₁) − E(w)]/log(2/β) with E(w) = Σ|wᵢ|(log|wᵢ| − 1), which
     * follows from comparing the potentials of w and of the least-ℓ1 point; as it grows, w goes to the least ℓ2 norm with
     * an error of order β⁻².
     */
    @Test
    void theScaleMovesTheLimitFromLeastL2ToLeastL1() throws ProblemException {
        double[] scales = {1e-4, 1e-3, 1e-2, 1e-1, 1, 3, 10};
        double[] excess = new double[scales.length];
        double[] distance = new double[scales.length];
        for (int k = 0; k < scales.length; k++) {
            Run run = Specs.finished(
                    "model.initial-scale",
                    scales[k],
                    "dynamics.kind",
                    "mirror-flow",
                    "stop.loss",
                    1e-24,
                    "dynamics.tolerance",
                    1e-10);
            double[] w = end(run);
            double[] sparse = predicted(run.experiment(), Prediction.MIN_L1);
            double[] dense = predicted(run.experiment(), Prediction.MIN_L2);
            excess[k] = Norms.l1(w) / Norms.l1(sparse) - 1;
            distance[k] = Norms.relativeDistance(w, dense);
            double beta = 2 * scales[k] * scales[k];
            if (scales[k] <= 0.01) {
                double bound = (entropy(sparse) - entropy(w)) / Math.log(2 / beta) + 15 * beta;
                assertTrue(
                        Norms.l1(w) - Norms.l1(sparse) <= bound,
                        "excess " + (Norms.l1(w) - Norms.l1(sparse)) + ", bound " + bound + " at " + scales[k]);
            }
            assertTrue(Norms.l2(w) >= Norms.l2(dense) * (1 - 1e-9) && excess[k] >= -1e-9);
            if (k > 0) {
                assertTrue(excess[k] >= excess[k - 1] - 1e-9, "‖w‖₁ falls with α: " + excess[k - 1] + ", " + excess[k]);
                assertTrue(distance[k] <= distance[k - 1] + 1e-9, "w nears the least ℓ2 norm as α grows");
            }
        }
        assertTrue(excess[0] < 0.01, "‖w‖₁ exceeds its least value by " + excess[0] + " at α = 1e-4");
        assertTrue(excess[6] > 0.05, "the two norms pick different interpolators: " + excess[6]);
        assertTrue(distance[6] < 1e-6, "distance to least ℓ2 norm " + distance[6] + " at α = 10");
        // β⁻²: from α = 1 to α = 3 the distance falls by 3⁴.
        assertEquals(81, distance[4] / distance[5], 1);
    }

    private static double entropy(double[] w) {
        double sum = 0;
        for (double x : w) {
            sum += x == 0 ? 0 : Math.abs(x) * (Math.log(Math.abs(x)) - 1);
        }
        return sum;
    }

    /** One sample z = (1, 2), y = 3: wᵢ = β sinh(4 zᵢ ν), and ν solves one scalar equation. */
    @Test
    void theLimitOfOneSampleAsComputedByHand(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("x.csv"), "1,2\n");
        Files.writeString(folder.resolve("y.csv"), "3\n");
        for (double alpha : new double[] {0.01, 0.3, 2}) {
            double beta = 2 * alpha * alpha;
            double nu = new BrentSolver(1e-15, 1e-15)
                    .solve(500, v -> beta * Math.sinh(4 * v) + 2 * beta * Math.sinh(8 * v) - 3, 0, 5);
            double[] expected = {beta * Math.sinh(4 * nu), beta * Math.sinh(8 * nu)};
            for (String dynamics : new String[] {"gradient-flow", "mirror-flow"}) {
                Run run = Specs.finished(Experiment.of(
                        Specs.of(
                                "problem.kind",
                                "regression-csv",
                                "problem.x-file",
                                "x.csv",
                                "problem.y-file",
                                "y.csv",
                                "model.initial-scale",
                                alpha,
                                "dynamics.kind",
                                dynamics,
                                "stop.loss",
                                1e-20),
                        folder));
                assertArrayEquals(expected, predicted(run.experiment(), Prediction.LIMIT), 1e-9);
                assertArrayEquals(expected, end(run), 1e-6);
            }
        }
    }

    /** A converged dual flow and the predictor compute the same point in ways that share no code. */
    @ParameterizedTest
    @CsvSource({
        "hyperbolic-entropy, beta, 0.01",
        "euclidean, , ",
        "p-norm, p, 1.5",
        "p-norm, p, 3",
        "deep-diagonal, depth, 3",
        "deep-diagonal, depth, 5",
    })
    void aDualFlowEndsWhereThePredictorPoints(String kind, String parameter, Double value) throws ProblemException {
        var specification = Specs.of("dynamics.kind", "mirror-flow", "model.kind", kind, "stop.loss", 1e-18);
        if (parameter != null) {
            specification = specification.with("model." + parameter, value);
        }
        Run run = Specs.finished(Experiment.of(specification, Path.of(".")));
        assertEquals(Outcome.Kind.CONVERGED, run.outcome().orElseThrow().kind());
        double distance = Norms.relativeDistance(end(run), predicted(run.experiment(), Prediction.LIMIT));
        assertTrue(distance <= 1e-6, "distance " + distance);
    }

    /** Rows of the record are moments of one trajectory: the loss falls, and stays under its bound. */
    @Test
    void theLossFallsAlongAFlowAndStaysUnderItsBound() throws ProblemException {
        Run run = Specs.finished();
        History history = run.history();
        double constant = run.experiment().lossBound().orElseThrow();
        for (int i = 1; i < history.size(); i++) {
            assertTrue(history.value("loss", i) < history.value("loss", i - 1));
            assertTrue(history.value("loss", i) <= constant / history.time(i) * (1 + 1e-9));
        }
    }
}
