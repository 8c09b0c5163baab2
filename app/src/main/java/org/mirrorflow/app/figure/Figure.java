package org.mirrorflow.app.figure;

import java.util.List;
import org.mirrorflow.app.plot.Chart;

/**
 * Charts set as one figure; several get panel letters (a), (b), ….
 *
 * @param charts the panels, in reading order; {@value #MOST} at most
 * @param columns panels side by side
 * @param spec size and type
 * @param metadata where the figure comes from
 * @param sharing what the panels have in common
 */
public record Figure(List<Chart> charts, int columns, FigureSpec spec, FigureMetadata metadata, Sharing sharing) {

    /** More panels than this cannot be read. */
    public static final int MOST = 12;

    /**
     * What panels have in common.
     *
     * @param x whether panels below each other have one abscissa, numbered under the lowest
     * @param y whether panels beside each other have one ordinate, numbered at the left
     * @param legend whether there is one legend, above all panels
     * @param letters whether several panels are lettered
     */
    public record Sharing(boolean x, boolean y, boolean legend, boolean letters) {

        /** Letters and nothing else. */
        public static final Sharing NONE = new Sharing(false, false, false, true);
    }

    public Figure {
        charts = List.copyOf(charts);
        if (charts.isEmpty() || charts.size() > MOST) {
            throw new FigureException("A figure holds 1 to " + MOST + " charts; " + charts.size() + " were given.");
        }
        if (columns < 1 || columns > charts.size()) {
            throw new FigureException("A figure of " + charts.size() + " charts cannot stand in " + columns
                    + " columns; choose 1 to " + charts.size() + ".");
        }
    }

    /** Panels that share nothing. */
    public Figure(List<Chart> charts, int columns, FigureSpec spec, FigureMetadata metadata) {
        this(charts, columns, spec, metadata, Sharing.NONE);
    }

    /** Panels in the usual order: one or two in a row. */
    public Figure(List<Chart> charts, FigureSpec spec, FigureMetadata metadata) {
        this(charts, Math.min(2, Math.max(1, charts.size())), spec, metadata);
    }

    /** Rows of panels. */
    public int rows() {
        return (charts.size() + columns - 1) / columns;
    }

    /** The letter of a panel; empty where there are none. */
    String letter(int panel) {
        return charts.size() > 1 && sharing.letters() ? String.valueOf((char) ('a' + panel)) : "";
    }

    /** For another writer. */
    public Figure as(String format) {
        return new Figure(charts, columns, spec.as(format), metadata, sharing);
    }
}
