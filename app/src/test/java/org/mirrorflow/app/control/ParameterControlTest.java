package org.mirrorflow.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mirrorflow.app.shell.Appearance;
import org.mirrorflow.theory.catalogue.Parameter;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ParameterControlTest {

    private final VBox box = new VBox(12);
    private ParameterControl scale;
    private ParameterControl decay;
    private ParameterControl features;
    private ParameterControl depth;
    private ParameterControl map;
    private ParameterControl file;

    @Start
    void open(Stage stage) {
        scale = new ParameterControl(
                new Parameter.Real("initial-scale", "\\alpha", "initial scale", "Size.", false, 0.01, 1e-6, 10, true));
        decay = new ParameterControl(
                new Parameter.Real("decay", "\\lambda", "weight decay", "Strength.", true, 0, 0, 0.5, false));
        features = new ParameterControl(new Parameter.Whole("features", "d", "features", "Count.", false, 100, 2, 200));
        depth = new ParameterControl(
                new Parameter.Choice("depth", "L", "depth", "Factors.", false, "2", List.of("2", "3", "4")));
        map = new ParameterControl(
                new Parameter.Choice("map", "", "map", "Map.", false, "a", List.of("a", "b", "c", "d", "e")));
        file = new ParameterControl(new Parameter.Text("data", "", "data file", "File.", false, "old.csv", true));
        box.getChildren().addAll(scale, decay, features, depth, map, file);
        Scene scene = new Scene(box, 312, 640);
        new Appearance().install(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    private static TextField field(ParameterControl control) {
        return (TextField) control.lookup(".text-field.number");
    }

    private static TextField limit(ParameterControl control, int which) {
        return control.lookupAll(".limit").stream()
                .map(TextField.class::cast)
                .filter(limit -> limit.getAccessibleText().startsWith(which == 0 ? "lower" : "upper"))
                .findFirst()
                .orElseThrow();
    }

    private static void type(FxRobot robot, TextField into, String text) {
        robot.interact(() -> {
            into.requestFocus();
            into.setText(text);
        });
        robot.type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aTypedNumberBecomesTheValue(FxRobot robot) {
        type(robot, field(scale), "1e-3");

        assertEquals(0.001, scale.valueProperty().get());
        assertEquals("0.001", field(scale).getText());
        assertNull(scale.problem());
    }

    @Test
    void whatCannotBeKeepsTheLastGoodValueAndSaysWhy(FxRobot robot) {
        type(robot, field(scale), "50");

        assertEquals(0.01, scale.valueProperty().get());
        assertEquals("50 is outside the range of initial scale. Use a value from 1e\u22126 to 10.", scale.problem());
        assertTrue(field(scale).getPseudoClassStates().contains(ParameterControl.INVALID));

        type(robot, field(scale), "lots");
        assertEquals("\u201clots\u201d is not a number. Type a number from 1e\u22126 to 10.", scale.problem());

        type(robot, field(scale), "0.5");
        assertEquals(0.5, scale.valueProperty().get());
        assertNull(scale.problem());
        assertFalse(field(scale).getPseudoClassStates().contains(ParameterControl.INVALID));
    }

    @Test
    void escapeBringsTheLastGoodValueBack(FxRobot robot) {
        type(robot, field(scale), "nonsense");
        robot.interact(() -> field(scale).requestFocus());
        robot.type(KeyCode.ESCAPE);

        assertEquals("0.01", field(scale).getText());
        assertNull(scale.problem());
    }

    @Test
    void arrowsStepAndShiftStepsTen(FxRobot robot) {
        Slider slider = (Slider) decay.lookup(".slider");
        robot.interact(slider::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertEquals(0.001, decay.valueProperty().get());

        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertEquals(0.011, decay.valueProperty().get());

        robot.type(KeyCode.LEFT);
        assertEquals(0.01, decay.valueProperty().get());

        robot.type(KeyCode.END);
        assertEquals(0.5, decay.valueProperty().get());
    }

    @Test
    void draggingDeliversTheNewestPlace(FxRobot robot) {
        AtomicInteger deliveries = new AtomicInteger();
        decay.valueProperty().addListener(observable -> deliveries.incrementAndGet());
        Slider slider = (Slider) decay.lookup(".slider");
        robot.interact(() -> {
            for (int i = 1; i <= 50; i++) {
                slider.setValue(i / 100.0);
            }
        });
        WaitForAsyncUtils.sleep(100, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(0.25, (double) decay.valueProperty().get(), 1e-12);
        assertEquals(1, deliveries.get());
    }

    @Test
    void aDoubleClickOnTheSliderRestoresTheDefault(FxRobot robot) {
        type(robot, field(scale), "3");
        robot.doubleClickOn(scale.lookup(".slider"));
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(0.01, scale.valueProperty().get());
    }

    @Test
    void limitsCanBeNarrowedButNotBeyondTheDeclaredRange(FxRobot robot) {
        Slider slider = (Slider) scale.lookup(".slider");
        type(robot, limit(scale, 0), "1e-4");
        type(robot, limit(scale, 1), "1");
        assertEquals(0.5, slider.getValue(), 1e-12, "0.01 lies halfway between 1e-4 and 1 in decades");

        type(robot, limit(scale, 1), "1000");
        assertNotNull(scale.problem());
        assertEquals(0.01, scale.valueProperty().get());
    }

    @Test
    void aValueBeyondTheLimitsMovesTheLimit(FxRobot robot) {
        type(robot, limit(scale, 1), "1");
        type(robot, field(scale), "5");

        assertEquals(5.0, scale.valueProperty().get());
        assertEquals("5", limit(scale, 1).getText());
    }

    @Test
    void theSliderTellsWhatFixesTheStartFromWhatActsAtOnce() {
        assertTrue(scale.lookup(".slider").getStyleClass().contains("start"));
        assertTrue(decay.lookup(".slider").getStyleClass().contains("live"));
    }

    @Test
    void wholeNumbersStepAndRefuseFractions(FxRobot robot) {
        robot.interact(() -> field(features).requestFocus());
        robot.type(KeyCode.UP);
        assertEquals(101L, features.valueProperty().get());

        type(robot, field(features), "2.5");
        assertEquals(101L, features.valueProperty().get());
        assertEquals("\u201c2.5\u201d is not a whole number. Type a whole number from 2 to 200.", features.problem());

        type(robot, field(features), "199");
        robot.press(KeyCode.SHIFT).type(KeyCode.UP).release(KeyCode.SHIFT);
        assertEquals(200L, features.valueProperty().get(), "a step ends at the limit");
    }

    @Test
    void fewChoicesAreSegmentsAndManyAComboBox(FxRobot robot) {
        ToggleButton three = robot.from(depth).lookup("3").query();
        robot.clickOn(three);
        assertEquals("3", depth.valueProperty().get());
        robot.clickOn(three);
        assertEquals("3", depth.valueProperty().get(), "one segment is always on");

        ComboBox<?> combo = (ComboBox<?>) map.lookup(".combo-box");
        robot.interact(() -> combo.getSelectionModel().select(3));
        assertEquals("d", map.valueProperty().get());
    }

    @Test
    void aFileIsTypedOrBrowsedFor(FxRobot robot) {
        TextField path = (TextField) file.lookup(".text-field");
        type(robot, path, "new.csv");

        assertEquals("new.csv", file.valueProperty().get());
        assertNotNull(robot.from(file).lookup("Browse\u2026").queryAs(Button.class));
    }

    @Test
    void settingTheValueFromOutsideShowsItAndTakesTheProblemAway(FxRobot robot) {
        type(robot, field(scale), "50");
        robot.interact(() -> scale.valueProperty().set(0.2));

        assertEquals("0.2", field(scale).getText());
        assertNull(scale.problem());
    }

    @Test
    void aWaitingChangeOffersToRewind(FxRobot robot) {
        AtomicInteger rewinds = new AtomicInteger();
        robot.interact(() -> scale.showWaiting(0.01, rewinds::incrementAndGet));
        WaitForAsyncUtils.waitForFxEvents();
        assertNotNull(robot.from(scale).lookup("run shows 0.01").query());
        robot.clickOn("Rewind");

        assertEquals(1, rewinds.get());
    }
}
