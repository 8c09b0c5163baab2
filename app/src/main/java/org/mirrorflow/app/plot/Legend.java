package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A key: samples with words, in rows no wider than there is room. */
public final class Legend {

    private final Metrics metrics;
    private final Palette palette;
    private final List<List<Entry>> rows = new ArrayList<>();

    private record Entry(Chart.LegendEntry of, RichText text) {}

    /**
     * @param width room; infinite for a single row, 0 for a column
     */
    public Legend(List<Chart.LegendEntry> entries, double width, Metrics metrics, Palette palette) {
        this.metrics = metrics;
        this.palette = palette;
        double used = Double.POSITIVE_INFINITY;
        for (Chart.LegendEntry each : entries) {
            Entry entry = new Entry(each, RichText.of(each.text(), PlotAxis.words(metrics), metrics.label()));
            if (rows.isEmpty() || used + entryWidth(entry) > width) {
                rows.add(new ArrayList<>());
                used = 0;
            }
            rows.getLast().add(entry);
            used += entryWidth(entry) + gap();
        }
    }

    /** What a chart's legend says: its bands with their definitions, then its own entries. */
    public static List<Chart.LegendEntry> entries(Chart chart) {
        List<Chart.LegendEntry> entries = new ArrayList<>();
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Band band && !band.definition().isEmpty()) {
                entries.add(new Chart.LegendEntry(Chart.Sample.BAND, band.role(), band.definition()));
            }
        }
        entries.addAll(chart.legend());
        return entries;
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Width of the widest row. */
    public double width() {
        return rows.stream().mapToDouble(this::rowWidth).max().orElse(0);
    }

    /** Height of all rows. */
    public double height() {
        return rows.size() * line();
    }

    /** Distance between the baselines of two rows. */
    public double line() {
        return 1.5 * metrics.label();
    }

    /** Paints it with its upper left corner there. */
    public void paint(Graphics2D g, double x, double y) {
        double baseline = y + 0.9 * metrics.label();
        for (List<Entry> row : rows) {
            row(g, row, x, baseline);
            baseline += line();
        }
    }

    /** Paints its first row on this baseline. */
    void paintRow(Graphics2D g, double x, double baseline) {
        row(g, rows.getFirst(), x, baseline);
    }

    private double rowWidth(List<Entry> row) {
        return row.stream().mapToDouble(this::entryWidth).sum() + gap() * (row.size() - 1);
    }

    private double entryWidth(Entry entry) {
        return sampleWidth(entry.of().sample())
                + 1.25 * metrics.space()
                + entry.text().width();
    }

    private double sampleWidth(Chart.Sample sample) {
        return (sample == Chart.Sample.MARK ? 0.8 : 1.7) * metrics.label();
    }

    private double gap() {
        return 2.5 * metrics.space();
    }

    private void row(Graphics2D g, List<Entry> entries, double x, double baseline) {
        double at = x;
        for (Entry entry : entries) {
            double length = sampleWidth(entry.of().sample());
            double middle = baseline - 0.34 * metrics.label();
            Line2D along = new Line2D.Double(at, middle, at + length, middle);
            sample(g, entry.of(), along);
            if (g.getRenderingHint(PaintNotes.KEY) instanceof PaintNotes notes) {
                notes.sample(entry.of(), along);
            }
            entry.text().paint(g, at + length + 1.25 * metrics.space(), baseline, palette.secondText());
            at += entryWidth(entry) + gap();
        }
    }

    private void sample(Graphics2D g, Chart.LegendEntry entry, Line2D line) {
        double length = line.getX2() - line.getX1();
        double x = line.getX1();
        double middle = line.getY1();
        switch (entry.sample()) {
            case LINE -> {
                g.setColor(palette.mark(entry.role()));
                g.setStroke(new BasicStroke((float) metrics.live(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
                g.draw(line);
                if (metrics.paper() && entry.role().isRun()) {
                    var shape = MarkShapes.of(entry.role(), x + length / 2, middle, metrics.mark());
                    g.setColor(palette.plot());
                    g.fill(shape);
                    g.setColor(palette.mark(entry.role()));
                    g.setStroke(new BasicStroke((float) (1.25 * metrics.hairline())));
                    g.draw(shape);
                }
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
}
