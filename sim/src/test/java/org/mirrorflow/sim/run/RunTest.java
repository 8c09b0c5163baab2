package org.mirrorflow.sim.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.ProblemException;

class RunTest {

    static Stream<String> dynamics() {
        return Components.DYNAMICS.ids().stream();
    }

    /** Those that go on from the start of the tests until the data are fitted, at their default settings. */
    static Stream<String> fitting() {
        return Stream.of("gradient-flow", "mirror-flow", "riemannian-flow", "gradient-descent", "momentum", "sgd");
    }

    static void assertSame(History expected, History actual) {
        assertEquals(expected.columns(), actual.columns());
        assertArrayEquals(expected.times(), actual.times());
        for (String column : expected.columns()) {
            assertArrayEquals(expected.column(column), actual.column(column), column);
        }
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.step(i), actual.step(i));
            assertArrayEquals(expected.weights(i), actual.weights(i));
            assertArrayEquals(expected.state(i), actual.state(i));
        }
    }

    private static Outcome.Kind kind(Run run) {
        return run.outcome().orElseThrow().kind();
    }

    private static int last(Run run) {
        return run.history().size() - 1;
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void convergesUntilTheLossMeetsItsTarget(String id) throws ProblemException {
        Run run = Specs.finished("dynamics.kind", id);
        assertEquals(Outcome.Kind.CONVERGED, kind(run));
        assertTrue(run.loss() <= 1e-12);
    }

    @ParameterizedTest
    @MethodSource("dynamics")
    void recordsStartAndEnd(String id) throws ProblemException {
        Run run = Specs.finished(Specs.moving(id, "stop.steps", 300));
        assertFalse(run.advance(), "a run that is over stays over");
        History history = run.history();
        assertEquals(0, history.time(0));
        assertEquals(0, history.step(0));
        assertEquals(run.time(), history.time(last(run)));
        assertEquals(run.steps(), history.step(last(run)));
        assertEquals(run.loss(), history.value("loss", last(run)));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void withMoreNoisySamplesThanFeaturesItComesToRest(String id) throws ProblemException {
        Run run = Specs.finished(
                "dynamics.kind",
                id,
                "problem.samples",
                30,
                "problem.features",
                4,
                "problem.noise",
                0.5,
                "model.initial-scale",
                1);
        assertEquals(Outcome.Kind.STATIONARY, kind(run));
        assertTrue(run.loss() > 1e-3);
        assertFalse(run.outcome().orElseThrow().advice().isEmpty());
        assertTrue(Verdicts.of(run.experiment(), run.history(), run.outcome()).stream()
                .noneMatch(verdict -> verdict.id().equals("limit")));
    }

    @ParameterizedTest
    @MethodSource("dynamics")
    void stopsAfterItsSteps(String id) throws ProblemException {
        Run run = Specs.finished(Specs.moving(id, "stop.steps", 7));
        assertEquals(Outcome.Kind.STEP_LIMIT, kind(run));
        assertEquals(7, run.steps());
        assertEquals(7, run.history().step(last(run)));
    }

    @ParameterizedTest
    @MethodSource("dynamics")
    void stopsAtItsTime(String id) throws ProblemException {
        Run run = Specs.finished(Specs.moving(id, "stop.time", 0.37));
        assertEquals(Outcome.Kind.TIME_LIMIT, kind(run));
        assertEquals(run.time(), run.history().time(last(run)));
        if (run.continuous()) {
            assertEquals(0.37, run.history().clocks(last(run)).clock());
        } else {
            assertEquals(0.37, run.time(), 0.1);
        }
    }

    /** A loss of 0 is out of reach of doubles: the advice is about the target then, not about the problem. */
    @ParameterizedTest
    @MethodSource("fitting")
    void aTargetBelowRoundingIsCalledThat(String id) throws ProblemException {
        Run run = Specs.finished("dynamics.kind", id, "stop.loss", 0);
        assertEquals(Outcome.Kind.STATIONARY, kind(run));
        assertTrue(run.loss() < 1e-18, "loss " + run.loss());
        assertTrue(run.outcome().orElseThrow().advice().contains("fitted to rounding"));
    }

    @Test
    void aStepThatIsTooLargeDivergesAndLeavesAFiniteRecord() throws ProblemException {
        Run run =
                Specs.finished("dynamics.kind", "gradient-descent", "dynamics.step-size", 5, "model.initial-scale", 1);
        assertEquals(Outcome.Kind.DIVERGED, kind(run));
        assertTrue(run.outcome().orElseThrow().advice().contains("step size"));
        assertFalse(run.advance());
        History history = run.history();
        for (int i = 0; i < history.size(); i++) {
            assertTrue(Double.isFinite(history.value("loss", i)), "row " + i);
            for (double w : history.weights(i)) {
                assertTrue(Double.isFinite(w), "row " + i);
            }
        }
    }

    @Test
    void aDualFlowThatCannotResolveTheWeightsSaysSoInsteadOfDrifting() throws ProblemException {
        Run run = Specs.finished(
                "dynamics.kind", "mirror-flow", "model.depth", 5, "model.initial-scale", 1e-4, "stop.time", 1e20);

        assertEquals(Outcome.Kind.DIVERGED, kind(run));
        assertTrue(run.outcome().orElseThrow().advice().contains("gradient-flow"));
        assertTrue(Double.isFinite(run.loss()));
    }

    @Test
    void aFlowIsRecordedOnItsLogarithmicGrid() throws ProblemException {
        Run run = Specs.finished("record.first-time", 0.01, "record.per-decade", 7, "stop.time", 3);
        History history = run.history();
        assertEquals(0, history.time(0));
        for (int i = 1; i < last(run); i++) {
            assertEquals(0.01 * StrictMath.pow(10, (i - 1) / 7.0), history.time(i), "row " + i);
        }
        assertEquals(3, history.time(last(run)));
    }

    @Test
    void aShortDescentIsRecordedStepByStepAndALongOneThinned() throws ProblemException {
        Run run = Specs.finished("dynamics.kind", "gradient-descent", "record.capacity", 200);
        History history = run.history();
        assertTrue(run.steps() > 1000 && history.size() <= 200, run.steps() + " steps, " + history.size() + " rows");
        Run whole = Specs.finished("dynamics.kind", "gradient-descent", "stop.steps", 150);
        assertEquals(151, whole.history().size());
    }

    @ParameterizedTest
    @MethodSource("dynamics")
    void continuesFromACheckpointBitForBit(String id) throws ProblemException {
        Experiment experiment = Specs.experiment(Specs.moving(id, "record.capacity", 150, "stop.steps", 700));
        Run uninterrupted = Specs.finished(experiment);
        Random random = new Random(17);
        for (int trial = 0; trial < 3; trial++) {
            Run run = Run.start(Specs.experiment(Specs.moving(id, "record.capacity", 150, "stop.steps", 700)));
            // Interrupted two times, at random steps.
            for (int part = 0; part < 2; part++) {
                int steps = 1 + random.nextInt((int) uninterrupted.steps() / 2);
                for (int k = 0; k < steps; k++) {
                    run.advance();
                }
                run = Run.resume(
                        Specs.experiment(Specs.moving(id, "record.capacity", 150, "stop.steps", 700)),
                        run.checkpoint());
            }
            while (run.advance()) {}
            assertEquals(uninterrupted.steps(), run.steps());
            assertEquals(uninterrupted.outcome(), run.outcome());
            assertSame(uninterrupted.history(), run.history());
        }
    }

    @Test
    void aRunSavedAtItsEndIsOverWhenItIsTakenUpAgain() throws ProblemException {
        Run run = Specs.finished();
        Run again = Run.resume(run.experiment(), run.checkpoint());
        assertEquals(run.outcome(), again.outcome());
        assertFalse(again.advance());
        assertSame(run.history(), again.history());
    }

    @Test
    void aCheckpointOfAnotherExperimentIsRefused() throws ProblemException {
        Run flow = Specs.finished("stop.steps", 5);
        Experiment dual = Specs.experiment("dynamics.kind", "mirror-flow");
        String message = assertThrows(IllegalArgumentException.class, () -> Run.resume(dual, flow.checkpoint()))
                .getMessage();
        assertTrue(message.contains("balance-drift"), message);
        Experiment wider = Specs.experiment("problem.features", 16);
        message = assertThrows(IllegalArgumentException.class, () -> Run.resume(wider, flow.checkpoint()))
                .getMessage();
        assertTrue(message.contains("30") && message.contains("32"), message);
    }

    @Test
    void limitsMayBeRaisedAfterTheEnd() throws ProblemException {
        Run run = Specs.finished("stop.time", 1);
        run.adjust(run.experiment().specification(), Specs.of("stop.time", 2), 0);
        assertTrue(run.outcome().isEmpty());
        while (run.advance()) {}
        assertEquals(Outcome.Kind.TIME_LIMIT, kind(run));
        assertEquals(2, run.time());
        assertSame(
                Specs.finished("stop.time", 2, "record.first-time", 1e-4)
                        .history()
                        .columns(),
                run.history());
    }

    private static void assertSame(java.util.List<String> columns, History history) {
        assertEquals(columns, history.columns());
    }

    @Test
    void aLimitThatHasPassedEndsTheRunWhereItStands() throws ProblemException {
        Run run = Run.start(Specs.experiment());
        while (run.time() < 5) {
            run.advance();
        }
        double time = run.time();
        run.adjust(run.experiment().specification(), Specs.of("stop.time", 1), 0);
        assertEquals(Outcome.Kind.TIME_LIMIT, kind(run));
        assertFalse(run.advance());
        assertEquals(time, run.time());
        assertEquals(time, run.history().time(last(run)));
    }

    @Test
    void aStepSizeMayChangeUnderWay() throws ProblemException {
        Run run = Run.start(Specs.experiment("dynamics.kind", "gradient-descent"));
        run.advance();
        run.adjust(
                run.experiment().specification(),
                Specs.of("dynamics.kind", "gradient-descent", "dynamics.step-size", 0.05),
                0);
        run.advance();
        assertEquals(0.06, run.time(), 1e-15);
    }

    @Test
    void predictionsComeInAFixedOrder() throws ProblemException {
        Map<String, ?> predictions = Specs.experiment().predictions();
        assertEquals(java.util.List.of("limit", "min-l1", "min-l2"), java.util.List.copyOf(predictions.keySet()));
    }

    @Test
    void oneMissingLimitDoesNotHideTheOthers() throws ProblemException {
        Experiment positive = Specs.experiment(
                "model.kind", "negative-entropy", "dynamics.kind", "mirror-flow", "problem.samples", 12);
        assertFalse(positive.prediction("limit").isPresent());
        assertTrue(positive.unpredicted().contains("positive orthant"), positive.unpredicted());
        assertTrue(positive.prediction("min-l1").isPresent());
        assertTrue(positive.prediction("min-l2").isPresent());
    }
}
