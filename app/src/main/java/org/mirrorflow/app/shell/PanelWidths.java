package org.mirrorflow.app.shell;

/**
 * Widths of the side panels for a width of the window.
 *
 * @param gallery left panel, in pixels
 * @param controls right panel, in pixels
 * @param galleryPopsUp whether there is no room for the gallery beside the centre
 */
record PanelWidths(double gallery, double controls, boolean galleryPopsUp) {

    /** From this width on the panels have their full width. */
    static final double WIDE = 1320;

    /** Below this width the gallery is a pop-up. */
    static final double NARROW = 1120;

    static PanelWidths forWindow(double width) {
        return width >= WIDE
                ? new PanelWidths(248, 312, false)
                : new PanelWidths(216, 280, width < NARROW);
    }
}
