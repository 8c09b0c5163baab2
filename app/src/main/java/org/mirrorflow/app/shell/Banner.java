package org.mirrorflow.app.shell;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.mirrorflow.app.control.Icons;

/** An outcome beside its cause: a title, one sentence, and remedies as buttons. Hidden while there is nothing to say. */
public final class Banner extends HBox {

    /**
     * A button.
     *
     * @param name what it does
     * @param run doing it
     */
    public record Remedy(String name, Runnable run) {}

    private final VBox words = new VBox(4);

    /** An empty banner, not shown. */
    public Banner() {
        getStyleClass().add("banner");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        clear();
    }

    /** Shows an outcome that needs the person. */
    public void show(String title, String sentence, List<Remedy> remedies) {
        Label heading = new Label(title);
        heading.getStyleClass().add("strong");
        Label text = new Label(sentence);
        text.getStyleClass().add("secondary");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        words.getChildren().setAll(heading, text);
        if (!remedies.isEmpty()) {
            FlowPane buttons = new FlowPane(8, 8);
            for (Remedy remedy : remedies) {
                Button button = new Button(remedy.name());
                button.setOnAction(event -> remedy.run().run());
                buttons.getChildren().add(button);
            }
            words.getChildren().add(buttons);
        }
        Button close = Icons.button(Icons.feather("x"), "Dismiss");
        close.setMinWidth(USE_PREF_SIZE);
        close.setOnAction(event -> clear());
        getChildren().setAll(Icons.needsYou(), words, close);
        setVisible(true);
        setManaged(true);
    }

    /** Takes it away. */
    public void clear() {
        getChildren().clear();
        setVisible(false);
        setManaged(false);
    }
}
