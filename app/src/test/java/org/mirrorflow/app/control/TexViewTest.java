package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.app.shell.Theme;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class TexViewTest {

    private Appearance appearance;
    private TexView formula;
    private TexView broken;
    private HBox row;

    @Start
    void open(Stage stage) {
        appearance = new Appearance();
        formula = new TexView("\\sum_i u_i^2", "sum of squares");
        broken = new TexView("\\nosuchcommand", "broken");
        row = new HBox(4, formula, new Label("= 3"), broken);
        Scene scene = new Scene(new VBox(row), 300, 100);
        appearance.install(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    private void waitUntilTypeset() throws Exception {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> formula.isReady() && broken.isReady());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void takesTheTextColourOfTheTheme(FxRobot robot) throws Exception {
        waitUntilTypeset();
        assertEquals(Color.web("#24292f"), formula.textFillProperty().get());

        robot.interact(() -> appearance.themeProperty().set(Theme.DARK));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(Color.web("#d7dee6"), formula.textFillProperty().get());
    }

    @Test
    void growsWithTheText(FxRobot robot) throws Exception {
        waitUntilTypeset();
        double before = formula.prefWidth(-1);
        robot.interact(() -> {
            appearance.textScaleProperty().set(1.6);
            row.applyCss();
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(1.6 * before, formula.prefWidth(-1), 1.6, "rounded up to whole pixels at both sizes");
    }

    @Test
    void aNarrowPlaceShrinksItInsteadOfCuttingItOff() throws Exception {
        waitUntilTypeset();

        assertEquals(0.6 * formula.prefWidth(-1), formula.minWidth(-1), 1e-9);
        assertTrue(formula.prefHeight(formula.minWidth(-1)) < formula.prefHeight(-1));
    }

    @Test
    void texThatCannotBeReadIsShownAsItsSource() throws Exception {
        waitUntilTypeset();

        assertTrue(broken.prefWidth(-1) > 20, "something must be visible");
        assertEquals("broken", broken.getAccessibleText());
    }
}
