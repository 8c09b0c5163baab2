package org.mirrorflow.app.control;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The part of a parameter control that edits one kind of value. */
abstract class ParameterEditor {

    /** Where an editor reports what the person did. */
    interface Host {
        /** A good value, to be delivered at once. */
        void accept(Object value);

        /** A good value in the middle of a drag, to be delivered soon unless a newer one comes. */
        void acceptSoon(Object value);

        /** Something that cannot be. */
        void reject(String sentence);

        /** The present good value. */
        Object value();

        /** Back to the declared default. */
        void reset();
    }

    /** The node at the right of the label. */
    abstract Node field();

    /** The node below, or {@code null}. */
    @Nullable
    Node below() {
        return null;
    }

    /** Shows a value without reporting it. */
    abstract void show(Object value);

    /** Marks the field as refused. */
    void markInvalid(boolean invalid) {
        field().pseudoClassStateChanged(ParameterControl.INVALID, invalid);
    }

    /** Steps asked for by a key: arrows one, with Shift ten, 0 for any other key. */
    static int stepsOf(KeyEvent event, boolean horizontalToo) {
        int size = event.isShiftDown() ? 10 : 1;
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return 0;
        }
        KeyCode code = event.getCode();
        if (code == KeyCode.UP || (horizontalToo && code == KeyCode.RIGHT)) {
            return size;
        }
        if (code == KeyCode.DOWN || (horizontalToo && code == KeyCode.LEFT)) {
            return -size;
        }
        return 0;
    }
}
