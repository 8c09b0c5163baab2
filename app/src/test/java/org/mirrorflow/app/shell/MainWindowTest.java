package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class MainWindowTest {

    private final Actions actions = new Actions();
    private Region gallery;
    private Region centre;
    private Region controls;
    private Appearance appearance;
    private MainWindow window;
    private Stage stage;

    @Start
    void open(Stage stage) {
        this.stage = stage;
        appearance = new Appearance();
        gallery = new StackPane(new Button("in gallery"));
        centre = new StackPane(new Button("in centre"));
        controls = new StackPane(new Button("in controls"));
        window = new MainWindow(actions, appearance);
        window.addPage(new Page("lab", "Lab", gallery, centre, controls, null, null));
        window.addPage(new Page("claims", "Claims", null, new StackPane(new Button("claim")), null, null, null));
        Scene scene = new Scene(window.root(), 1440, 700);
        appearance.install(scene);
        actions.install(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    private void resize(FxRobot robot, double width) {
        robot.interact(() -> stage.setWidth(width));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> window.root().layout());
    }

    private static double width(Node node) {
        return node.getLayoutBounds().getWidth();
    }

    @Test
    void panelsHaveTheirWidthsAndNarrowInANarrowWindow(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(248, width(gallery), 1);
        assertEquals(312, width(controls), 1);

        resize(robot, 1280);
        assertEquals(216, width(gallery), 1);
        assertEquals(280, width(controls), 1);

        resize(robot, 1920);
        assertEquals(248, width(gallery), 1);
        assertEquals(312, width(controls), 1);
    }

    @Test
    void belowItsLimitTheGalleryIsAPopUp(FxRobot robot) {
        resize(robot, 1000);
        assertNull(gallery.getScene(), "not beside the centre");

        robot.type(KeyCode.G);
        WaitForAsyncUtils.waitForFxEvents();
        assertNotNull(gallery.getScene());

        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertNull(gallery.getScene());
    }

    @Test
    void onlyPagesThatExistHaveTabsAndKeys(FxRobot robot) {
        robot.clickOn("Claims");
        assertEquals("claims", window.pageProperty().get().id());
        assertNull(gallery.getScene());

        robot.press(KeyCode.ALT).type(KeyCode.DIGIT1).release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("lab", window.pageProperty().get().id());
        assertSame(stage.getScene(), gallery.getScene());
    }

    @Test
    void f6GoesFromRegionToRegion(FxRobot robot) {
        robot.interact(() -> gallery.getChildrenUnmodifiable().getFirst().requestFocus());
        robot.type(KeyCode.F6);
        assertSame(centre.getChildrenUnmodifiable().getFirst(), stage.getScene().getFocusOwner());
        robot.type(KeyCode.F6);
        assertSame(
                controls.getChildrenUnmodifiable().getFirst(), stage.getScene().getFocusOwner());
        robot.type(KeyCode.F6);
        assertSame(
                gallery.getChildrenUnmodifiable().getFirst(), stage.getScene().getFocusOwner());
    }

    @Test
    void theThemeGoesRoundAndTheTextGrowsWithinItsLimits(FxRobot robot) {
        robot.type(KeyCode.T);
        assertEquals(Theme.DARK, appearance.themeProperty().get());

        for (int i = 0; i < 9; i++) {
            robot.interact(() -> actions.run("window.text-larger"));
        }
        assertEquals(1.6, appearance.textScaleProperty().get(), 1e-12);
    }

    @Test
    void theToastOffersToUndo(FxRobot robot) {
        AtomicInteger undone = new AtomicInteger();
        robot.interact(() -> window.toast().show("Reseeded to 12", "Undo", undone::incrementAndGet));
        robot.clickOn("Undo");

        assertEquals(1, undone.get());
        assertEquals(false, window.toast().isVisible());
    }
}
