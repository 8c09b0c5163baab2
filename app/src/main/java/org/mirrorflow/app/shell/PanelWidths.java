package org.mirrorflow.app.shell;

/**
 * Widths of the side panels for a width of the window.
 *
 * @param gallery left panel, in pixels
 * @param controls right panel, in pixels
 * @param galleryPopsUp whether there is no room for the gallery beside the centre
 */
record PanelWidths(double gallery, double controls, boolean galleryPopsUp) {

    /** Usual width of the right panel in a wide window. */
    static final double CONTROLS = 312;

    /** From this width on the panels have their full width. */
    static final double WIDE = 1320;

    /** Below this width the gallery is a pop-up. */
    static final double NARROW = 1120;

    /**
     * The widths for a window; text larger by some factor needs panels wider by it, as if the window were that much
     * smaller.
     */
    static PanelWidths forWindow(double width, double textScale) {
        double room = width / textScale;
        return room >= WIDE
                ? new PanelWidths(248 * textScale, CONTROLS * textScale, false)
                : new PanelWidths(216 * textScale, 280 * textScale, room < NARROW);
    }

    /** The width of a page's right panel that has {@code wide} pixels in a wide window. */
    double controls(double wide) {
        return controls * wide / CONTROLS;
    }
}
