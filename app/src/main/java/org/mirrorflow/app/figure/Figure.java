package org.mirrorflow.app.figure;

import java.util.List;
import org.mirrorflow.app.plot.Chart;

/**
 * One to four charts set as one figure; several get panel letters (a), (b), ….
 *
 * @param charts the panels, in reading order
 * @param columns panels side by side
 * @param spec size and type
 * @param metadata where the figure comes from
 */
public record Figure(List<Chart> charts, int columns, FigureSpec spec, FigureMetadata metadata) {

    public Figure {
        charts = List.copyOf(charts);
        if (charts.isEmpty() || charts.size() > 4) {
            throw new FigureException("A figure holds one to four charts; " + charts.size() + " were given.");
        }
        if (columns < 1 || columns > charts.size()) {
            throw new FigureException("A figure of " + charts.size() + " charts cannot stand in " + columns
                    + " columns; choose 1 to " + charts.size() + ".");
        }
    }

    /** Panels in the usual order: one or two in a row. */
    public Figure(List<Chart> charts, FigureSpec spec, FigureMetadata metadata) {
        this(charts, Math.min(2, Math.max(1, charts.size())), spec, metadata);
    }

    /** Rows of panels. */
    public int rows() {
        return (charts.size() + columns - 1) / columns;
    }
}
