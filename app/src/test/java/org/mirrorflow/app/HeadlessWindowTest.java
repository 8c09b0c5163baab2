package org.mirrorflow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The ground under every test of the window: a stage opens with no screen, and a click arrives. */
@ExtendWith(ApplicationExtension.class)
final class HeadlessWindowTest {

    private final AtomicInteger clicks = new AtomicInteger();

    @Start
    void open(Stage stage) {
        Button button = new Button("Count");
        button.setOnAction(event -> clicks.incrementAndGet());
        stage.setScene(new Scene(button, 200, 100));
        stage.show();
    }

    @Test
    void aClickReachesTheButton(FxRobot robot) {
        robot.clickOn("Count");

        assertEquals(1, clicks.get());
    }

    @Test
    void javaFxRunsAsModules() {
        assertTrue(Button.class.getModule().isNamed(), "JavaFX must come from the module path");
    }
}
