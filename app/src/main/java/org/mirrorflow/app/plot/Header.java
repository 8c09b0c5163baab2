package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
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
    private final List<Entry> legend = new ArrayList<>();
    private final double width;
    private final boolean legendBelow;

    private record Entry(Chart.Sample sample, Role role, RichText text) {}

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
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Band band && !band.definition().isEmpty()) {
                legend.add(new Entry(
                        Chart.Sample.BAND, band.role(), RichText.of(band.definition(), words, metrics.label())));
            }
        }
        for (Chart.LegendEntry entry : chart.legend()) {
            legend.add(new Entry(entry.sample(), entry.role(), RichText.of(entry.text(), words, metrics.label())));
        }
        legendBelow = !legend.isEmpty() && titleWidth() + 4 * metrics.space() + legendWidth() + chipWidth() > width;
    }

    double height() {
        return legendBelow ? lineHeight() + legendRows() * legendLine() : lineHeight();
    }

    private double lineHeight() {
        return metrics.paper() ? 1.5 * metrics.title() : 2.2 * metrics.title();
    }

    private double legendLine() {
        return 1.5 * metrics.label();
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
        if (!legendBelow) {
            legend(g, legend, right - legendWidth(), baseline);
            return;
        }
        double line = y + lineHeight() + 0.9 * metrics.label();
        for (List<Entry> row : rows()) {
            legend(g, row, x, line);
            line += legendLine();
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

    private double sampleWidth(Chart.Sample sample) {
        return (sample == Chart.Sample.MARK ? 0.8 : 1.7) * metrics.label();
    }

    private double entryWidth(Entry entry) {
        return sampleWidth(entry.sample())
                + 1.25 * metrics.space()
                + entry.text().width();
    }

    private double legendWidth() {
        return legend.stream().mapToDouble(this::entryWidth).sum() + entryGap() * Math.max(0, legend.size() - 1);
    }

    private double entryGap() {
        return 2.5 * metrics.space();
    }

    private int legendRows() {
        return rows().size();
    }

    private List<List<Entry>> rows() {
        List<List<Entry>> rows = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Entry entry : legend) {
            if (used + entryWidth(entry) > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.getLast().add(entry);
            used += entryWidth(entry) + entryGap();
        }
        return rows;
    }

    private void legend(Graphics2D g, List<Entry> entries, double x, double baseline) {
        double at = x;
        for (Entry entry : entries) {
            double middle = baseline - 0.34 * metrics.label();
            sample(g, entry, at, middle);
            entry.text()
                    .paint(
                            g,
                            at + sampleWidth(entry.sample()) + 1.25 * metrics.space(),
                            baseline,
                            palette.secondText());
            at += entryWidth(entry) + entryGap();
        }
    }

    private void sample(Graphics2D g, Entry entry, double x, double middle) {
        double length = sampleWidth(entry.sample());
        Line2D line = new Line2D.Double(x, middle, x + length, middle);
        switch (entry.sample()) {
            case LINE -> {
                g.setColor(palette.mark(entry.role()));
                g.setStroke(new BasicStroke((float) metrics.live(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
                g.draw(line);
            }
            case THEOREM -> {
                // Three whole dashes, so that the sample ends as it begins.
                float unit = (float) (length / 13);
                g.setColor(palette.theorem());
                g.setStroke(new BasicStroke(
                        (float) metrics.theorem(),
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_MITER,
                        4,
                        new float[] {3 * unit, 2 * unit},
                        0));
                g.draw(line);
            }
            case TOLERANCE -> {
                float unit = (float) (metrics.theorem() / 1.4);
                g.setColor(palette.secondText());
                g.setStroke(new BasicStroke(
                        1.25f * unit,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_MITER,
                        4,
                        new float[] {1.5f * unit, 3 * unit},
                        0));
                g.draw(line);
            }
            case BAND -> {
                Color hue = palette.mark(entry.role());
                double height = 0.7 * metrics.label();
                g.setColor(new Color(hue.getRed(), hue.getGreen(), hue.getBlue(), 76));
                g.fill(new Rectangle2D.Double(x, middle - height / 2, length, height));
            }
            case MARK -> {
                boolean data = entry.role() == Role.DATA;
                var shape = MarkShapes.of(entry.role(), x + length / 2, middle, metrics.mark());
                g.setColor(palette.mark(entry.role()));
                g.setStroke(new BasicStroke((float) (1.25 * metrics.hairline())));
                if (data) {
                    g.draw(shape);
                } else {
                    g.fill(shape);
                }
            }
        }
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
