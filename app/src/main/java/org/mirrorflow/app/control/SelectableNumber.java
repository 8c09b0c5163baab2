package org.mirrorflow.app.control;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** A number (or short text) on the screen that can be selected; copying gives ASCII, so that it pastes into code. */
public final class SelectableNumber extends FittedField {

    /** Shows {@code text}. */
    public SelectableNumber(String text) {
        super(text);
        setEditable(false);
        setFocusTraversable(false);
        getStyleClass().addAll("selectable", "number");
    }

    /**
     * A number in a column of its own width, given in multiples of the text size: it may change at every frame without anything
     * around it being laid out again.
     */
    public static SelectableNumber inColumn(double ems) {
        SelectableNumber number = new SelectableNumber("");
        number.setAlignment(Pos.CENTER_RIGHT);
        number.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(() -> ems * number.getFont().getSize(), number.fontProperty()));
        number.setMinWidth(USE_PREF_SIZE);
        number.setMaxWidth(USE_PREF_SIZE);
        return number;
    }

    @Override
    public void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(TypedNumber.ascii(getSelectedText()));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
