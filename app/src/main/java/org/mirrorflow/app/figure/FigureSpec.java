package org.mirrorflow.app.figure;

import org.mirrorflow.app.plot.Metrics;

/**
 * How a figure is set.
 *
 * @param venue id of the venue
 * @param column id of the column within the venue
 * @param widthPt width, in points of 1/72 inch
 * @param heightPt height, in points
 * @param face face of words
 * @param labelPt size of labels and titles, in points
 * @param tickPt size of tick labels, in points
 * @param format id of the writer, e.g. {@code pdf}
 */
public record FigureSpec(
        String venue,
        String column,
        double widthPt,
        double heightPt,
        Metrics.Face face,
        double labelPt,
        double tickPt,
        String format) {

    /** Width over height of a panel when no height is given. */
    public static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    private static final double LARGEST_PT = 14_400;

    public FigureSpec {
        requireLength("width", widthPt);
        requireLength("height", heightPt);
        if (!(labelPt >= 4 && labelPt <= 72 && tickPt >= 4 && tickPt <= 72)) {
            throw new FigureException("Type of " + labelPt + " and " + tickPt
                    + " pt cannot be set; labels and ticks need sizes between 4 and 72 pt.");
        }
    }

    /**
     * The defaults of a venue: its type sizes, a Times-like face, and the golden ratio.
     *
     * @param venueId id of the venue
     * @param column id of the column
     * @param format id of the writer
     * @throws FigureException when venue or column do not exist
     */
    public static FigureSpec of(String venueId, String column, String format) {
        Venue venue = Venue.of(venueId);
        double width = venue.widthPt(column);
        return new FigureSpec(
                venueId, column, width, width / GOLDEN_RATIO, Metrics.Face.SERIF, venue.labelPt(), venue.tickPt(), format);
    }

    /** With this height, in points. */
    public FigureSpec withHeightPt(double points) {
        return new FigureSpec(venue, column, widthPt, points, face, labelPt, tickPt, format);
    }

    /** With this face. */
    public FigureSpec withFace(Metrics.Face chosen) {
        return new FigureSpec(venue, column, widthPt, heightPt, chosen, labelPt, tickPt, format);
    }

    /** With these type sizes, in points. */
    public FigureSpec withType(double labels, double ticks) {
        return new FigureSpec(venue, column, widthPt, heightPt, face, labels, ticks, format);
    }

    /** For another writer. */
    public FigureSpec as(String otherFormat) {
        return new FigureSpec(venue, column, widthPt, heightPt, face, labelPt, tickPt, otherFormat);
    }

    private static void requireLength(String what, double points) {
        if (!(points >= 36 && points <= LARGEST_PT)) {
            throw new FigureException("A figure cannot have a " + what + " of " + points
                    + " pt; give at least 36 pt (half an inch) and at most 14400 pt.");
        }
    }
}
