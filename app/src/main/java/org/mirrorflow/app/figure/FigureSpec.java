package org.mirrorflow.app.figure;

import java.util.Locale;
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
 * @param measure what width and height are of
 */
public record FigureSpec(
        String venue,
        String column,
        double widthPt,
        double heightPt,
        Metrics.Face face,
        double labelPt,
        double tickPt,
        String format,
        Measure measure) {

    /** What a size is the size of. */
    public enum Measure {
        /** The whole figure, with its numbers and titles, as it fills a column. */
        WHOLE,
        /** The plot of each panel, inside its axes; the figure is as much larger as numbers and titles need. */
        PLOT;

        /** Stable id in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A whole figure of that size. */
    public FigureSpec(
            String venue,
            String column,
            double widthPt,
            double heightPt,
            Metrics.Face face,
            double labelPt,
            double tickPt,
            String format) {
        this(venue, column, widthPt, heightPt, face, labelPt, tickPt, format, Measure.WHOLE);
    }

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
        return of(Venue.of(venueId), column, format);
    }

    /**
     * The same of a venue that need not be among {@link Venue#all}.
     *
     * @throws FigureException when the column does not exist
     */
    public static FigureSpec of(Venue venue, String column, String format) {
        double width = venue.widthPt(column);
        return new FigureSpec(
                venue.id(),
                column,
                width,
                width / GOLDEN_RATIO,
                Metrics.Face.SERIF,
                venue.labelPt(),
                venue.tickPt(),
                format);
    }

    /** With this height, in points. */
    public FigureSpec withHeightPt(double points) {
        return new FigureSpec(venue, column, widthPt, points, face, labelPt, tickPt, format, measure);
    }

    /** With this face. */
    public FigureSpec withFace(Metrics.Face chosen) {
        return new FigureSpec(venue, column, widthPt, heightPt, chosen, labelPt, tickPt, format, measure);
    }

    /** With these type sizes, in points. */
    public FigureSpec withType(double labels, double ticks) {
        return new FigureSpec(venue, column, widthPt, heightPt, face, labels, ticks, format, measure);
    }

    /** With this width, in points. */
    public FigureSpec withWidthPt(double points) {
        return new FigureSpec(venue, column, points, heightPt, face, labelPt, tickPt, format, measure);
    }

    /** With width and height taken as those of that. */
    public FigureSpec measuring(Measure of) {
        return new FigureSpec(venue, column, widthPt, heightPt, face, labelPt, tickPt, format, of);
    }

    /** For another writer. */
    public FigureSpec as(String otherFormat) {
        return new FigureSpec(venue, column, widthPt, heightPt, face, labelPt, tickPt, otherFormat, measure);
    }

    private static void requireLength(String what, double points) {
        if (!(points >= 36 && points <= LARGEST_PT)) {
            throw new FigureException("A figure cannot have a " + what + " of " + points
                    + " pt; give at least 36 pt (half an inch) and at most 14400 pt.");
        }
    }
}
