package org.mirrorflow.sim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Settings that change while a run is under way. */
class ChangesTest {

    private static final String LINE = "3: step-size=0.01; 5: step-size=0.02";

    private static Specification descent() {
        return Presets.get("kernel-or-rich").specification().with("dynamics.kind", "gradient-descent");
    }

    private static Specification flow(String changes) {
        return Presets.get("kernel-or-rich")
                .specification()
                .with("problem.samples", 8)
                .with("problem.features", 16)
                .with("model.initial-scale", 0.3)
                .with("changes", changes);
    }

    private static Experiment experiment(Specification specification) throws ProblemException {
        return Experiment.of(specification, Path.of(""));
    }

    @Test
    void aLineIsReadAndWritten() {
        Specification specification = descent().with("changes", " 5: step-size = 0.02 ;3:step-size=0.01;");
        assertEquals(LINE, specification.changes().text());
        assertEquals(LINE, specification.values().get("changes"));
        assertEquals(List.of(3.0, 5.0), specification.changes().times());
        assertEquals(
                0.01,
                specification
                        .changes()
                        .inForce(4, specification.dynamics())
                        .settings()
                        .real("step-size"));
        assertEquals(
                specification, SpecificationCodec.parse(SpecificationCodec.write(specification), "what was written"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "step-size=0.1|write a time",
                "soon: step-size=0.1|write a time",
                "3: step-size|write a time",
                "-1: step-size=0.1|from 0 to 1e300",
                "NaN: step-size=0.1|from 0 to 1e300",
                "3: stepsize=0.1|did you mean",
                "3: step-size=much|number",
                "3: step-size=-1|must",
                "3: momentum=0.5|cannot change under way"
            })
    void whatCannotBeIsRefusedByName(String line, String word) {
        InvalidSettingException refusal =
                assertThrows(InvalidSettingException.class, () -> descent().with("changes", line));
        assertTrue(refusal.setting().startsWith("changes"), refusal.setting());
        assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3|array",
                "[3]|at",
                "[{\"at\": 3}]|at",
                "[{\"at\": \"soon\", \"step-size\": 0.1}]|at",
                "[{\"at\": 3, \"stepsize\": 0.1}]|stepsize"
            })
    void aFileThatSaysItWronglyIsRefused(String changes, String word) {
        String text = SpecificationCodec.write(descent())
                .replaceFirst(
                        "\"stop\"", java.util.regex.Matcher.quoteReplacement("\"changes\": " + changes + ", \"stop\""));
        String message = assertThrows(SpecificationException.class, () -> SpecificationCodec.parse(text, "a file"))
                .getMessage();
        assertTrue(message.contains("a file: changes") && message.contains(word), message);
    }

    @Test
    void anotherKindOfDynamicsKeepsTheChangesThatItKnows() {
        Specification changed = descent().with("changes", LINE);
        assertEquals(LINE, changed.with("dynamics.kind", "sgd").changes().text());
        assertTrue(changed.with("dynamics.kind", "gradient-flow").changes().isEmpty());
    }

    @Test
    void stepsChangeWithTheFirstThatBeginsThen() throws ProblemException {
        Specification specification =
                descent().with("dynamics.step-size", 0.01).with("changes", "0.05: step-size=0.001");
        Run run = Run.start(experiment(specification));
        for (int k = 0; k < 5; k++) {
            run.advance();
        }
        assertEquals(0.05, run.time(), 1e-15);
        run.advance();
        assertEquals(0.051, run.time(), 1e-15);
    }

    /** A run that was changed by hand carries a specification that takes the same path. */
    @ParameterizedTest
    @CsvSource({
        "gradient-flow, weight-decay, 0.5",
        "mirror-flow, weight-decay, 0.5",
        "gradient-descent, step-size, 0.004"
    })
    void aRunThatWasAdjustedIsRunAgainBitForBit(String dynamics, String setting, double value) throws ProblemException {
        Specification before = flow("").with("dynamics.kind", dynamics).with("stop.time", 3);
        Run run = Run.start(experiment(before));
        while (run.time() < 0.4) {
            run.advance();
        }
        run.adjust(before, before.with("dynamics." + setting, value), 0);
        while (run.advance()) {}
        Specification carried = run.experiment().specification();
        assertEquals(1, carried.changes().all().size());
        Run again = Run.start(experiment(carried));
        while (again.advance()) {}
        assertSame(run.history(), again.history());
        Run plain = Run.start(experiment(before));
        while (plain.advance()) {}
        assertTrue(plain.loss() != run.loss(), "the change has changed nothing");
    }

    private static void assertSame(History a, History b) {
        assertEquals(a.size(), b.size());
        for (int i = 0; i < a.size(); i++) {
            assertEquals(a.clocks(i), b.clocks(i));
            org.junit.jupiter.api.Assertions.assertArrayEquals(a.weights(i), b.weights(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"gradient-flow", "mirror-flow"})
    void aRunIsTakenUpAgainOnEitherSideOfAChange(String dynamics) throws ProblemException {
        Experiment experiment = experiment(flow("0.3: weight-decay=0.5; 0.6: weight-decay=0")
                .with("dynamics.kind", dynamics)
                .with("stop.time", 2));
        Run whole = Run.start(experiment);
        while (whole.advance()) {}
        for (double when : new double[] {0.29, 0.3, 0.31, 0.6, 1}) {
            Run first = Run.start(experiment);
            while (first.time() < when) {
                first.advance();
            }
            Run second = Run.resume(experiment, first.checkpoint());
            while (second.advance()) {}
            assertSame(whole.history(), second.history());
        }
    }

    /** Decay that is switched off under way stores a dose in the potential: the end is predicted, and reached. */
    @ParameterizedTest
    @CsvSource({"gradient-flow", "mirror-flow"})
    void theLimitKnowsOfDecayThatChangesUnderWay(String dynamics) throws ProblemException {
        Experiment experiment =
                experiment(flow("0.5: weight-decay=0.8; 1.5: weight-decay=0").with("dynamics.kind", dynamics));
        assertEquals(0.8, experiment.decay().totalDose(), 1e-15);
        Run run = Run.start(experiment);
        while (run.advance()) {}
        Verdict limit = Verdicts.of(experiment, run.history(), run.outcome()).stream()
                .filter(verdict -> verdict.id().equals("limit"))
                .findFirst()
                .orElseThrow();
        assertEquals(Verdict.Status.HOLDS, limit.status(), limit.toString());
        Experiment without = experiment(flow("").with("dynamics.kind", dynamics));
        double moved = 0;
        double[] stored = experiment.prediction(Prediction.LIMIT).orElseThrow().weights();
        double[] plain = without.prediction(Prediction.LIMIT).orElseThrow().weights();
        for (int i = 0; i < stored.length; i++) {
            moved = Math.max(moved, Math.abs(stored[i] - plain[i]));
        }
        assertTrue(moved > 100 * Verdicts.LIMIT_TOLERANCE, "the dose moves the limit by " + moved);
    }

    @Test
    void aChangeThatTheModelCannotFollowIsRefusedAtTheStart() {
        Specification specification = flow("").with("model.depth", 3)
                .with("dynamics.kind", "mirror-flow")
                .with("changes", "1: weight-decay=0.5");
        InvalidSettingException refusal = assertThrows(InvalidSettingException.class, () -> experiment(specification));
        assertEquals("changes", refusal.setting());
        assertTrue(refusal.getMessage().contains("no mirror map follows"), refusal.getMessage());
    }

    /** The step size moves no limit of small steps; the strength of the geometry does. */
    @Test
    void aLimitThatDependsOnWhatChangesIsWithheld() throws ProblemException {
        Specification ham = Presets.get("ham-dial").specification();
        Experiment steady = experiment(ham);
        assertTrue(steady.prediction(Prediction.LIMIT).isPresent());
        Experiment changed = experiment(ham.with("changes", "0.5: alpha=2"));
        assertTrue(changed.prediction(Prediction.LIMIT).isEmpty());
        assertTrue(changed.unpredicted().contains("changes under way"), changed.unpredicted());
        Experiment slower = experiment(ham.with("changes", "0.5: step-size=0.0001"));
        assertTrue(slower.prediction(Prediction.LIMIT).isPresent());
    }
}
