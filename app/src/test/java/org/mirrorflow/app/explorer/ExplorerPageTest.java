package org.mirrorflow.app.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mirrorflow.app.control.ParameterControl;
import org.mirrorflow.app.control.PixelSurface;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.shell.Actions;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.MainWindow;
import org.mirrorflow.app.shell.Theme;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.mirror.MirrorMapFamily;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The page in a window of its own, worked by mouse and keys. */
@ExtendWith(ApplicationExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExplorerPageTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final List<Specification> used = new ArrayList<>();
    private ExplorerPage page;
    private Scene scene;
    private Appearance appearance;

    @Start
    void open(Stage stage) {
        if (scene == null) {
            appearance = new Appearance();
            MainWindow window = new MainWindow(new Actions(), appearance);
            page = new ExplorerPage(appearance, used::add);
            window.addPage(page.page());
            scene = new Scene(window.root(), 1280, 800);
            appearance.install(scene);
        }
        stage.setScene(scene);
        stage.show();
    }

    private static <T> T fx(Callable<T> what) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(what.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void await(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!fx(condition)) {
            if (System.nanoTime() > end) {
                fail("no " + what + " in time");
            }
            // questions without a pause would keep the FX thread from its pulses
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(15);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }

    private void choose(String id, Map<String, Object> values) {
        fx(() -> {
            page.choose(Components.MIRROR_MAPS.get(id), values);
            return null;
        });
        await(
                id,
                () -> page.exploration()
                        .map(now -> now.a().family().id().equals(id)
                                && values.entrySet().stream()
                                        .allMatch(each -> each.getValue()
                                                .equals(now.a()
                                                        .settings()
                                                        .values()
                                                        .get(each.getKey()))))
                        .orElse(false));
    }

    private List<Long> pictures() {
        return fx(() ->
                page.panes().stream().map(pane -> pane.surface().pictures()).toList());
    }

    /** The last picture is kept where a painter fails: a new one of every pane says that none did. */
    private void awaitPicturesAfter(List<Long> before) {
        await("pictures", () -> {
            for (int i = 0; i < before.size(); i++) {
                if (page.panes().get(i).surface().pictures() <= before.get(i)) {
                    return false;
                }
            }
            return true;
        });
    }

    private void show(String id, Map<String, Object> values) {
        List<Long> before = pictures();
        choose(id, values);
        awaitPicturesAfter(before);
    }

    @Test
    void everyMapIsShownWithoutFailure() {
        for (MirrorMapFamily family : MapChoice.families()) {
            show(family.id(), Map.of());
            for (FigurePane pane : page.panes()) {
                assertTrue(fx(() -> !pane.chart().orElseThrow().layers().isEmpty()), family.id());
                assertNotNull(fx(() -> pane.surface().getAccessibleText()));
            }
        }
    }

    @Test
    void draggingAndArrowsMoveTheStart() {
        show("euclidean", Map.of());
        PixelSurface surface = page.panes().get(6).surface();
        // the picture on the screen decides what a point of the window means
        fx(() -> {
            PlotGeometry where = page.panes().get(6).geometry().orElseThrow();
            Point2D seen = surface.localToScene(where.pixelX(0.1), where.pixelY(0.4));
            double x = seen.getX();
            double y = seen.getY();
            surface.fireEvent(new MouseEvent(
                    surface,
                    surface,
                    MouseEvent.MOUSE_PRESSED,
                    x,
                    y,
                    x,
                    y,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    true,
                    false,
                    false,
                    false,
                    false,
                    true,
                    new PickResult(surface, x, y)));
            return null;
        });
        Exploration moved = fx(() -> page.exploration().orElseThrow());
        assertEquals(0.1, moved.start().x1(), 1e-6);
        assertEquals(0.4, moved.start().x2(), 1e-6);
        fx(() -> {
            surface.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false));
            return null;
        });
        assertTrue(fx(() -> page.exploration().orElseThrow().start().x1()) > 0.1);
        await("the path in words", () -> surface.getAccessibleText().contains("predicted"));
        assertTrue(fx(() -> surface.getAccessibleText()).contains("predicted"));
    }

    @Test
    void aTypedFormulaIsShownAndABadOneIsRefusedBesideItsField() {
        show("formula", Map.of("formula", "cosh(x)-1"));
        assertTrue(fx(() ->
                page.panes().get(5).chart().orElseThrow().layers().stream().anyMatch(Layer.Theorem.class::isInstance)));
        ParameterControl field = (ParameterControl) fx(() -> scene.lookup("#map-formula"));
        fx(() -> {
            field.valueProperty().set("x^3");
            return null;
        });
        await("a refusal", () -> field.problem() != null);
        assertTrue(fx(field::problem).contains("second derivative"), fx(field::problem));
        assertEquals(
                "cosh(x)-1",
                fx(() -> page.exploration().orElseThrow().a().settings().text("formula")));
        fx(() -> {
            field.valueProperty().set("x^4/4 + x^2/2");
            return null;
        });
        await(
                "the next good formula",
                () -> page.exploration()
                        .orElseThrow()
                        .a()
                        .settings()
                        .text("formula")
                        .startsWith("x^4"));
    }

    @Test
    void theMapIsUsedInAnExperimentAndItsFormulaCopied() {
        choose("formula", Map.of("formula", "x*asinh(x/0.1)-sqrt(x^2+0.01)"));
        fx(() -> {
            ((Button) scene.lookup("#use-map")).fire();
            ((Button) scene.lookup("#copy-tex")).fire();
            return null;
        });
        Specification specification = used.getLast();
        assertEquals("formula", specification.model().kind());
        assertEquals(
                "x*asinh(x/0.1)-sqrt(x^2+0.01)",
                specification.model().settings().text("formula"));
        assertEquals("mirror-flow", specification.dynamics().kind());
        assertTrue(fx(() -> Clipboard.getSystemClipboard().getString()).contains("\\mathrm{asinh}"));
    }

    @Test
    void everyThemeIsDrawn() {
        choose("hyperbolic-entropy", Map.of());
        for (Theme theme : Theme.values()) {
            List<Long> before = pictures();
            fx(() -> {
                appearance.themeProperty().set(theme == Theme.LIGHT ? Theme.DARK : Theme.LIGHT);
                appearance.themeProperty().set(theme);
                return null;
            });
            awaitPicturesAfter(before);
        }
        fx(() -> {
            appearance.themeProperty().set(Theme.LIGHT);
            return null;
        });
        assertNotEquals(0, page.panes().getFirst().surface().pictures());
    }
}
