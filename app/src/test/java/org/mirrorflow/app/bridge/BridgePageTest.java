package org.mirrorflow.app.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.cli.Typed;
import org.mirrorflow.app.control.VerdictChip;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.lab.Bench;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.bridge.client.RunPhase;
import org.mirrorflow.bridge.client.TrainingState;
import org.mirrorflow.bridge.client.WorkerCommand;
import org.mirrorflow.bridge.client.WorkerStatus;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.bridge.worker.DescentWorker;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The page of the bridge in the real window, with a real worker that trains parabolas. */
@ExtendWith(ApplicationExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class BridgePageTest {

    private final Bench bench = new Bench();

    @Start
    void open(Stage stage) {
        bench.mount(stage);
    }

    @AfterEach
    void listen() {
        bench.dismount();
        bench.expectNoComplaint();
    }

    @AfterAll
    void close() {
        bench.bridge().close();
    }

    private void employ() {
        bench.act(() -> bench.bridge().trainWith(worker()));
    }

    private static WorkerCommand worker() {
        List<String> words = new ArrayList<>(WorkerCommand.local().words());
        words.set(words.size() - 1, DescentWorker.class.getName());
        words.add(1, "-XX:TieredStopAtLevel=1");
        return new WorkerCommand("this computer", words, false);
    }

    private static TrainingPlan plan(int millis) {
        return TrainingPlan.of(TrainingPresets.parse("", """
                {"title": "Parabolas", "checkpoint": 20, "charts": ["loss", "l1-l2-ratio"],
                 "specification": {"model": {"kind": "parabola"}, "data": {"kind": "noise"}, "seed": 3, "steps": 120,
                                   "millis": %d},
                 "optimizers": [{"name": "HORST", "optimizer": {"kind": "horst", "step-size": 0.1}},
                                {"name": "AdamW", "optimizer": {"kind": "adamw", "step-size": 0.05}}],
                 "twin": {"preset": "steps-or-flow",
                          "runs": {"AdamW": {"stop.steps": 60}}}}
                """.formatted(millis), "test"));
    }

    private TrainingState state() {
        return bench.bridge().state();
    }

    private List<VerdictChip.Content> verdicts() {
        return ((FlowPane) bench.scene().lookup("#bridge-toy-verdicts"))
                .getChildren().stream()
                        .filter(VerdictChip.class::isInstance)
                        .map(chip -> ((VerdictChip) chip).content())
                        .toList();
    }

    private String text(String css) {
        return bench.fx(bench.lookup(css, Label.class)::getText);
    }

    @Test
    void trainingsStandOverEachOtherBesideTheirToys(@TempDir Path folder) throws Exception {
        bench.type(KeyCode.DIGIT5, KeyCode.ALT);
        assertEquals(BridgePage.ID, bench.shownPage());
        employ();
        bench.act(() -> bench.bridge().start(plan(0)));
        bench.awaitFx(
                "the end", () -> state().finished() && !bench.bridge().toys().going());
        bench.awaitFx("the toy", () -> bench.bridge().toys().toys().size() == 1);
        assertEquals("Parabolas", text("#bridge-title"));
        assertEquals("2 of 2 ended", text("#bridge-count"));
        assertEquals(
                "B",
                bench.bridge().toys().toys().getFirst().role().letter(),
                "a toy has the hue of the contestant with its optimizer");
        assertEquals(4, bench.fx(() -> bench.bridge().panes().size()));
        bench.awaitFx(
                "pictures and words",
                () -> bench.bridge().panes().stream()
                        .allMatch(pane ->
                                pane.surface().pictures() > 0 && pane.surface().getAccessibleText() != null));
        double loss = state().runs().getFirst().series().last("loss").orElseThrow();
        assertTrue(loss > 0);
        bench.awaitFx(
                "the last loss in words",
                () -> bench.bridge()
                        .panes()
                        .get(2)
                        .surface()
                        .getAccessibleText()
                        .contains("A HORST now " + Numbers.readOff(loss)));
        // What theory says of the toy stands beside the network, with its residual.
        bench.awaitFx(
                "the toy's verdicts",
                () -> bench.bridge().toys().toys().getFirst().run().verdicts().stream()
                        .map(verdict -> Numbers.residual(verdict.value()))
                        .allMatch(residual -> verdicts().stream()
                                .anyMatch(chip -> chip.plain().contains(residual))));
        assertFalse(bench.fx(this::verdicts).isEmpty());
        bench.type(KeyCode.C);
        bench.awaitFx(
                "the other clock",
                () -> bench.bridge()
                        .panes()
                        .get(2)
                        .surface()
                        .getAccessibleText()
                        .contains("over \u03a3\u03b7"));
        Path file = folder.resolve("training.png");
        bench.fx(() -> bench.bridge().export(file)).get(30, TimeUnit.SECONDS);
        assertTrue(FigureMetadata.read(file).specification().contains("parabola"));
        Typed inspected = Typed.lab("inspect", file.toString());
        assertEquals(0, inspected.code(), inspected.toString());
        assertTrue(inspected.err().startsWith("parabola on noise under horst, adamw, 1 seed"), inspected.err());
        Path kept = state().folder().orElseThrow();
        assertTrue(BridgePage.holdsTraining(kept));
        assertEquals(
                121, Files.readAllLines(kept.resolve("horst-seed-3/series.csv")).size());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the worker is killed with a signal")
    void aDeadWorkerIsToldAndResumed() {
        bench.showPage(BridgePage.ID);
        employ();
        bench.act(() -> bench.bridge().start(plan(8)));
        bench.awaitFx(
                "step 45",
                () -> state().plan().equals(Optional.of(plan(8)))
                        && state().runs().getFirst().step() >= 45);
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        bench.awaitFx("the loss of the worker", () -> state().worker().state() == WorkerStatus.State.LOST);
        assertEquals(RunPhase.LOST, state().runs().getFirst().phase());
        long from = state().runs().getFirst().checkpoint();
        assertTrue(from >= 40 && from < 120, "checkpoint " + from);
        Button remedy = bench.fx(() -> (Button) Bench.visible(bench.scene().getRoot()).stream()
                .filter(node ->
                        node instanceof Button button && button.getText().equals("Resume from " + from))
                .findFirst()
                .orElseThrow());
        bench.act(remedy::fire);
        bench.awaitFx("the end", () -> state().finished());
        assertTrue(
                state().runs().getFirst().notes().stream().anyMatch(note -> note.contains("on the same trajectory")),
                () -> state().runs().getFirst().notes().toString());
    }

    /** The training that goes on is held from its row and goes on again; a figure of it brings its training back. */
    @Test
    void oneTrainingIsHeldFromItsRow(@TempDir Path folder) throws Exception {
        bench.showPage(BridgePage.ID);
        employ();
        bench.act(() -> bench.bridge().start(plan(4)));
        bench.awaitFx(
                "a step",
                () -> state().plan().equals(Optional.of(plan(4)))
                        && state().runs().getFirst().step() >= 3);
        String hold = "#bridge-hold-" + state().runs().getFirst().run().id();
        bench.act(bench.lookup(hold, Button.class)::fire);
        bench.awaitFx("that it is held", () -> state().runs().getFirst().phase() == RunPhase.PAUSED);
        Path file = folder.resolve("training.svg");
        bench.fx(() -> bench.bridge().export(file)).get(30, TimeUnit.SECONDS);
        bench.awaitFx(
                "the button that goes on",
                () -> bench.scene().getRoot().lookup(hold) instanceof Button button
                        && button.getAccessibleText().startsWith("Go on"));
        bench.act(bench.lookup(hold, Button.class)::fire);
        bench.awaitFx("the end", () -> state().finished());
        String carried = FigureMetadata.read(file).specification();
        assertTrue(TrainingPresets.areRuns(carried));
        bench.act(() -> bench.bridge().offer(TrainingPresets.ofRuns(carried, "training.svg")));
        assertEquals("adamw", bench.fx(bench.lookup("#bridge-optimizer-1", CheckBox.class)::getText));
    }

    @Test
    void mistakesAreSaidBesideTheButtons() {
        bench.showPage(BridgePage.ID);
        employ();
        TextField steps = bench.lookup("#bridge-steps", TextField.class);
        String before = bench.fx(steps::getText);
        bench.act(() -> steps.setText("many"));
        Button start = bench.lookup("#bridge-start", Button.class);
        bench.act(start::fire);
        assertEquals("steps is \"many\"; give a whole number from 1 to 1000000000.", text("#bridge-problem"));
        bench.act(() -> steps.setText(before));
        CheckBox first = bench.lookup("#bridge-optimizer-0", CheckBox.class);
        CheckBox second = bench.lookup("#bridge-optimizer-1", CheckBox.class);
        bench.act(() -> {
            first.setSelected(false);
            second.setSelected(false);
            start.fire();
        });
        assertTrue(text("#bridge-problem").startsWith("Nothing is chosen"), text("#bridge-problem"));
        bench.act(() -> {
            first.setSelected(true);
            second.setSelected(true);
        });
        assertFalse(state().working());
    }
}
