package org.mirrorflow.app.control;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What side panels are put together from. */
public final class Panels {

    private Panels() {}

    /** A hairline between two parts. */
    public static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("rule");
        return rule;
    }

    /** The body of a panel, which takes what height there is and scrolls up and down only. */
    public static ScrollPane scrolling(VBox content) {
        content.setPadding(new Insets(12, 14, 12, 14));
        content.getStyleClass().add("panel");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("panel");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    /**
     * Prepares a box of choices to stand in a row: as wide as there is room.
     *
     * @param id its id in the scene
     * @param spoken its name for assistive technology
     * @param word what it shows for a choice
     */
    public static <T> ComboBox<T> choices(ComboBox<T> box, String id, String spoken, Function<T, String> word) {
        box.setId(id);
        box.setAccessibleText(spoken);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setMinWidth(0);
        box.setPrefWidth(120);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T choice) {
                return choice == null ? "" : word.apply(choice);
            }

            @Override
            public T fromString(String text) {
                return box.getItems().stream()
                        .filter(choice -> word.apply(choice).equals(text))
                        .findFirst()
                        .orElse(box.getValue());
            }
        });
        return box;
    }

    /**
     * Prepares a button that cannot be pressed while what it does cannot be done.
     *
     * @param id its id in the scene
     */
    public static void dress(Button button, String id, ObservableBooleanValue enabled, Runnable what) {
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(Bindings.not(enabled));
        button.setOnAction(event -> what.run());
    }

    /** A word and its field in one row; the words of a panel are equally wide. */
    public static HBox row(String word, double wordWidth, Region field) {
        Label label = new Label(word);
        label.setMinWidth(wordWidth);
        label.setLabelFor(field);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(8, label, field);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
