package org.mirrorflow.app.shell;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Every action of the window, from which keys, menus and the key sheet come. A bare key acts only when no text field has
 * the focus, and leaves Space and Enter to a focused button.
 */
public final class Actions {

    private final Map<String, Action> byId = new LinkedHashMap<>();
    private boolean acted;
    private String page = "";

    /**
     * Adds an action.
     *
     * @throws IllegalArgumentException if its id, or on its page one of its shortcuts, is taken
     */
    public void add(Action action) {
        if (byId.containsKey(action.id())) {
            throw new IllegalArgumentException("action \"" + action.id() + "\" exists already; choose another id");
        }
        for (Action other : byId.values()) {
            if (other.meets(action) && !Collections.disjoint(other.shortcuts(), action.shortcuts())) {
                throw new IllegalArgumentException("actions \"" + other.id() + "\" and \"" + action.id()
                        + "\" share a shortcut; give one of them another");
            }
        }
        byId.put(action.id(), action);
    }

    /**
     * The action with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Action get(String id) {
        Action action = byId.get(id);
        if (action == null) {
            throw new IllegalArgumentException("no action \"" + id + "\"; there are " + byId.keySet());
        }
        return action;
    }

    /** All actions in the order in which they were added. */
    public Collection<Action> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Says which page is shown: its actions and those of all pages have their keys. */
    public void setPage(String id) {
        page = id;
    }

    /** Whether an action belongs to the page shown. */
    public boolean isHere(Action action) {
        return action.page().isEmpty() || action.page().equals(page);
    }

    /** The actions with a key on the page shown, by group, in order. */
    public Map<String, List<Action>> withKeysByGroup() {
        return byId.values().stream()
                .filter(action -> !action.shortcuts().isEmpty() && isHere(action))
                .collect(Collectors.groupingBy(Action::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** Runs the action with this id if it is enabled. */
    public void run(String id) {
        Action action = get(id);
        if (action.enabled().get()) {
            action.run().run();
        }
    }

    /** A menu item for an action. */
    public MenuItem menuItem(String id) {
        Action action = get(id);
        MenuItem item = new MenuItem(action.name());
        item.setOnAction(event -> run(id));
        item.setDisable(!action.enabled().get());
        action.enabled().addListener((observable, before, now) -> item.setDisable(!now));
        return item;
    }

    /** Listens for the keys of a scene. */
    public void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            acted = false;
            if (leavesArrows(scene.getFocusOwner())
                    && (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT)) {
                onKey(scene.getFocusOwner(), event);
            }
        });
        // The letter of a key that has acted must not be typed into the field that the action gave the focus to.
        scene.addEventFilter(KeyEvent.KEY_TYPED, event -> {
            if (acted) {
                acted = false;
                event.consume();
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> onKey(scene.getFocusOwner(), event));
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> onKey(scene.getFocusOwner(), event));
    }

    /** Acts on a key that no control has used. */
    private void onKey(@Nullable Node focus, KeyEvent event) {
        if (!onKey(focus, event, true)) {
            onKey(focus, event, false);
        }
    }

    /** Whether one of the actions that come first, or of the others, has taken the key. */
    private boolean onKey(@Nullable Node focus, KeyEvent event, boolean first) {
        for (Action action : byId.values()) {
            if (action.first() != first || (first && !action.enabled().get())) {
                continue;
            }
            for (Shortcut shortcut : action.shortcuts()) {
                if (isHere(action) && shortcut.matches(event) && (shortcut.modified() || !belongsTo(focus, event))) {
                    acted = event.getEventType() == KeyEvent.KEY_PRESSED;
                    if (action.enabled().get()) {
                        action.run().run();
                    }
                    event.consume();
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the arrows would only move the focus from a node, which Tab does as well; a group of toggles needs them. */
    private static boolean leavesArrows(@Nullable Node focus) {
        return (focus instanceof ButtonBase && !(focus instanceof ToggleButton)) || focus instanceof TitledPane;
    }

    /** Whether a bare key means something to the node that has the focus. */
    private static boolean belongsTo(@Nullable Node focus, KeyEvent event) {
        KeyCode code = event.getCode();
        return switch (focus) {
            case null -> false;
            case TextInputControl text -> code != KeyCode.ESCAPE && !code.isFunctionKey();
            case Spinner<?> spinner -> spinner.isEditable() && !code.isFunctionKey();
            case ComboBoxBase<?> box ->
                box.isEditable() || code == KeyCode.SPACE || code == KeyCode.UP || code == KeyCode.DOWN;
            case ButtonBase button -> code == KeyCode.SPACE || code == KeyCode.ENTER;
            case Slider slider -> code.isArrowKey() || code == KeyCode.HOME || code == KeyCode.END;
            default -> false;
        };
    }
}
