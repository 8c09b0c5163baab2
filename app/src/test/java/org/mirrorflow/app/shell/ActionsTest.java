package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class ActionsTest {

    private final Actions actions = new Actions();
    private final AtomicInteger reseeds = new AtomicInteger();
    private final AtomicInteger undos = new AtomicInteger();
    private final AtomicInteger plays = new AtomicInteger();
    private final AtomicInteger helps = new AtomicInteger();
    private final AtomicInteger presses = new AtomicInteger();
    private final BooleanProperty canReseed = new SimpleBooleanProperty(true);
    private TextField field;
    private Button button;
    private StackPane elsewhere;

    @Start
    void open(Stage stage) {
        actions.add(new Action(
                "run.reseed", "Reseed", "Run", List.of(Shortcut.of("R")), reseeds::incrementAndGet, canReseed));
        actions.add(new Action("edit.undo", "Undo", "Edit", List.of(Shortcut.of("Ctrl+U")), undos::incrementAndGet));
        actions.add(new Action("run.play", "Play", "Run", List.of(Shortcut.of("Space")), plays::incrementAndGet));
        actions.add(new Action("window.keys", "Keys", "Window", List.of(Shortcut.typed("?")), helps::incrementAndGet));
        actions.add(new Action("file.quiet", "Without a key", "File", List.of(), () -> {}));
        field = new TextField();
        button = new Button("Button");
        elsewhere = new StackPane();
        elsewhere.setFocusTraversable(true);
        button.setOnAction(event -> presses.incrementAndGet());
        Scene scene = new Scene(new VBox(field, button, elsewhere), 200, 120);
        actions.install(scene);
        stage.setScene(scene);
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void aLetterActsWhenNoTextFieldHasTheFocus(FxRobot robot) {
        robot.interact(elsewhere::requestFocus);
        robot.type(KeyCode.R);

        assertEquals(1, reseeds.get());
    }

    @Test
    void aLetterInATextFieldIsALetter(FxRobot robot) {
        robot.interact(field::requestFocus);
        robot.type(KeyCode.R).type(KeyCode.SPACE);

        assertEquals(0, reseeds.get());
        assertEquals(0, plays.get());
        assertEquals("r ", field.getText());
    }

    @Test
    void aChordActsInATextField(FxRobot robot) {
        robot.interact(field::requestFocus);
        robot.press(KeyCode.CONTROL).type(KeyCode.U).release(KeyCode.CONTROL);

        assertEquals(1, undos.get());
    }

    @Test
    void spacePressesTheFocusedButtonAndPlaysElsewhere(FxRobot robot) {
        robot.interact(button::requestFocus);
        robot.type(KeyCode.SPACE);
        assertEquals(1, presses.get());
        assertEquals(0, plays.get());

        robot.interact(elsewhere::requestFocus);
        robot.type(KeyCode.SPACE);
        assertEquals(1, plays.get());
    }

    @Test
    void whatIsDisabledDoesNothing(FxRobot robot) {
        MenuItem item = actions.menuItem("run.reseed");
        robot.interact(() -> {
            canReseed.set(false);
            elsewhere.requestFocus();
        });
        robot.type(KeyCode.R);

        assertEquals(0, reseeds.get());
        assertTrue(item.isDisable());
    }

    @Test
    void theSheetListsWhatHasAKeyByGroup() {
        assertEquals(
                List.of("Run", "Edit", "Window"),
                List.copyOf(actions.withKeysByGroup().keySet()));
        assertEquals(
                List.of("Reseed", "Play"),
                actions.withKeysByGroup().get("Run").stream().map(Action::name).toList());
    }

    @Test
    void idsAndShortcutsAreTakenOnce() {
        assertThrows(
                IllegalArgumentException.class,
                () -> actions.add(new Action("run.reseed", "Again", "Run", List.of(), () -> {})));
        assertThrows(
                IllegalArgumentException.class,
                () -> actions.add(new Action("other", "Other", "Run", List.of(Shortcut.of("R")), () -> {})));
    }

    @Test
    void aKeyBelongsToTheActionOfThePageShown(FxRobot robot) {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        List<Shortcut> keys = List.of(Shortcut.of("X"));
        actions.add(new Action("one.x", "X here", "One", keys, first::incrementAndGet).on("one"));
        actions.add(new Action("two.x", "X there", "Two", keys, second::incrementAndGet).on("two"));
        assertThrows(
                IllegalArgumentException.class,
                () -> actions.add(new Action("all.x", "X everywhere", "All", keys, () -> {})));
        robot.interact(() -> {
            elsewhere.requestFocus();
            actions.setPage("two");
        });

        robot.type(KeyCode.X);

        assertEquals(0, first.get());
        assertEquals(1, second.get());
        assertTrue(actions.withKeysByGroup().containsKey("Two"));
        assertEquals(false, actions.withKeysByGroup().containsKey("One"));
    }
}
