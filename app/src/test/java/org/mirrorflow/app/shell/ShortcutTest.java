package org.mirrorflow.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

final class ShortcutTest {

    private static KeyEvent pressed(KeyCode code, boolean shift, boolean control) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false);
    }

    @Test
    void readsChords() {
        Shortcut redo = Shortcut.of("Ctrl+Shift+Z");

        assertEquals(List.of("Ctrl", "Shift", "Z"), redo.keys());
        assertTrue(redo.modified());
        assertTrue(redo.matches(pressed(KeyCode.Z, true, true)));
        assertFalse(redo.matches(pressed(KeyCode.Z, false, true)));
    }

    @Test
    void bareKeysAndShiftAreNotModified() {
        assertFalse(Shortcut.of("Space").modified());
        assertFalse(Shortcut.of("Shift+Right").modified());
        assertEquals(List.of("\u2192"), Shortcut.of("Right").keys());
    }

    @Test
    void aBareKeyIsNotTheSameWithCtrl() {
        assertFalse(Shortcut.of("C").matches(pressed(KeyCode.C, false, true)));
    }

    @Test
    void charactersAreHeardWhereverTheKeyboardHasThem() {
        Shortcut help = Shortcut.typed("?");
        KeyEvent typed = new KeyEvent(KeyEvent.KEY_TYPED, "?", "", KeyCode.UNDEFINED, true, false, false, false);

        assertTrue(help.matches(typed));
    }

    @Test
    void saysWhatIsWrongWithAChord() {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> Shortcut.of("Ctl+Z"));

        assertEquals(
                "\"Ctl\" in the shortcut \"Ctl+Z\" is not a modifier; allowed: Ctrl, Shift, Alt", wrong.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Shortcut.of("Ctrl+Qwerty"));
    }
}
