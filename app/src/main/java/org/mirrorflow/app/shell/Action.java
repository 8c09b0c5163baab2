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
 * @param page id of the page that it belongs to, or empty when it belongs to all
 * @param first whether its keys are its own while it can be done, and those of other actions otherwise
 */
public record Action(
        String id,
        String name,
        String group,
        List<Shortcut> shortcuts,
        Runnable run,
        ObservableBooleanValue enabled,
        String page,
        boolean first) {

    private static final ObservableBooleanValue ALWAYS = Bindings.createBooleanBinding(() -> true);

    /** Copies the shortcuts. */
    public Action {
        shortcuts = List.copyOf(shortcuts);
    }

    /** An action that can always be done. */
    public Action(String id, String name, String group, List<Shortcut> shortcuts, Runnable run) {
        this(id, name, group, shortcuts, run, ALWAYS);
    }

    /** An action of every page. */
    public Action(
            String id,
            String name,
            String group,
            List<Shortcut> shortcuts,
            Runnable run,
            ObservableBooleanValue enabled) {
        this(id, name, group, shortcuts, run, enabled, "");
    }

    /** An action of one page, or with an empty id of every page. */
    public Action(
            String id,
            String name,
            String group,
            List<Shortcut> shortcuts,
            Runnable run,
            ObservableBooleanValue enabled,
            String page) {
        this(id, name, group, shortcuts, run, enabled, page, false);
    }

    /** The same with its keys before all others while it can be done, such as Enter in a guided tour. */
    public Action takingKeysFirst() {
        return new Action(id, name, group, shortcuts, run, enabled, page, true);
    }

    /** The same on one page only, where its keys may be those of other pages' actions. */
    public Action on(String page) {
        return new Action(id, name, group, shortcuts, run, enabled, page, first);
    }

    /** Whether it can meet another one on a page, so that a key would have two meanings. */
    boolean meets(Action other) {
        return first == other.first && (page.isEmpty() || other.page.isEmpty() || page.equals(other.page));
    }
}
