package org.mirrorflow.app.lab;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Small pictures for the gallery. */
final class Thumbnails {

    private Thumbnails() {}

    static @Nullable Node of(PresetItem item) {
        return null;
    }
}
