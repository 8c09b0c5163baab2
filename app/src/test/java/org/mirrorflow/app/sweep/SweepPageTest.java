package org.mirrorflow.app.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.lab.Bench;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.sweep.Aggregate;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepAxis;
import org.mirrorflow.sim.sweep.SweepCodec;
import org.mirrorflow.sim.sweep.SweepQuantity;
import org.mirrorflow.sim.sweep.SweepResult;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The page of sweeps in the real window. */
@ExtendWith(ApplicationExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
final class SweepPageTest {

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

    private static Sweep sweep(int count, int seeds) {
        Specification base = SpecificationCodec.parse("""
                {"schema": 1, "seed": 3, "title": "small",
                 "problem": {"kind": "linear-regression", "samples": 3, "features": 6, "sparsity": 1},
                 "model": {"kind": "diagonal-network", "initial-scale": 0.1},
                 "dynamics": {"kind": "mirror-flow"},
                 "stop": {"loss": 1e-8}, "record": {"per-decade": 3}}
                """, "the test");
        return new Sweep(
                "small",
                base,
                List.of(
                        SweepAxis.parse(base, "model.initial-scale=0.2..1:log:" + count),
                        SweepAxis.parse(base, "model.depth=2,3,4")),
                seeds,
                SweepQuantity.of("l1-norm"),
                false,
                Aggregate.MEAN,
                Sweep.Limits.MISSING);
    }

    private SweepPage page() {
        return bench.sweeps();
    }

    private SweepResult finished() {
        bench.awaitFx(
                "the sweep to end",
                () -> !page().state().working()
                        && page().state().result().filter(SweepResult::finished).isPresent());
        return bench.fx(() -> page().state().result().orElseThrow());
    }

    @Test
    @Order(1)
    void whatIsGoingToBeRunIsDrawnBeforeItIs() {
        bench.showPage(SweepPage.ID);
        Label status = bench.lookup("#sweep-status", Label.class);
        bench.awaitFx("the plan", () -> page().geometry().isPresent());
        assertEquals("39 cells, 78 runs of the lab, none run yet.", bench.fx(status::getText));
        TextField seeds = bench.lookup("#sweep-seeds", TextField.class);
        bench.act(() -> seeds.setText("5"));
        bench.awaitFx("another plan", () -> status.getText().startsWith("39 cells, 195 runs"));
    }

    @Test
    void aSweepFillsInStopsGoesOnAndOpensItsCells(@TempDir Path folder) throws Exception {
        bench.type(KeyCode.DIGIT4, KeyCode.ALT);
        assertEquals(SweepPage.ID, bench.shownPage());
        bench.act(() -> page().start(sweep(5, 40)));
        bench.awaitFx(
                "the first cells",
                () -> page().state().working()
                        && page().state().result().filter(now -> now.done() > 3).isPresent());
        bench.act(() -> bench.scene().getRoot().requestFocus());
        bench.type(KeyCode.ESCAPE);
        bench.awaitFx("to stop", () -> page().state().resumable());
        int kept = bench.fx(() -> page().state().result().orElseThrow().done());
        assertTrue(kept > 3 && kept < 600, "kept " + kept);

        Path saved = folder.resolve("saved");
        bench.act(() -> page().save(saved));
        bench.awaitFx("the folder", () -> page().state().folder().isPresent());
        assertEquals(kept + 1, Files.readAllLines(saved.resolve("cells.csv")).size());
        bench.type(KeyCode.R);
        bench.awaitFx(
                "more cells",
                () -> page().state()
                        .result()
                        .filter(now -> now.done() > kept + 2)
                        .isPresent());
        bench.type(KeyCode.ESCAPE);
        bench.awaitFx("to stop again", () -> page().state().resumable());
        assertTrue(Files.readAllLines(saved.resolve("cells.csv")).size() > kept + 3);

        bench.act(() -> page().start(sweep(5, 1)));
        SweepResult result = finished();
        assertEquals(15, result.done());
        List<Layer> layers = SweepChart.of(result).layers();
        assertTrue(layers.stream().anyMatch(Layer.Contour.class::isInstance));
        assertTrue(layers.stream().anyMatch(Layer.Theorem.class::isInstance));

        Path figure = folder.resolve("sweep.png");
        bench.fx(() -> page().export(figure)).get(30, TimeUnit.SECONDS);
        assertEquals(
                result.sweep(),
                SweepCodec.parse(FigureMetadata.read(figure).specification(), "the figure"),
                "a figure carries its sweep");

        PixelSurface map = bench.lookup("#sweep-map", PixelSurface.class);
        // Depths 2, 3, 4 each have a name of their own on the axis, at 1, 2, 3.
        bench.awaitFx(
                "the picture",
                () -> page().geometry()
                        .filter(where -> where.plot().contains(where.pixelX(1) - 2, where.pixelY(3)))
                        .isPresent());
        bench.type(KeyCode.RIGHT);
        bench.type(KeyCode.RIGHT);
        bench.type(KeyCode.UP);
        String reading = bench.fx(bench.lookup("#sweep-reading", Label.class)::getText);
        assertTrue(reading.contains("model.depth = 3") && reading.contains("predicted"), reading);
        double[] at = bench.fx(() -> new double[] {
            page().geometry().orElseThrow().pixelX(1),
            page().geometry().orElseThrow().pixelY(3)
        });
        bench.act(() -> Bench.clickAt(map, at[0] - 2, at[1]));
        bench.awaitFx(
                "the cell in the lab",
                () -> bench.labTitleNow().equals("small, model.initial-scale = 1, model.depth = 4"));
        assertEquals("lab", bench.shownPage());
    }

    @Test
    void aMistakeIsSaidBesideItsCause() {
        bench.showPage(SweepPage.ID);
        bench.act(() -> page().start(sweep(2, 1)));
        finished();
        TextField from = bench.lookup("#sweep-x-from", TextField.class);
        bench.act(() -> from.setText("3"));
        SweepResult before = bench.fx(() -> page().state().result().orElseThrow());
        bench.act(() -> page().start());
        Label problem = bench.lookup("#sweep-x-problem", Label.class);
        assertTrue(bench.fx(problem::isVisible));
        assertTrue(bench.fx(problem::getText).contains("smaller end first"), bench.fx(problem::getText));
        assertEquals(before, bench.fx(() -> page().state().result().orElseThrow()));
        assertFalse(bench.fx(() -> page().state().working()));
    }
}
