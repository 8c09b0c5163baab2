package org.mirrorflow.app.control;

import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import org.mirrorflow.theory.catalogue.Parameter;

/** Segments for two to four words, a combo box for more. */
final class ChoiceEditor extends ParameterEditor {

    /** Longer words would be cut off in the narrow panel. */
    private static final int MOST_SEGMENT_LETTERS = 24;

    private static final int MOST_SEGMENTS = 4;
    private static final int MOST_LETTERS = 24;

    private final Node field;
    private final Property<String> chosen;
    private final boolean wide;

    ChoiceEditor(Parameter.Choice parameter, Host host) {
        int letters = parameter.options().stream().mapToInt(String::length).sum();
        if (parameter.options().size() <= MOST_SEGMENTS && letters <= MOST_SEGMENT_LETTERS) {
            Segments<String> segments = Segments.ofWords(parameter.options(), word -> word);
            field = segments;
            chosen = segments.valueProperty();
            wide = letters + parameter.label().length() > MOST_LETTERS;
            if (wide) {
                segments.setMaxWidth(Double.MAX_VALUE);
            }
        } else {
            ComboBox<String> box = new ComboBox<>();
            box.getItems().setAll(parameter.options());
            box.setVisibleRowCount(12);
            box.setAccessibleText(parameter.label());
            field = box;
            chosen = box.valueProperty();
            int longest =
                    parameter.options().stream().mapToInt(String::length).max().orElse(0);
            wide = longest + parameter.label().length() > MOST_LETTERS;
            if (wide) {
                box.setMaxWidth(Double.MAX_VALUE);
            }
        }
        chosen.setValue(parameter.defaultChoice());
        chosen.addListener((observable, before, now) -> {
            if (now != null && !now.equals(host.value())) {
                host.accept(now);
            }
        });
    }

    /** Whether the words need a line of their own. */
    boolean wide() {
        return wide;
    }

    @Override
    Node field() {
        return field;
    }

    @Override
    void show(Object value) {
        chosen.setValue((String) value);
    }
}
