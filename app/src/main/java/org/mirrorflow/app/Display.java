package org.mirrorflow.app;

import java.util.Locale;

/** Whether a window can open here. */
public final class Display {

    private Display() {}

    /** On Linux a window needs an X or Wayland server, unless JavaFX was told to draw without one. */
    public static boolean available() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return true;
        }
        return isSet(System.getenv("DISPLAY"))
                || isSet(System.getenv("WAYLAND_DISPLAY"))
                || "Headless".equals(System.getProperty("glass.platform"));
    }

    private static boolean isSet(@org.jspecify.annotations.Nullable String value) {
        return value != null && !value.isBlank();
    }
}
