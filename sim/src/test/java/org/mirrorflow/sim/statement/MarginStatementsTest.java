package org.mirrorflow.sim.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.curve.MarginLevel;
import org.mirrorflow.sim.curve.NormGrowthCurve;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.observe.Kkt;
import org.mirrorflow.sim.observe.MarginGeometry;
import org.mirrorflow.sim.problem.HomogeneousNetwork;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.mirror.Mahalanobis;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.predict.MaxMargin;

/** Limits, observables, curves and statements of classification runs. */
class MarginStatementsTest {

    private static Run run(String problem, String model, double loss) throws Exception {
        return Specs.finished(experiment(problem, model, loss));
    }

    private static Experiment experiment(String problem, String model, double loss) throws Exception {
        return Experiment.of(
                SpecificationCodec.parse(
                        "{\"schema\": 1, \"seed\": 1, \"problem\": {\"kind\": " + problem + "}, \"model\": {\"kind\": "
                                + model
                                + "}, \"dynamics\": {\"kind\": \"normalised-mirror-flow\"}, \"stop\": {\"loss\": "
                                + loss
                                + ", \"time\": 1e300}}",
                        "the test"),
                Path.of("."));
    }

    private static Map<String, Verdict> verdicts(Run run) {
        return Verdicts.of(run.experiment(), run.history(), run.outcome()).stream()
                .collect(Collectors.toMap(Verdict::id, Function.identity()));
    }

    @Test
    void aRunThatHasGoneFarHasItsDirectionAndItsCurves() throws Exception {
        Run run = run("\"reference-classification\"", "\"euclidean\"", 1e-300);
        Map<String, Verdict> verdicts = verdicts(run);
        assertFalse(verdicts.containsKey("limit"), "a direction is no point");
        assertEquals(Verdict.Status.HOLDS, verdicts.get("margin-gap").status());
        assertEquals(Verdict.Status.HOLDS, verdicts.get("q-margin").status());
        History history = run.history();
        int last = history.size() - 1;
        assertEquals(1.7396309, history.value("margin", last), 1e-3);
        assertTrue(Double.isNaN(history.value("distance-to-limit", 0)), "0 has no direction");
        assertTrue(history.value("distance-to-limit", last) < 1e-3);
        Prediction limit = run.experiment().prediction(Prediction.LIMIT).orElseThrow();
        assertEquals(Prediction.Kind.DIRECTION, limit.kind());
        TheoryCurve level = new MarginLevel().curves(run.experiment(), history).getFirst();
        assertEquals(1.7396309, level.values()[last], 1e-7);
        List<TheoryCurve> growth = new NormGrowthCurve().curves(run.experiment(), history);
        for (TheoryCurve curve : growth) {
            double measured = history.value(curve.quantity(), last);
            assertEquals(measured, curve.values()[last], 2e-3 * Math.abs(measured), curve.quantity());
        }
    }

    @Test
    void aRunThatStoppedEarlyDecidesNothing() throws Exception {
        Run run = run("\"reference-classification\"", "\"hyperbolic-entropy\", \"beta\": 10", 1e-9);
        assertEquals(
                Verdict.Status.INCONCLUSIVE, verdicts(run).get("margin-gap").status());
    }

    @Test
    void networksKeepTheirOwnBalanceAndNotTheEuclideanOne() throws Exception {
        Run run =
                run("\"homogeneous-network\", \"start\": \"reference\"", "\"hyperbolic-entropy\", \"beta\": 0.5", 1e-9);
        Map<String, Verdict> verdicts = verdicts(run);
        assertEquals(Verdict.Status.HOLDS, verdicts.get("neuron-balance-drift").status());
        History history = run.history();
        assertTrue(history.value("euclidean-balance-drift", history.size() - 1) > 1e-2);
        assertFalse(history.has("margin-gap"));
        assertTrue(history.value("active-neurons", history.size() - 1) <= 12);
    }

    static Stream<Arguments> maps() {
        String vectors = "\"reference-classification\"";
        String matrices = "\"reference-attention\"";
        return Stream.of(
                Arguments.of(vectors, "\"mahalanobis\", \"condition\": 10"),
                Arguments.of(vectors, "\"squared-p-norm\", \"p\": 1.5"),
                Arguments.of(vectors, "\"squared-p-norm\", \"p\": 3"),
                Arguments.of(matrices, "\"schatten\", \"p\": 1.5"),
                Arguments.of(matrices, "\"p-norm\", \"p\": 1.5"));
    }

    /** Where the horizon function is no norm of coordinates, limit, margin and Q-margin are those of the map. */
    @ParameterizedTest
    @MethodSource("maps")
    void everyMapHasItsOwnLargestMargin(String problem, String model) throws Exception {
        Run run = run(problem, model, 1e-300);
        Map<String, Verdict> verdicts = verdicts(run);
        assertEquals(Verdict.Status.HOLDS, verdicts.get("margin-gap").status(), verdicts.toString());
        assertEquals(Verdict.Status.HOLDS, verdicts.get("q-margin").status(), verdicts.toString());
        Prediction limit = run.experiment().prediction(Prediction.LIMIT).orElseThrow();
        assertTrue(limit.certified(1e-10), limit.toString());
        History history = run.history();
        int last = history.size() - 1;
        MirrorMap map = MarginGeometry.map(run.experiment()).orElseThrow();
        assertEquals(map.horizon().of(history.weights(last)), history.value("horizon-norm", last));
        double distance = history.value("distance-to-limit", last);
        assertTrue(distance < 1e-2, "distance " + distance);
    }

    @Test
    void mapsWithoutAHorizonHaveNoDirectionAndSayWhy() throws Exception {
        Experiment experiment = experiment("\"reference-classification\"", "\"log-cosh\"", 1e-3);
        assertTrue(experiment.prediction(Prediction.LIMIT).isEmpty());
        assertTrue(experiment.unpredicted().startsWith("No direction is predicted: "), experiment.unpredicted());
    }

    @Test
    void aStartOutsideTheDomainIsRefused() {
        InvalidSettingException refusal = assertThrows(
                InvalidSettingException.class,
                () -> experiment("\"homogeneous-network\"", "\"negative-entropy\"", 1e-3));
        assertEquals("model.kind", refusal.setting());
    }

    /** For a linear predictor the residual is γ/γ_t − 1, and 0 at the direction of largest margin. */
    @Test
    void theKktResidualVanishesAtTheLargestMarginOnly() throws Exception {
        LinearClassification problem =
                (LinearClassification) experiment("\"reference-classification\"", "\"euclidean\"", 1e-3)
                        .problem();
        for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
            double[] best = new MaxMargin(p).predict(problem.rows()).direction();
            assertEquals(0, Kkt.residual(problem, best, new HorizonFunction.Norm(p)), 1e-9);
            double[] other = {1, 1, 0.3};
            double margin = problem.smallestMargin(other) / MaxMargin.norm(other, p);
            double largest = new MaxMargin(p).predict(problem.rows()).margin();
            assertEquals(largest / margin - 1, Kkt.residual(problem, other, new HorizonFunction.Norm(p)), 1e-9);
        }
        HorizonFunction gauge = Mahalanobis.random(3, 10, 1).horizon();
        assertEquals(
                0,
                Kkt.residual(
                        problem, MaxMargin.of(gauge).predict(problem.rows()).direction(), gauge),
                1e-9);
        assertEquals(
                Double.POSITIVE_INFINITY, Kkt.residual(problem, new double[] {-1, 0, 0}, new HorizonFunction.Norm(2)));
    }

    /** Balanced neurons that each fit one of two orthogonal samples with equal margin are a KKT point of ‖·‖₂. */
    @Test
    void aKnownKktPointOfANetworkIsRecognised() {
        MarginProblem network = new HomogeneousNetwork(
                new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}),
                new double[] {1, -1},
                new int[] {2},
                HomogeneousNetwork.Activation.RELU,
                MarginProblem.Tail.EXPONENTIAL,
                new double[6],
                "two orthogonal samples");
        double[] point = {1, 0, 0, 1, 1, -1};
        assertEquals(0, Kkt.residual(network, point, new HorizonFunction.Norm(2)), 1e-9);
        double[] unbalanced = {2, 0, 0, 1, 0.5, -1};
        assertTrue(Kkt.residual(network, unbalanced, new HorizonFunction.Norm(2)) > 1e-2);
    }
}
