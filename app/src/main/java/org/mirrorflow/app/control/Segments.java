package org.mirrorflow.app.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A row of two to four exclusive choices, one of them always on. Arrow keys move the choice.
 *
 * @param <T> kind of choice
 */
public final class Segments<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();
    private final List<T> choices;
    private final ObjectProperty<T> value;

    /**
     * @param choices what can be chosen, the first being on
     * @param dress gives the button of a choice its text, graphic and accessible text
     * @throws IllegalArgumentException if there is nothing to choose
     */
    public Segments(List<T> choices, Function<T, ToggleButton> dress) {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("segments need at least one choice");
        }
        this.choices = List.copyOf(choices);
        this.value = new SimpleObjectProperty<>(this, "value", this.choices.getFirst());
        getStyleClass().add("segments");
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        List<ToggleButton> buttons = new ArrayList<>();
        for (T choice : this.choices) {
            ToggleButton button = dress.apply(choice);
            button.setToggleGroup(group);
            button.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
            button.focusedProperty()
                    .addListener((observable, before, focused) -> button.setViewOrder(focused ? -1 : 0));
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setMaxWidth(Double.MAX_VALUE);
            buttons.add(button);
        }
        if (buttons.size() == 1) {
            buttons.getFirst().getStyleClass().add("only");
        } else {
            buttons.getFirst().getStyleClass().add("first");
            buttons.getLast().getStyleClass().add("last");
        }
        getChildren().setAll(buttons);
        group.selectedToggleProperty().addListener((observable, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                value.set(choiceOf((ToggleButton) now));
            }
        });
        value.addListener((observable, before, now) -> select(now));
        addEventFilter(KeyEvent.KEY_PRESSED, this::moveByKey);
        select(value.get());
    }

    /** Segments labelled by words. */
    public static <T> Segments<T> ofWords(List<T> choices, Function<T, String> word) {
        return new Segments<>(choices, choice -> new ToggleButton(word.apply(choice)));
    }

    /** What can be chosen, in order. */
    public List<T> choices() {
        return choices;
    }

    /** What is chosen. */
    public ObjectProperty<T> valueProperty() {
        return value;
    }

    private T choiceOf(ToggleButton button) {
        return choices.get(getChildren().indexOf(button));
    }

    private void select(@Nullable T choice) {
        int index = choices.indexOf(choice);
        if (index >= 0) {
            group.selectToggle((ToggleButton) getChildren().get(index));
        }
    }

    private void moveByKey(KeyEvent event) {
        int step = switch (event.getCode()) {
            case RIGHT, DOWN -> 1;
            case LEFT, UP -> -1;
            default -> 0;
        };
        if (step != 0) {
            int index = Math.clamp(choices.indexOf(value.get()) + (long) step, 0, choices.size() - 1);
            value.set(choices.get(index));
            getChildren().get(index).requestFocus();
            event.consume();
        }
    }
}
