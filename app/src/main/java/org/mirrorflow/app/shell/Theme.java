package org.mirrorflow.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** The three looks of the window. */
public enum Theme {
    /** Ink on white. */
    LIGHT("Light", "light.css", false),
    /** Light grey on near black. */
    DARK("Dark", "dark.css", true),
    /** White on black, every line and word at the strongest contrast. */
    HIGH_CONTRAST("High contrast", "high-contrast.css", true);

    private final String displayName;
    private final String sheet;
    private final boolean dark;

    Theme(String displayName, String sheet, boolean dark) {
        this.displayName = displayName;
        this.sheet = sheet;
        this.dark = dark;
    }

    /** Name for people. */
    public String displayName() {
        return displayName;
    }

    /** Whether the page is darker than the text. */
    public boolean isDark() {
        return dark;
    }

    /** The theme after this one, round and round. */
    public Theme next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /** Address of the base style sheet. */
    String baseSheet() {
        return (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet();
    }

    /** Address of this theme's values. */
    String valueSheet() {
        return Appearance.resource(sheet);
    }
}
