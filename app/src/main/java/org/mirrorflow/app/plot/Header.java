package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line above a plot: letter, title and symbol at the left, legend and residual at the right; two lines if need be. */
final class Header {

    private final Chart chart;
    private final Metrics metrics;
    private final Palette palette;
    private final @Nullable RichText letter;
    private final RichText title;
    private final @Nullable RichText symbol;
    private final @Nullable RichText residual;
    private final Legend legend;
    private final double width;
    private final boolean legendBelow;

    Header(Chart chart, double width, Metrics metrics, Palette palette) {
        this.chart = chart;
        this.metrics = metrics;
        this.palette = palette;
        this.width = width;
        Fonts words = PlotAxis.words(metrics);
        Fonts strong = PlotAxis.strongWords(metrics);
        String plainTitle = chart.title().isEmpty() ? chart.y().name() : chart.title();
        String panel = metrics.panelLetter();
        letter = panel == null ? null : RichText.of("(" + panel + ")", strong, metrics.title());
        title = RichText.of(plainTitle, metrics.paper() ? words : strong, metrics.title());
        symbol = chart.symbolTex().isEmpty() ? null : RichText.formula(chart.symbolTex(), words, metrics.title());
        Chart.Residual chip = chart.residual();
        residual = chip == null ? null : RichText.of(chip.text(), words, metrics.label());
        List<Chart.LegendEntry> entries =
                chart.legendPlace() == Chart.LegendPlace.ABOVE ? Legend.entries(chart) : List.of();
        Legend row = new Legend(entries, Double.POSITIVE_INFINITY, metrics, palette);
        legendBelow = !row.isEmpty() && titleWidth() + 4 * metrics.space() + row.width() + chipWidth() > width;
        legend = legendBelow ? new Legend(entries, width, metrics, palette) : row;
    }

    double height() {
        return legendBelow ? lineHeight() + legend.height() : lineHeight();
    }

    private double lineHeight() {
        return metrics.paper() ? 1.5 * metrics.title() : 2.2 * metrics.title();
    }

    void paint(Graphics2D g, double x, double y) {
        double baseline = y + 0.5 * lineHeight() + 0.36 * metrics.title();
        double at = x;
        if (letter != null) {
            letter.paint(g, at, baseline, palette.text());
            at += letter.width() + 0.35 * metrics.title();
        }
        title.paint(g, at, baseline, palette.text());
        at += title.width();
        if (symbol != null && at + 0.6 * metrics.title() + symbol.width() + chipWidth() <= x + width) {
            symbol.paint(g, at + 0.6 * metrics.title(), baseline, palette.text());
            at += 0.6 * metrics.title() + symbol.width();
        }
        double right = x + width;
        if (residual != null && at + chipWidth() <= right) {
            right -= chipWidth();
            chip(g, right + 2 * metrics.space(), baseline);
        }
        if (legendBelow) {
            legend.paint(g, x, y + lineHeight());
        } else if (!legend.isEmpty()) {
            legend.paintRow(g, right - legend.width(), baseline);
        }
    }

    private double titleWidth() {
        return (letter == null ? 0 : letter.width() + 0.35 * metrics.title())
                + title.width()
                + (symbol == null ? 0 : symbol.width() + 0.6 * metrics.title());
    }

    private double chipWidth() {
        return residual == null ? 0 : residual.width() + glyph() + 6 * metrics.space();
    }

    private double glyph() {
        return 1.05 * metrics.label();
    }

    private void chip(Graphics2D g, double x, double baseline) {
        Chart.Residual chip = chart.residual();
        if (chip == null || residual == null) {
            return;
        }
        boolean fails = chip.verdict() == Verdict.FAILS;
        boolean broken = chip.verdict() == Verdict.ASSUMPTION_BROKEN;
        double inside = chipWidth() - 2 * metrics.space();
        double height = 1.75 * metrics.label();
        double middle = baseline - 0.34 * metrics.label();
        RoundRectangle2D frame = new RoundRectangle2D.Double(
                x, middle - height / 2, inside, height, 2 * metrics.space(), 2 * metrics.space());
        if (fails || broken) {
            g.setColor(fails ? palette.text() : palette.needsYouBackground());
            g.fill(frame);
        }
        if (!metrics.paper() && !fails) {
            g.setColor(broken ? palette.needsYou() : palette.divider());
            g.setStroke(new BasicStroke((float) metrics.hairline()));
            g.draw(frame);
        }
        Color ink = fails ? palette.plot() : palette.text();
        double left = x + 1.5 * metrics.space();
        verdict(g, chip.verdict(), left + glyph() / 2, middle, glyph() / 2, ink);
        residual.paint(g, left + glyph() + metrics.space(), baseline, ink);
    }

    private void verdict(Graphics2D g, Verdict verdict, double x, double y, double r, Color ink) {
        g.setColor(ink);
        g.setStroke(new BasicStroke((float) (0.24 * r), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (verdict == Verdict.ASSUMPTION_BROKEN) {
            Path2D triangle = new Path2D.Double();
            triangle.moveTo(x, y - 0.85 * r);
            triangle.lineTo(x + 0.95 * r, y + 0.8 * r);
            triangle.lineTo(x - 0.95 * r, y + 0.8 * r);
            triangle.closePath();
            g.draw(triangle);
            g.draw(new Line2D.Double(x, y - 0.2 * r, x, y + 0.2 * r));
            g.fill(MarkShapes.circle(x, y + 0.52 * r, 0.13 * r));
            return;
        }
        g.draw(new Ellipse2D.Double(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r));
        switch (verdict) {
            case HOLDS -> {
                Path2D check = new Path2D.Double();
                check.moveTo(x - 0.38 * r, y + 0.02 * r);
                check.lineTo(x - 0.1 * r, y + 0.32 * r);
                check.lineTo(x + 0.4 * r, y - 0.3 * r);
                g.draw(check);
            }
            case FAILS -> {
                g.draw(new Line2D.Double(x - 0.3 * r, y - 0.3 * r, x + 0.3 * r, y + 0.3 * r));
                g.draw(new Line2D.Double(x + 0.3 * r, y - 0.3 * r, x - 0.3 * r, y + 0.3 * r));
            }
            case INCONCLUSIVE ->
                g.fill(new Arc2D.Double(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r, -90, 180, Arc2D.PIE));
            case NOT_RUN, ASSUMPTION_BROKEN -> {}
        }
    }
}
