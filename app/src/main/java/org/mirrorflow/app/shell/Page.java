package org.mirrorflow.app.shell;

import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * One page of the window.
 *
 * @param id stable id
 * @param title word on its tab
 * @param gallery left panel, or {@code null}
 * @param centre the page itself
 * @param controls right panel, or {@code null}
 * @param runs strip below the centre, or {@code null}
 * @param transport bar at the bottom, or {@code null}
 * @param controlsWidth width of the right panel in a wide window at 100 %, in pixels
 */
public record Page(
        String id,
        String title,
        @Nullable Region gallery,
        Region centre,
        @Nullable Region controls,
        @Nullable Node runs,
        @Nullable Node transport,
        double controlsWidth) {

    /** A page whose right panel has the usual width. */
    public Page(
            String id,
            String title,
            @Nullable Region gallery,
            Region centre,
            @Nullable Region controls,
            @Nullable Node runs,
            @Nullable Node transport) {
        this(id, title, gallery, centre, controls, runs, transport, PanelWidths.CONTROLS);
    }
}
