package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Draws the cells of a {@link Layer.Heat} and, beside the plot, the bar that says what its colours are. */
final class HeatPainter {

    private static final int STEPS = 128;
    private static final double HATCH = 5;

    private final Layer.Heat heat;
    private final Metrics metrics;
    private final Palette palette;
    private final List<Double> ticks;
    private final List<RichText> labels = new ArrayList<>();
    private final double barWidth;

    HeatPainter(Layer.Heat heat, Metrics metrics, Palette palette) {
        this.heat = heat;
        this.metrics = metrics;
        this.palette = palette;
        this.ticks = ticks();
        for (double tick : ticks) {
            labels.add(RichText.of(Numbers.readOff(tick), PlotAxis.words(metrics), metrics.tick()));
        }
        this.barWidth = 1.1 * metrics.tick();
    }

    private List<Double> ticks() {
        List<Double> at = new ArrayList<>();
        if (!(heat.lower() <= heat.upper())) {
            return at;
        }
        at.add(heat.lower());
        if (heat.upper() > heat.lower()) {
            double middle = heat.logarithmic()
                    ? Math.exp((Math.log(heat.lower()) + Math.log(heat.upper())) / 2)
                    : (heat.lower() + heat.upper()) / 2;
            at.add(middle);
            at.add(heat.upper());
        }
        return at;
    }

    /** Room that the bar takes, with its numbers. */
    double width() {
        double widest = labels.stream().mapToDouble(RichText::width).max().orElse(0);
        return metrics.space() * 2 + barWidth + 0.5 * metrics.tick() + widest;
    }

    void paint(Graphics2D g, PlotGeometry geometry) {
        Rectangle2D plot = geometry.plot();
        double x = plot.getMaxX() + 2 * metrics.space();
        double step = plot.getHeight() / STEPS;
        for (int i = 0; i < STEPS; i++) {
            g.setColor(ColourScale.cividis((i + 0.5) / STEPS));
            // A little higher than its step, so that no seam shows.
            g.fill(new Rectangle2D.Double(x, plot.getMaxY() - (i + 1) * step, barWidth, step * 1.3));
        }
        for (int i = 0; i < ticks.size(); i++) {
            double y = plot.getMaxY() - heat.share(ticks.get(i)) * plot.getHeight();
            double base = Math.clamp(y + 0.36 * metrics.tick(), plot.getMinY() + 0.75 * metrics.tick(), plot.getMaxY());
            labels.get(i).paint(g, x + barWidth + 0.5 * metrics.tick(), base, palette.secondText());
        }
    }

    static void cells(Graphics2D g, Layer.Heat heat, PlotGeometry geometry, Palette palette) {
        int columns = heat.xEdges().length - 1;
        for (int i = 0; i < heat.values().length; i++) {
            double x0 = geometry.pixelX(heat.xEdges()[i % columns]);
            double x1 = geometry.pixelX(heat.xEdges()[i % columns + 1]);
            double y0 = geometry.pixelY(heat.yEdges()[i / columns]);
            double y1 = geometry.pixelY(heat.yEdges()[i / columns + 1]);
            Rectangle2D cell =
                    new Rectangle2D.Double(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
            double value = heat.values()[i];
            if (!Double.isNaN(value)) {
                g.setColor(ColourScale.cividis(heat.share(value)));
                // Half a unit over each edge, so that no seam shows between neighbours.
                g.fill(new Rectangle2D.Double(
                        cell.getX() - 0.25, cell.getY() - 0.25, cell.getWidth() + 0.5, cell.getHeight() + 0.5));
            } else if (heat.finished()[i]) {
                hatch(g, cell, palette.axis());
            }
        }
    }

    private static void hatch(Graphics2D g, Rectangle2D cell, Color colour) {
        Shape clip = g.getClip();
        g.clip(cell);
        g.setColor(colour);
        g.setStroke(new BasicStroke(0.6f));
        double first = Math.floor((cell.getMinX() - cell.getMaxY()) / HATCH) * HATCH;
        for (double c = first; c < cell.getMaxX() - cell.getMinY(); c += HATCH) {
            g.draw(new Line2D.Double(cell.getMinY() + c, cell.getMinY(), cell.getMaxY() + c, cell.getMaxY()));
        }
        g.setClip(clip);
    }
}
