package org.mirrorflow.app.shell;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Something a person can do: from a key, a menu, a button.
 *
 * @param id stable id, e.g. {@code run.play}
 * @param name a few words, as in a menu
 * @param group heading on the key sheet
 * @param shortcuts keys, the first one being shown
 * @param run what happens, on the FX thread
 * @param enabled whether it can be done now
 */
public record Action(
        String id, String name, String group, List<Shortcut> shortcuts, Runnable run, ObservableBooleanValue enabled) {

    private static final ObservableBooleanValue ALWAYS = Bindings.createBooleanBinding(() -> true);

    /** Copies the shortcuts. */
    public Action {
        shortcuts = List.copyOf(shortcuts);
    }

    /** An action that can always be done. */
    public Action(String id, String name, String group, List<Shortcut> shortcuts, Runnable run) {
        this(id, name, group, shortcuts, run, ALWAYS);
    }
}
