package org.mirrorflow.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Moment;
import org.mirrorflow.sim.observe.Observable;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Sweeps: their cells are runs, whatever the threads, the order and the interruptions. */
final class SweepTest {

    private static final Specification BASE =
            Specs.of("dynamics.kind", "mirror-flow", "stop.loss", 1e-6, "record.per-decade", 3);

    private static Sweep sweep(Specification base, int seeds, String quantity, String... axes) {
        return new Sweep(
                "test",
                base,
                Stream.of(axes).map(axis -> SweepAxis.parse(base, axis)).toList(),
                seeds,
                SweepQuantity.of(quantity),
                false,
                Aggregate.MEAN,
                Sweep.Limits.MISSING);
    }

    private static Sweep small() {
        return sweep(BASE, 2, "l1-norm", "model.initial-scale=0.03..0.3:log:3", "model.depth=2,3");
    }

    private static SweepResult run(Sweep sweep, int threads) {
        return new SweepRunner(sweep, Path.of(""), threads)
                .run(SweepResult.empty(sweep), () -> false, (trial, progress) -> {});
    }

    @Test
    void aCellIsTheRunItNames() throws Exception {
        Sweep sweep = small();
        SweepResult result = run(sweep, 2);

        assertTrue(result.finished());
        for (SweepTrial trial : result.trials()) {
            Experiment experiment =
                    Experiment.of(sweep.specification(trial.column(), trial.row(), trial.seed()), Path.of(""));
            Run alone = Specs.finished(experiment);
            History history = alone.history();
            assertEquals(history.value("l1-norm", history.size() - 1), trial.value());
            assertEquals(alone.steps(), trial.steps());
            assertEquals("converged", trial.outcome());
            double limit = 0;
            for (double w :
                    experiment.prediction(Prediction.LIMIT).orElseThrow().weights()) {
                limit += Math.abs(w);
            }
            assertEquals(limit, trial.predicted(), 1e-12 * limit);
            assertEquals(trial.predicted(), trial.value(), 1e-2 * limit);
        }
        SweepResult.Cell cell = result.cell(1, 0);
        double a = result.trial(1, 0, 0).orElseThrow().value();
        double b = result.trial(1, 0, 1).orElseThrow().value();
        assertEquals((a + b) / 2, cell.value());
        assertEquals(Math.abs(a - b) / 2, cell.upper() - cell.value(), 1e-12);
    }

    /** One cell, run on its own. */
    private static Optional<SweepTrial> alone(Sweep sweep, int column, int row) {
        List<SweepTrial> given = new ArrayList<>();
        new SweepWorker(sweep, Path.of(""), 1, () -> false, given::add).take(column, row, 0);
        return given.stream().findFirst();
    }

    @ParameterizedTest
    @CsvSource({"l1-norm, 2, 4", "steps, 3, 5", "distance-to-limit, 2, 6", "loss, 4, 3"})
    void cellsInLanesAreTheRunsTheyName(String quantity, int depth, int samples) {
        Specification base = Specs.of(
                "dynamics.kind",
                "gradient-descent",
                "problem.samples",
                samples,
                "problem.features",
                9,
                "model.depth",
                depth,
                "stop.loss",
                1e-7,
                "stop.steps",
                1500);
        // Some converge, some diverge, some come to their limit of steps.
        Sweep sweep =
                sweep(base, 2, quantity, "dynamics.step-size=1e-3..3:log:7", "model.initial-scale=0.05..0.5:log:5");
        List<SweepTrial> together = run(sweep, 1).trials();
        assertEquals(together, run(sweep, 3).trials());
        Set<String> outcomes = new HashSet<>();
        for (SweepTrial trial : together) {
            outcomes.add(trial.outcome());
            if (trial.seed() == 0 && trial.column() % 2 == 0) {
                SweepTrial alone = alone(sweep, trial.column(), trial.row()).orElseThrow();
                assertEquals(alone, trial);
            }
        }
        assertTrue(outcomes.size() >= 2, outcomes.toString());
    }

    @Test
    void filesDependNeitherOnThreadsNorOnInterruptions(@TempDir Path folder) throws IOException {
        Sweep sweep = small();
        Path whole = folder.resolve("whole");
        try (SweepFolder kept = SweepFolder.create(whole, sweep, Path.of(""))) {
            kept.finish(new SweepRunner(sweep, Path.of(""), 1)
                    .run(kept.result(), () -> false, (trial, progress) -> kept.append(trial)));
        }
        Path broken = folder.resolve("broken");
        AtomicInteger done = new AtomicInteger();
        try (SweepFolder kept = SweepFolder.create(broken, sweep, Path.of(""))) {
            SweepResult half = new SweepRunner(sweep, Path.of(""), 3)
                    .run(kept.result(), () -> done.get() >= 4, (trial, progress) -> {
                        kept.append(trial);
                        done.incrementAndGet();
                    });
            assertFalse(half.finished());
        }
        // As a kill in the middle of a line leaves it.
        Files.writeString(broken.resolve("cells.csv"), "0.3,3,2,1,1,4.0", StandardOpenOption.APPEND);
        try (SweepFolder kept = SweepFolder.open(broken)) {
            SweepResult before = kept.result();
            assertEquals(done.get(), before.done());
            AtomicInteger more = new AtomicInteger();
            kept.finish(new SweepRunner(kept.sweep(), kept.base(), 3).run(before, () -> false, (trial, progress) -> {
                kept.append(trial);
                more.incrementAndGet();
            }));
            assertEquals(sweep.trials() - done.get(), more.get());
            assertEquals(sweep, kept.sweep());
        }
        for (String file : List.of("cells.csv", "table.csv", "sweep.json")) {
            assertEquals(Files.readString(whole.resolve(file)), Files.readString(broken.resolve(file)), file);
        }
        assertThrows(SweepException.class, () -> SweepFolder.create(whole, sweep, Path.of("")));
        Files.writeString(broken.resolve("cells.csv"), "nonsense\n", StandardOpenOption.APPEND);
        try (SweepFolder kept = SweepFolder.open(broken)) {
            SweepException damaged = assertThrows(SweepException.class, kept::result);
            assertTrue(damaged.getMessage().contains("line 14"), damaged.getMessage());
        }
    }

    @Test
    void limitsByNewtonAreThoseOfEveryCellAndStandBesideRuns() throws Exception {
        Specification base = BASE.with("stop.loss", 1e-12);
        Specification descent = base.with("dynamics.kind", "gradient-descent").with("stop.steps", 10L);
        String scales = "model.initial-scale=0.03..0.3:log:9";
        Sweep flow = withNewton(sweep(base, 1, "l1-norm", scales));
        Sweep steps = withNewton(sweep(descent, 1, "l1-norm", scales, "dynamics.step-size=0.001..0.01:9"));

        SweepResult one = run(flow, 1);
        assertEquals(one.trials(), run(flow, 3).trials());
        SweepResult.Agreement agreement = one.agreement().orElseThrow();
        assertEquals(5, agreement.compared());
        assertTrue(agreement.largest() < 1e-4, "runs end at their limits, but for " + agreement.largest());
        SweepResult many = run(steps, 2);
        for (SweepTrial trial : many.trials()) {
            Experiment alone = Experiment.of(steps.specification(trial.column(), trial.row(), 0), Path.of(""));
            double limit = Arrays.stream(
                            alone.prediction(Prediction.LIMIT).orElseThrow().weights())
                    .map(Math::abs)
                    .sum();
            assertEquals(limit, many.cell(trial.column(), trial.row()).value(), 1e-12 * limit);
            assertEquals(steps.compared(trial.column(), trial.row(), 0), trial.simulated());
        }
        assertTrue(many.agreement().isEmpty(), "ten steps are no end");
        assertEquals(steps, SweepCodec.parse(SweepCodec.write(steps), "itself"));
        Sweep loss = sweep(base, 1, "steps", scales);
        assertThrows(InvalidSettingException.class, () -> withNewton(loss));
    }

    private static Sweep withNewton(Sweep sweep) {
        return new Sweep(
                sweep.title(),
                sweep.base(),
                sweep.axes(),
                sweep.seeds(),
                sweep.quantity(),
                sweep.log10(),
                sweep.aggregate(),
                sweep.limits(),
                Sweep.Ends.NEWTON);
    }

    @Test
    void whatHasNoEndHasNoNumber() {
        Specification hurried = BASE.with("stop.steps", 3);
        SweepTrial limited =
                run(sweep(hurried, 1, "l1-norm", "model.depth=2,3"), 1).trials().getFirst();
        assertEquals(Outcome.Kind.STEP_LIMIT.id(), limited.outcome());
        assertFalse(limited.present());
        assertTrue(limited.reason().contains("3 steps"), limited.reason());

        Sweep counted = new Sweep(
                "",
                hurried,
                List.of(SweepAxis.parse(hurried, "model.depth=2,3")),
                1,
                SweepQuantity.of("l1-norm"),
                false,
                Aggregate.MEAN,
                Sweep.Limits.COUNT);
        assertTrue(run(counted, 1).trials().getFirst().present());

        Specification wild = Specs.of("dynamics.kind", "gradient-descent");
        SweepTrial diverged = run(sweep(wild, 1, "loss", "dynamics.step-size=5,10"), 1)
                .trials()
                .getFirst();
        assertEquals(Outcome.Kind.DIVERGED.id(), diverged.outcome());
        assertFalse(diverged.present());

        SweepTrial yes = run(sweep(BASE, 1, "verdict:limit", "model.depth=2,3"), 1)
                .trials()
                .getFirst();
        assertTrue(
                yes.present()
                        ? yes.value() == 1 || yes.value() == 0
                        : !yes.reason().isEmpty());
        SweepTrial steps =
                run(sweep(BASE, 1, "steps", "model.depth=2,3"), 1).trials().getFirst();
        assertEquals((double) steps.steps(), steps.value());
    }

    @Test
    void aKindIsSetBeforeWhatItHas() {
        Sweep sweep = sweep(
                BASE, 1, "l1-norm", "model.initial-scale=0.1,0.2", "model.kind=diagonal-network,hadamard-product");
        assertEquals("hadamard-product", sweep.specification(1, 1, 0).model().kind());
        assertEquals(0.2, sweep.specification(1, 1, 0).values().get("model.initial-scale"));
    }

    @Test
    void theOrderIsCoarseToFineAndComplete() {
        Sweep sweep = sweep(BASE, 1, "loss", "model.initial-scale=0.1..1:9", "stop.loss=1e-9..1e-5:log:9");
        List<int[]> order = SweepRunner.order(sweep);
        HashSet<List<Integer>> seen = new HashSet<>();
        order.forEach(cell -> seen.add(List.of(cell[0], cell[1])));
        assertEquals(81, seen.size());
        List<List<Integer>> first = order.subList(0, 4).stream()
                .map(cell -> List.of(cell[0], cell[1]))
                .toList();
        assertTrue(first.containsAll(List.of(List.of(0, 0), List.of(8, 0), List.of(0, 8), List.of(8, 8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.scale=1,2 | did you mean",
                "seed=1,2 | several seeds",
                "title=a,b | no parameter",
                "model.depth | no values",
                "model.initial-scale=1..0.1:4 | smaller end first",
                "model.initial-scale=0..1:log:4 | start above 0",
                "model.initial-scale=0.1..1:1 | 2 to 200",
                "model.initial-scale=0.1..1:log:x | number of values",
                "model.initial-scale=a..1:4 | end of its range",
                "model.depth=2..4:8 | different values",
                "model.depth=2,2 | twice",
                "model.depth=2,2.5 | whole numbers",
                "model.depth=two,three | numbers",
                "model.kind=1..2:2 | list its values",
                "model.kind=diagonal-network,nothing | model.kind",
                "model.initial-scale=-1,1 | model.initial-scale"
            })
    void aBadAxisIsRefusedInOneSentence(String axis, String says) {
        InvalidSettingException refused =
                assertThrows(InvalidSettingException.class, () -> sweep(BASE, 1, "loss", axis));
        assertTrue(refused.getMessage().contains(says), refused.getMessage());
    }

    @Test
    void aSweepIsReadAsItWasWritten() {
        for (Sweep sweep : List.of(
                small(),
                sweep(BASE, 3, "verdict:limit", "model.kind=diagonal-network,hadamard-product"),
                SweepPresets.all().values().iterator().next())) {
            assertEquals(sweep, SweepCodec.parse(SweepCodec.write(sweep), "the test"));
        }
        String text = SweepCodec.write(small());
        List<String[]> damages = new ArrayList<>();
        damages.add(new String[] {"\"seeds\"", "\"sedes\"", "did you mean \"seeds\"?"});
        damages.add(new String[] {"\"schema\" : 1,\n  \"title\"", "\"schema\" : 7,\n  \"title\"", "reads schema 1"});
        damages.add(new String[] {"\"l1-norm\"", "\"l1-nrom\"", "l1-norm"});
        damages.add(new String[] {"\"mean\"", "\"average\"", "aggregate"});
        damages.add(new String[] {"\"from\" : 0.03", "\"from\" : \"a\"", "axes[0].from"});
        damages.add(new String[] {"\"depth\" : 2", "\"depth\" : -2", "base: model.depth"});
        for (String[] damage : damages) {
            assertTrue(text.contains(damage[0]), damage[0]);
            RuntimeException refused = assertThrows(
                    RuntimeException.class, () -> SweepCodec.parse(text.replace(damage[0], damage[1]), "mine.json"));
            assertTrue(refused.getMessage().startsWith("mine.json"), refused.getMessage());
            assertTrue(refused.getMessage().contains(damage[2]), refused.getMessage());
        }
        assertTrue(SweepCodec.schema().contains("\"axes\""));
    }

    @Test
    void everySweepThatShipsPredictsInACell() throws Exception {
        for (Sweep sweep : SweepPresets.all().values()) {
            Optional<SweepTrial> trial = alone(sweep, 2, sweep.rows() - 1);
            assertTrue(trial.orElseThrow().present(), trial.orElseThrow().reason());
            assertEquals(
                    trial.get().predicted(),
                    trial.get().value(),
                    1e-3 * Math.abs(trial.get().predicted()));
        }
    }

    /** What says that it depends on the weights alone has, at the same weights, the same value in another place of the run. */
    @Test
    void weightsAloneDecideWhatSaysSo() throws Exception {
        for (Specification specification : List.of(
                BASE,
                Specs.of("problem.kind", "reference-classification", "stop.steps", 40, "record.per-decade", 2),
                Specs.of(
                        "problem.kind",
                        "matrix-sensing",
                        "model.kind",
                        "factor-product",
                        "stop.steps",
                        40,
                        "record.per-decade",
                        2))) {
            Experiment experiment = Experiment.of(specification, Path.of(""));
            History history = Specs.finished(experiment).history();
            int last = history.size() - 1;
            int judged = 0;
            for (Observable observable : Run.OBSERVABLES.entries()) {
                if (observable.basis() == Observable.Basis.RUN || !history.has(observable.id())) {
                    continue;
                }
                Dynamics fresh = experiment.newDynamics();
                Moment elsewhere = new Moment(experiment, fresh, history.weights(last), Double.NaN);
                double value = observable.attach(experiment, fresh).applyAsDouble(elsewhere);
                assertEquals(history.value(observable.id(), last), value, observable.id());
                if (observable.basis() == Observable.Basis.DIRECTION) {
                    double[] twice = history.weights(last).clone();
                    for (int i = 0; i < twice.length; i++) {
                        twice[i] *= 2;
                    }
                    assertEquals(
                            value,
                            observable
                                    .attach(experiment, fresh)
                                    .applyAsDouble(new Moment(experiment, fresh, twice, Double.NaN)),
                            1e-9 * Math.abs(value),
                            observable.id());
                }
                judged++;
            }
            assertTrue(judged >= 6, specification.problem().kind() + ": " + judged);
        }
    }
}
