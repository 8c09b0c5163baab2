package org.mirrorflow.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The columns beyond the right edge: symbol, value at the cursor, predicted limit. */
final class MarginPainter {

    private final Chart.Margin margin;
    private final Metrics metrics;
    private final Palette palette;
    private final List<Row> rows = new ArrayList<>();
    private final RichText valueHeading;
    private final RichText limitHeading;
    private final double labelWidth;
    private final double valueWidth;
    private final double limitWidth;

    private record Row(Chart.MarginRow row, RichText label, RichText value, RichText limit) {}

    MarginPainter(Chart.Margin margin, Metrics metrics, Palette palette) {
        this.margin = margin;
        this.metrics = metrics;
        this.palette = palette;
        valueHeading = small(margin.valueHeading());
        limitHeading = small(margin.limitHeading());
        for (Chart.MarginRow row : margin.rows()) {
            boolean value = hasValues() && !Double.isNaN(row.value());
            boolean limit = hasLimits() && !Double.isNaN(row.limit());
            rows.add(new Row(
                    row,
                    small(row.label()),
                    small(value ? Numbers.readOff(row.value()) : ""),
                    small(limit ? Numbers.readOff(row.limit()) : "")));
        }
        labelWidth = rows.stream().mapToDouble(row -> row.label().width()).max().orElse(0);
        valueWidth = hasValues()
                ? rows.stream().mapToDouble(row -> row.value().width()).reduce(valueHeading.width(), Math::max)
                : 0;
        limitWidth = hasLimits()
                ? rows.stream().mapToDouble(row -> row.limit().width()).reduce(limitHeading.width(), Math::max)
                : 0;
    }

    private RichText small(String text) {
        return RichText.of(text, PlotAxis.words(metrics), metrics.tick());
    }

    private boolean hasValues() {
        // A printed figure has no cursor; its rows are names only, as the limits can be read from the dashes.
        return !metrics.paper() && !margin.valueHeading().isEmpty();
    }

    private boolean hasLimits() {
        return !metrics.paper() && !margin.limitHeading().isEmpty();
    }

    private double gap() {
        return 2.5 * metrics.space();
    }

    private double lead() {
        return metrics.mark() + 1.5 * metrics.space();
    }

    /** Width beyond the plot. */
    double width() {
        return lead()
                + labelWidth
                + (hasValues() ? gap() + valueWidth : 0)
                + (hasLimits() ? gap() + limitWidth : 0);
    }

    /** Height of the headings above the plot. */
    double headingHeight() {
        return hasValues() || hasLimits() ? 1.5 * metrics.tick() : 0;
    }

    void paint(Graphics2D g, PlotGeometry geometry) {
        Rectangle2D plot = geometry.plot();
        double labelLeft = plot.getMaxX() + lead();
        double valueRight = labelLeft + labelWidth + gap() + valueWidth;
        double limitRight = labelLeft + labelWidth + (hasValues() ? gap() + valueWidth : 0) + gap() + limitWidth;
        double headingBaseline = plot.getMinY() - 0.6 * metrics.tick();
        if (hasValues()) {
            valueHeading.paint(g, valueRight - valueHeading.width(), headingBaseline, palette.secondText());
        }
        if (hasLimits()) {
            limitHeading.paint(g, limitRight - limitHeading.width(), headingBaseline, palette.secondText());
        }
        double line = 1.3 * metrics.tick();
        // Rows that have no room are left out from the end: the chart lists them by importance.
        int room = Math.max(0, (int) Math.floor(plot.getHeight() / line) + 1);
        List<Row> shown = new ArrayList<>(rows.stream()
                .filter(row -> Double.isFinite(geometry.pixelY(row.row().y())))
                .limit(room)
                .toList());
        shown.sort(Comparator.comparingDouble(row -> geometry.pixelY(row.row().y())));
        double[] wanted =
                shown.stream().mapToDouble(row -> geometry.pixelY(row.row().y())).toArray();
        double[] at = spread(wanted, line, plot.getMinY(), plot.getMaxY());
        for (int i = 0; i < at.length; i++) {
            Row row = shown.get(i);
            double baseline = at[i] + 0.35 * metrics.tick();
            row.label().paint(g, labelLeft, baseline, palette.text());
            row.value().paint(g, valueRight - row.value().width(), baseline, palette.words(row.row().role()));
            row.limit().paint(g, limitRight - row.limit().width(), baseline, palette.theorem());
        }
    }

    /**
     * Moves sorted positions apart by as little as possible in the squares, keeping them within bounds: neighbours that
     * would overlap form a block around their mean.
     */
    static double[] spread(double[] wanted, double apart, double from, double to) {
        int n = wanted.length;
        double[] mean = new double[n];
        int[] count = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            mean[blocks] = wanted[i] - i * apart;
            count[blocks] = 1;
            blocks++;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                int total = count[blocks - 2] + count[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * count[blocks - 2] + mean[blocks - 1] * count[blocks - 1]) / total;
                count[blocks - 2] = total;
                blocks--;
            }
        }
        double[] at = new double[n];
        int i = 0;
        double latest = Math.max(from, to - (n - 1) * apart);
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < count[block]; k++) {
                at[i] = Math.clamp(mean[block], from, latest) + i * apart;
                i++;
            }
        }
        return at;
    }
}
