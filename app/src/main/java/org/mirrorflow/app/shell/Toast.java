package org.mirrorflow.app.shell;

import javafx.animation.PauseTransition;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

/** Says what was done and offers to undo it, for eight seconds, instead of asking first. */
public final class Toast extends HBox {

    private static final Duration STAY = Duration.seconds(8);

    private final Label text = new Label();
    private final Button undo = new Button();
    private final PauseTransition timer = new PauseTransition(STAY);

    /** An empty toast, not shown. */
    public Toast() {
        getStyleClass().add("toast");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        undo.getStyleClass().addAll("flat", "link");
        getChildren().addAll(text, undo);
        timer.setOnFinished(event -> dismiss());
        dismiss();
    }

    /**
     * Shows a message and replaces the one before.
     *
     * @param message what was done
     * @param remedy word on the button, e.g. {@code Undo}
     * @param onRemedy what the button does
     */
    public void show(String message, String remedy, Runnable onRemedy) {
        text.setText(message);
        undo.setText(remedy);
        undo.setVisible(!remedy.isEmpty());
        undo.setManaged(!remedy.isEmpty());
        undo.setOnAction(event -> {
            dismiss();
            onRemedy.run();
        });
        setAccessibleText(message);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        setVisible(true);
        setManaged(true);
        timer.playFromStart();
    }

    /** Shows a message that cannot be undone. */
    public void show(String message) {
        show(message, "", () -> {});
    }

    /** Takes it away. */
    public void dismiss() {
        timer.stop();
        setVisible(false);
        setManaged(false);
    }
}
