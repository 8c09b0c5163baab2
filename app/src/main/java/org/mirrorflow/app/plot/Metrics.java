package org.mirrorflow.app.plot;

import org.jspecify.annotations.Nullable;

/**
 * Type sizes and line widths of a painting, in its own unit: pixels on a screen, points (1/72 inch) on paper.
 *
 * @param face the face of words
 * @param tick size of tick labels and of the right margin
 * @param label size of labels on lines, legends and chips
 * @param title size of the title
 * @param live width of a live run
 * @param pinned width of a pinned run
 * @param faint width of one of many coordinates
 * @param theorem width of a theorem; its dash is 6–4 on a width of 1.4
 * @param hairline width of axes and grid
 * @param mark radius of a mark
 * @param space the small distance between things, 4 px on a screen
 * @param header whether title, legend and residual are painted above the plot
 * @param panelLetter the panel's letter before the title, e.g. "a", or null
 * @param nameBelow whether the abscissa's name stands centred below the tick row instead of at its right end
 * @param paper whether this goes on paper: every run then carries marks as soon as there are two
 */
public record Metrics(
        Face face,
        double tick,
        double label,
        double title,
        double live,
        double pinned,
        double faint,
        double theorem,
        double hairline,
        double mark,
        double space,
        boolean header,
        @Nullable String panelLetter,
        boolean nameBelow,
        boolean paper) {

    /** A family of type. */
    public enum Face {
        /** IBM Plex Sans. */
        SANS("sans", "Plex Sans", Fonts.SANS, Fonts.SANS_SEMIBOLD),
        /** Liberation Serif, metric-compatible with Times. */
        SERIF("serif", "Liberation Serif", Fonts.SERIF, Fonts.SERIF_BOLD),
        /** STIX Two Text, Times-like. */
        STIX("stix", "STIX Two", Fonts.STIX, Fonts.STIX_BOLD),
        /** CMU Serif, the Computer Modern of LaTeX. */
        CMU("cmu", "CMU Serif", Fonts.CMU, Fonts.CMU_BOLD);

        private final String id;
        private final String displayName;
        private final Fonts words;
        private final Fonts strong;

        Face(String id, String displayName, Fonts words, Fonts strong) {
            this.id = id;
            this.displayName = displayName;
            this.words = words;
            this.strong = strong;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** Its name. */
        public String displayName() {
            return displayName;
        }

        Fonts words() {
            return words;
        }

        Fonts strong() {
            return strong;
        }
    }

    /** The window at a text size; 1 is 100 %. The header is left to the window, where it can be hovered. */
    public static Metrics screen(double textScale) {
        return new Metrics(
                Face.SANS,
                11 * textScale,
                12 * textScale,
                13 * textScale,
                2,
                1.75,
                0.9,
                1.4,
                1,
                3.5,
                4 * textScale,
                false,
                null,
                false,
                false);
    }

    /** The classroom. */
    public static Metrics presenter() {
        return presenter(1);
    }

    /** The classroom on a screen larger than 900 px high by that factor. */
    public static Metrics presenter(double factor) {
        return new Metrics(
                Face.SANS,
                19 * factor,
                22 * factor,
                22 * factor,
                3.5 * factor,
                3 * factor,
                1.6 * factor,
                2 * factor,
                1.25 * factor,
                6 * factor,
                8 * factor,
                true,
                null,
                true,
                false);
    }

    /**
     * Paper.
     *
     * @param labelPt size of titles and labels, in points
     * @param tickPt size of tick labels, in points
     */
    public static Metrics paper(Face face, double labelPt, double tickPt) {
        return new Metrics(
                face, tickPt, tickPt, labelPt, 1.0, 0.85, 0.5, 0.75, 0.5, 1.75, tickPt / 3, true, null, true, true);
    }

    /** With or without title, legend and residual. */
    public Metrics withHeader(boolean painted) {
        return new Metrics(
                face,
                tick,
                label,
                title,
                live,
                pinned,
                faint,
                theorem,
                hairline,
                mark,
                space,
                painted,
                panelLetter,
                nameBelow,
                paper);
    }

    /** Space between the axis and its labels, and the length of a major tick. */
    double tickLength() {
        return space;
    }

    /** Width of a halo around words in the plot. */
    double halo() {
        return 0.75 * space;
    }

    /** With this panel letter. */
    public Metrics withPanelLetter(@Nullable String letter) {
        return new Metrics(
                face, tick, label, title, live, pinned, faint, theorem, hairline, mark, space, header, letter,
                nameBelow, paper);
    }
}
