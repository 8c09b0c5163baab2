package org.mirrorflow.sim.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.problem.MatrixSensing;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Run;

/** Where flows of matrices end, against what is predicted from the data and the start alone. */
class MatrixLimitTest {

    private static Specification of(Map<String, Object> changes) {
        Specification specification = SpecificationCodec.parse("""
                {"schema": 1, "seed": 5,
                 "problem": {"kind": "matrix-sensing", "rows": 4, "columns": 4, "samples": 3, "rank": 1},
                 "model": {"kind": "symmetric-difference", "initial-scale": 0.5},
                 "dynamics": {"kind": "gradient-flow", "tolerance": 1e-11},
                 "stop": {"loss": 1e-22}}
                """, "the test");
        for (String first : List.of("problem.kind", "model.kind", "dynamics.kind")) {
            if (changes.containsKey(first)) {
                specification = specification.with(first, changes.get(first));
            }
        }
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            specification = specification.with(change.getKey(), change.getValue());
        }
        return specification;
    }

    static Stream<Arguments> predicted() {
        List<Map<String, Object>> cases = new ArrayList<>();
        String measurements = "problem.measurements";
        for (String model : List.of("symmetric-difference", "symmetric-factorization")) {
            cases.add(Map.of(measurements, "commuting", "model.kind", model));
        }
        cases.add(Map.of(measurements, "commuting", "model.kind", "factor-product", "model.start", "one-zero"));
        cases.add(Map.of(measurements, "commuting", "model.kind", "low-rank-adapter", "model.start", "identity"));
        cases.add(Map.of(measurements, "gaussian", "model.kind", "direct"));
        for (String model : List.of("spectral-hyperbolic-entropy", "schatten")) {
            // a map of its own needs no commuting
            cases.add(Map.of(measurements, "gaussian", "model.kind", model, "dynamics.kind", "mirror-flow"));
        }
        cases.add(Map.of(
                "problem.kind",
                "sparse-coding",
                "problem.features",
                3,
                "problem.atoms",
                6,
                "problem.signals",
                2,
                "problem.sparsity",
                2,
                "model.kind",
                "diagonal-network",
                "model.initial-scale",
                0.3));
        return cases.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("predicted")
    void theFlowEndsAtItsPrediction(Map<String, Object> changes) throws ProblemException {
        // a positive factorization can fit only what a positive matrix can: plant one
        Experiment experiment = Experiment.of(of(changes), Path.of("."));
        if (changes.get("model.kind").equals("symmetric-factorization")
                && experiment.prediction(Prediction.LIMIT).isEmpty()) {
            experiment = Experiment.of(of(changes).with("seed", 6), Path.of("."));
        }
        assertEquals("", experiment.unpredicted());
        Prediction limit = experiment.prediction(Prediction.LIMIT).orElseThrow();
        assertTrue(limit.certified(1e-8), limit.toString());
        Run run = Specs.finished(experiment);
        double[] end = run.history().weights(run.history().size() - 1);
        assertEquals(
                0,
                Norms.relativeDistance(end, limit.weights()),
                1e-7,
                run.outcome().toString());
        assertTrue(Norms.relativeDistance(experiment.model().startWeights(), limit.weights()) > 1e-2);
    }

    @Test
    void whereNothingCommutesThereIsNoPredictionAndTheReasonIsSaid() throws ProblemException {
        Experiment gaussian = Experiment.of(of(Map.of("problem.measurements", "symmetric")), Path.of("."));
        assertTrue(gaussian.prediction(Prediction.LIMIT).isEmpty());
        assertTrue(gaussian.unpredicted().contains("do not commute"), gaussian.unpredicted());
        Experiment random =
                Experiment.of(of(Map.of("problem.measurements", "commuting", "model.start", "random")), Path.of("."));
        assertTrue(random.unpredicted().contains("isometries"), random.unpredicted());
        assertTrue(random.prediction("min-nuclear").isPresent());
        Experiment deep = Experiment.of(
                of(Map.of(
                        "problem.measurements",
                        "commuting",
                        "model.kind",
                        "deep-matrix-product",
                        "model.start",
                        "random")),
                Path.of("."));
        assertFalse(deep.unpredicted().isEmpty());
    }

    @Test
    void misalignmentIsTheLargestCommutator() throws ProblemException {
        MatrixSensing commuting =
                (MatrixSensing) Experiment.of(of(Map.of("problem.measurements", "commuting")), Path.of("."))
                        .problem();
        assertTrue(commuting.symmetric());
        assertTrue(commuting.misalignment() < 1e-14);
        MatrixSensing symmetric =
                (MatrixSensing) Experiment.of(of(Map.of("problem.measurements", "symmetric")), Path.of("."))
                        .problem();
        assertTrue(symmetric.symmetric());
        assertTrue(symmetric.misalignment() > 0.1);
        // [diag(1, −1), [[0, 1], [1, 0]]] = [[0, 2], [−2, 0]], of norm 2√2 against 2·√2·√2
        MatrixSensing byHand = new MatrixSensing(
                new org.ejml.data.DMatrixRMaj(new double[][] {{1, 0, 0, -1}, {0, 1, 1, 0}}),
                new double[2],
                2,
                2,
                null,
                null,
                "by hand");
        assertEquals(Math.sqrt(0.5), byHand.misalignment(), 1e-14);
    }

    @Test
    void anAdapterCountsFromWhereItStarts() throws ProblemException {
        Experiment adapter = Experiment.of(
                of(Map.of("problem.kind", "low-rank-adaptation", "model.kind", "low-rank-adapter")), Path.of("."));
        double[] start = adapter.problem().startWeights().orElseThrow();
        assertEquals(0, Norms.relativeDistance(adapter.model().startWeights(), start), 1e-15);
        double[] frobenius = adapter.prediction("min-frobenius").orElseThrow().weights();
        Experiment direct =
                Experiment.of(of(Map.of("problem.kind", "low-rank-adaptation", "model.kind", "direct")), Path.of("."));
        Run run = Specs.finished(direct);
        assertEquals(
                0, Norms.relativeDistance(run.history().weights(run.history().size() - 1), frobenius), 1e-7);
        double[] nuclear = adapter.prediction("min-nuclear").orElseThrow().weights();
        double ratio = run.history().value("nuclear-norm", run.history().size() - 1)
                / adapter.prediction("min-nuclear").orElseThrow().objective();
        assertTrue(ratio > 1 && Norms.relativeDistance(nuclear, frobenius) > 1e-2);
    }

    @Test
    void theAttentionProblemPredictsOneDirectionForEachGeometry() throws ProblemException {
        Experiment factored = Experiment.of(
                of(Map.of(
                        "problem.kind",
                        "reference-attention",
                        "model.kind",
                        "attention-product",
                        "dynamics.kind",
                        "normalised-gradient-flow")),
                Path.of("."));
        Experiment combined = Experiment.of(
                of(Map.of(
                        "problem.kind",
                        "reference-attention",
                        "model.kind",
                        "direct",
                        "dynamics.kind",
                        "normalised-gradient-flow")),
                Path.of("."));
        assertEquals(
                0.6233082, factored.prediction(Prediction.LIMIT).orElseThrow().objective(), 5e-8);
        assertEquals(
                0.5564572, combined.prediction(Prediction.LIMIT).orElseThrow().objective(), 5e-8);
        Experiment narrow = Experiment.of(
                of(Map.of(
                        "problem.kind",
                        "reference-attention",
                        "model.kind",
                        "attention-product",
                        "model.width",
                        1,
                        "dynamics.kind",
                        "normalised-gradient-flow")),
                Path.of("."));
        assertTrue(narrow.prediction(Prediction.LIMIT).isEmpty());
        assertTrue(narrow.prediction("max-margin-nuclear").isPresent());
    }

    /** e^{−2Λ} times the scale is no double then: no limit is shown rather than that of another potential. */
    @Test
    void aDoseBeyondEveryDoubleLeavesThePredictionOutWithItsReason() throws ProblemException {
        Experiment experiment = Specs.experiment(
                "problem.kind",
                "matrix-sensing",
                "problem.rows",
                4,
                "problem.columns",
                4,
                "problem.measurements",
                "commuting",
                "model.kind",
                "symmetric-difference",
                "dynamics.weight-decay",
                100,
                "dynamics.decay-off",
                10);
        assertTrue(experiment.prediction(Prediction.LIMIT).isEmpty());
        assertTrue(experiment.unpredicted().contains("scale"), experiment.unpredicted());
        assertTrue(experiment.prediction("min-nuclear").isPresent(), "the other theorems still speak");
    }
}
