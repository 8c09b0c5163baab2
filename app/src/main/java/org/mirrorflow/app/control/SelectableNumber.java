package org.mirrorflow.app.control;

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

    @Override
    public void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(TypedNumber.ascii(getSelectedText()));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
