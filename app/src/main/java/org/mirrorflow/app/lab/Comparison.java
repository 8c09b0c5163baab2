package org.mirrorflow.app.lab;

import java.util.Arrays;

/** How the runs of a session are held against each other. */
enum Comparison {
    /** All in one chart. */
    OVERLAY("overlay", "Overlay"),
    /** Each in a chart of its own, the same quantity side by side. */
    SIDE_BY_SIDE("side-by-side", "Side by side"),
    /** Each less the first pinned run, or the first companion. */
    DIFFERENCE("difference", "Difference");

    private final String id;
    private final String words;

    Comparison(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Stable id in files. */
    String id() {
        return id;
    }

    /** On its button. */
    String words() {
        return words;
    }

    /**
     * The one with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Comparison of(String id) {
        return Arrays.stream(values())
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no comparison is called \"" + id + "\"; use overlay, side-by-side or difference"));
    }
}
