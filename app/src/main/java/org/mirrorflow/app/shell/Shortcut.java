package org.mirrorflow.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** A key or a combination of keys that starts an action. */
public sealed interface Shortcut {

    /** Whether the event is this shortcut. */
    boolean matches(KeyEvent event);

    /** Whether it is held with Ctrl, Alt or Meta; a bare key must not act while a text field has the focus. */
    boolean modified();

    /** Keys as words or signs, e.g. {@code Ctrl}, {@code Shift}, {@code →}. */
    List<String> keys();

    /** Key by position and modifiers, heard when pressed. */
    record Chord(KeyCombination combination, List<String> keys, boolean modified) implements Shortcut {
        @Override
        public boolean matches(KeyEvent event) {
            return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
        }
    }

    /** A character wherever the keyboard has it, e.g. {@code ?}, heard when typed. */
    record Typed(String character) implements Shortcut {
        @Override
        public boolean matches(KeyEvent event) {
            return event.getEventType() == KeyEvent.KEY_TYPED
                    && event.getCharacter().equals(character)
                    && !event.isControlDown()
                    && !event.isAltDown()
                    && !event.isMetaDown();
        }

        @Override
        public boolean modified() {
            return false;
        }

        @Override
        public List<String> keys() {
            return List.of(character);
        }
    }

    /** The character itself, typed without Ctrl or Alt. */
    static Shortcut typed(String character) {
        return new Typed(character);
    }

    /**
     * A chord written as keys joined by {@code +}: {@code Space}, {@code Shift+Right}, {@code Ctrl+Shift+Z}. {@code Ctrl} is
     * the platform's shortcut key.
     *
     * @throws IllegalArgumentException if a part is not a modifier or a key's name
     */
    static Shortcut of(String chord) {
        List<KeyCombination.Modifier> modifiers = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        String[] parts = chord.split("\\+", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            KeyCombination.Modifier modifier = modifier(parts[i]);
            if (modifier == null) {
                throw new IllegalArgumentException("\"" + parts[i] + "\" in the shortcut \"" + chord
                        + "\" is not a modifier; allowed: Ctrl, Shift, Alt");
            }
            modifiers.add(modifier);
            shown.add(parts[i]);
        }
        String name = parts[parts.length - 1];
        KeyCode code = KeyCode.getKeyCode(name);
        if (code == null) {
            throw new IllegalArgumentException("\"" + name + "\" in the shortcut \"" + chord + "\" is not a key");
        }
        shown.add(sign(code));
        boolean modified =
                modifiers.contains(KeyCombination.SHORTCUT_DOWN) || modifiers.contains(KeyCombination.ALT_DOWN);
        return new Chord(
                new KeyCodeCombination(code, modifiers.toArray(KeyCombination.Modifier[]::new)),
                List.copyOf(shown),
                modified);
    }

    private static KeyCombination.@Nullable Modifier modifier(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "ctrl" -> KeyCombination.SHORTCUT_DOWN;
            case "shift" -> KeyCombination.SHIFT_DOWN;
            case "alt" -> KeyCombination.ALT_DOWN;
            default -> null;
        };
    }

    private static String sign(KeyCode code) {
        return switch (code) {
            case LEFT -> "\u2190";
            case RIGHT -> "\u2192";
            case UP -> "\u2191";
            case DOWN -> "\u2193";
            case ESCAPE -> "Esc";
            case PLUS -> "+";
            case EQUALS -> "=";
            case MINUS -> "\u2212";
            default -> code.getName();
        };
    }
}
