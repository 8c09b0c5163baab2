package org.mirrorflow.app.shell;

import java.util.List;

/**
 * A line of the command palette.
 *
 * @param group what it is: {@code Action}, {@code Preset}, {@code Chart}, …
 * @param name what is searched and shown first
 * @param detail a few more words, searched as well; may be empty
 * @param keys the keys that do the same; may be empty
 * @param enabled whether it can be done now
 * @param run doing it, on the FX thread, after the palette has closed
 */
public record PaletteEntry(String group, String name, String detail, List<String> keys, boolean enabled, Runnable run) {

    /** Copies the keys. */
    public PaletteEntry {
        keys = List.copyOf(keys);
    }

    /** Something without a key that can be done now. */
    public PaletteEntry(String group, String name, String detail, Runnable run) {
        this(group, name, detail, List.of(), true, run);
    }
}
