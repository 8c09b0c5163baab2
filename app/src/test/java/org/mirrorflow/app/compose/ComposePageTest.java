package org.mirrorflow.app.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Point2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.lab.Bench;
import org.mirrorflow.app.plot.Chart;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The composer in the real window: a chart goes from the lab into a figure, is worked on, saved, exported and opened again. */
@ExtendWith(ApplicationExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ComposePageTest {

    private final Bench bench = new Bench();

    @TempDir
    Path folder;

    @Start
    void open(Stage stage) {
        bench.mount(stage);
    }

    @AfterEach
    void listen() {
        bench.dismount();
        bench.expectNoComplaint();
    }

    private ComposePage page() {
        return bench.figures();
    }

    private ComposeState state() {
        return bench.fx(() -> page().state());
    }

    private void awaitDrawn(int panels) {
        bench.awaitFx("a figure of " + panels + " panels", () -> {
            ComposeState now = page().state();
            return now.composition().panels().size() == panels
                    && now.figure().isPresent()
                    && now.figure().get().charts().size() == panels
                    && now.working().isEmpty();
        });
    }

    /** Words are written at a point and dragged away from it, and still speak of it. */
    private void drag() {
        Node surface = bench.lookup("#compose-preview", Node.class);
        double factor = bench.fx(
                () -> surface.getLayoutBounds().getWidth() / page().view().widthPt());
        // The middle of the left half lies in the plot of the first panel.
        bench.act(() -> Bench.click(
                surface,
                surface.getLayoutBounds().getWidth() * 0.25,
                surface.getLayoutBounds().getHeight() * 0.55,
                2));
        bench.awaitFx("words", () -> page().view().holds(new Point2D.Double()).size() == 1);
        FigureView.Hold words =
                bench.fx(() -> page().view().holds(new Point2D.Double()).getFirst());
        double x = factor * words.box().getCenterX();
        double y = factor * words.box().getCenterY();
        bench.act(() -> {
            Bench.mouse(surface, MouseEvent.MOUSE_PRESSED, x, y, 1);
            Bench.mouse(surface, MouseEvent.MOUSE_DRAGGED, x + 5 * factor, y - 20 * factor, 0);
            Bench.mouse(surface, MouseEvent.MOUSE_RELEASED, x + 5 * factor, y - 20 * factor, 1);
        });
        Chart.Annotation moved =
                state().composition().panels().getFirst().annotations().getFirst();
        double tick = state().figure().orElseThrow().spec().tickPt();
        assertEquals(
                (words.point().getY() - words.box().getCenterY() + 20) / tick,
                moved.up(),
                0.051,
                "so far above its point in heights of the type");
        assertTrue(moved.hasArrow());
        bench.awaitFx(
                "a look at it",
                () -> page().state().findings().stream()
                        .anyMatch(finding -> finding.sentence().startsWith("PDF")));
    }

    @Test
    void aChartOfTheLabBecomesAFigureThatIsDrawnAgain() throws Exception {
        bench.awaitFx("the lab's run", () -> !bench.labTitleNow().isEmpty() && bench.labHasRun());
        bench.type(KeyCode.A);
        bench.showPage(ComposePage.ID);
        awaitDrawn(1);
        bench.act(() -> bench.scene().lookup("#compose-from-lab").fireEvent(new ActionEvent()));
        awaitDrawn(2);
        bench.awaitFx("a picture of it", () -> page().view().pictures() > 0);
        assertEquals(
                1,
                state().composition().sources().stream()
                        .map(Source::origin)
                        .distinct()
                        .filter(origin -> origin instanceof Source.Rerun rerun
                                && rerun.specification()
                                        .equals(state().composition()
                                                .sources()
                                                .getFirst()
                                                .specification()))
                        .count(),
                "the same run is taken once");

        TextField height = bench.lookup("#compose-height", TextField.class);
        bench.act(() -> {
            height.setText("two");
            height.fireEvent(new ActionEvent());
        });
        bench.awaitFx(
                "the complaint",
                () -> ((javafx.scene.control.Label) bench.scene().lookup("#compose-problem"))
                        .getText()
                        .contains("\"two\""));
        bench.act(() -> {
            height.setText("2");
            height.fireEvent(new ActionEvent());
        });
        bench.awaitFx(
                "its height", () -> page().state().figure().orElseThrow().spec().heightPt() == 144);
        drag();
        CheckBox legend = bench.lookup("#compose-share-legend", CheckBox.class);
        bench.act(() -> legend.setSelected(true));
        bench.awaitFx(
                "one legend",
                () -> page().state().figure().orElseThrow().sharing().legend());

        Path json = folder.resolve("figure.json");
        Path pdf = folder.resolve("figure.pdf");
        bench.act(() -> page().saveAs(json));
        bench.fx(() -> page().export(pdf)).get(60, TimeUnit.SECONDS);
        Composition saved = CompositionCodec.read(json);
        assertEquals(state().composition().panels(), saved.panels());
        assertEquals(
                saved.panels(),
                CompositionCodec.parse(FigureMetadata.read(pdf).composition(), "pdf", folder)
                        .panels());

        bench.type(KeyCode.DELETE);
        awaitDrawn(1);
        bench.type(KeyCode.Z, KeyCode.CONTROL);
        awaitDrawn(2);
        bench.open(List.of(pdf));
        awaitDrawn(2);
        assertTrue(Files.size(pdf) > 1000);
    }
}
