package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/** Draws the cells of a heat map, what crosses them, and the bar that gives its colours numbers. */
final class HeatPainter {

    private static final int STRIPS = 96;
    private static final double LINE_SHARE = 0.6;

    private final Layer.Heat heat;
    private final Metrics metrics;
    private final Palette palette;
    private final PlotAxis ticks;

    HeatPainter(Layer.Heat heat, Metrics metrics, Palette palette) {
        this.heat = heat;
        this.metrics = metrics;
        this.palette = palette;
        this.ticks = PlotAxis.of(
                Axis.linear(""), new Axis.Range(heat.lower(), heat.upper()), metrics.withHeader(false), palette);
    }

    /** Draws every cell: its colour, hatching where a run has no number, a fine frame where none was run. */
    void cells(Graphics2D g, PlotGeometry geometry) {
        Object antialias = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        for (int row = 0; row < heat.rows(); row++) {
            for (int column = 0; column < heat.columns(); column++) {
                cell(g, geometry, column, row);
            }
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, antialias);
    }

    private void cell(Graphics2D g, PlotGeometry geometry, int column, int row) {
        Rectangle2D box = box(geometry, column, row);
        double value = heat.values()[row * heat.columns() + column];
        switch (heat.states()[row * heat.columns() + column]) {
            case PRESENT -> {
                // Without smoothing there is no seam between neighbours.
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
                g.setColor(Cividis.at((value - heat.lower()) / (heat.upper() - heat.lower())));
                double over = metrics.paper() ? 0.25 : 0;
                g.fill(new Rectangle2D.Double(
                        box.getX(), box.getY() - over, box.getWidth() + over, box.getHeight() + over));
            }
            case MISSING -> hatch(g, box);
            case WAITING -> frame(g, box);
        }
    }

    private Rectangle2D box(PlotGeometry geometry, int column, int row) {
        double left = geometry.pixelX(heat.xEdges()[column]);
        double right = geometry.pixelX(heat.xEdges()[column + 1]);
        double bottom = geometry.pixelY(heat.yEdges()[row]);
        double top = geometry.pixelY(heat.yEdges()[row + 1]);
        if (!metrics.paper()) {
            left = Math.round(left);
            right = Math.round(right);
            bottom = Math.round(bottom);
            top = Math.round(top);
        }
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    private void frame(Graphics2D g, Rectangle2D box) {
        Object antialias = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        g.setColor(palette.grid());
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        double in = Math.min(metrics.space() / 2, Math.min(box.getWidth(), box.getHeight()) / 6);
        g.draw(new Rectangle2D.Double(
                box.getX() + in, box.getY() + in, box.getWidth() - 2 * in, box.getHeight() - 2 * in));
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, antialias);
    }

    private void hatch(Graphics2D g, Rectangle2D box) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Shape clip = g.getClip();
        g.clip(box);
        g.setColor(palette.axis());
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        double apart = 1.5 * metrics.space();
        // Lines of one family across all cells, so that neighbours join.
        double first = Math.floor((box.getMinX() + box.getMinY()) / apart) * apart;
        for (double at = first; at <= box.getMaxX() + box.getMaxY(); at += apart) {
            g.draw(new Line2D.Double(at - box.getMinY(), box.getMinY(), at - box.getMaxY(), box.getMaxY()));
        }
        g.setClip(clip);
    }

    /** A measured level line: thin ink, with a light edge that keeps it legible on dark cells. */
    void contour(Graphics2D g, Path2D path) {
        double width = LINE_SHARE * metrics.live();
        g.setColor(new Color(255, 255, 255, 190));
        g.setStroke(new BasicStroke((float) (2.4 * width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path);
    }

    /** A predicted level line: white dashes over black ones of twice the width. */
    void theorem(Graphics2D g, Path2D path, float[] dashPerWidth) {
        for (int pass = 0; pass < 2; pass++) {
            double width = metrics.theorem() * (pass == 0 ? 2.4 : 1.2);
            float[] dash = dashPerWidth.clone();
            for (int k = 0; k < dash.length; k++) {
                dash[k] *= (float) metrics.theorem();
            }
            g.setColor(pass == 0 ? Color.BLACK : Color.WHITE);
            g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 4, dash, 0));
            g.draw(path);
        }
    }

    /** Width that the bar takes right of the plot. */
    double barWidth(double height) {
        ticks.layOut(height, false);
        return 4 * metrics.space() + barThickness() + metrics.space() + metrics.tickLength() + ticks.widestLabel();
    }

    private double barThickness() {
        return 3.5 * metrics.space();
    }

    /** Height that the ordinate's name takes above the plot: the title is the quantity's. */
    double nameHeight() {
        return 1.3 * metrics.tick();
    }

    /** Draws the ordinate's name over its axis. */
    void name(Graphics2D g, PlotGeometry geometry, String name) {
        RichText words = RichText.of(name, PlotAxis.words(metrics), metrics.tick());
        words.paint(
                g,
                geometry.plot().getMinX() - Math.min(words.width() / 2, 4 * metrics.space()),
                geometry.plot().getMinY() - 0.7 * metrics.tick(),
                palette.secondText());
    }

    /** Draws the bar; where no cell has a number yet, colours have none either. */
    void bar(Graphics2D g, PlotGeometry geometry) {
        Rectangle2D plot = geometry.plot();
        double left = plot.getMaxX() + 3 * metrics.space();
        if (!Arrays.asList(heat.states()).contains(Layer.CellState.PRESENT)) {
            frame(g, new Rectangle2D.Double(left, plot.getMinY(), barThickness(), plot.getHeight()));
            return;
        }
        double strip = plot.getHeight() / STRIPS;
        Object antialias = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int k = 0; k < STRIPS; k++) {
            g.setColor(Cividis.at((k + 0.5) / STRIPS));
            g.fill(new Rectangle2D.Double(left, plot.getMaxY() - (k + 1) * strip - 0.25, barThickness(), strip + 0.5));
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, antialias);
        g.setColor(palette.axis());
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        double right = left + barThickness();
        List<PlotAxis.Tick> marks = ticks.ticks();
        for (PlotAxis.Tick tick : marks) {
            double y = plot.getMaxY() - ticks.fraction(tick.value()) * plot.getHeight();
            g.setColor(palette.axis());
            g.draw(new Line2D.Double(right, y, right + metrics.tickLength(), y));
            RichText label = tick.label();
            if (label != null) {
                label.paint(
                        g,
                        right + metrics.tickLength() + metrics.space(),
                        y + 0.35 * metrics.tick(),
                        palette.secondText());
            }
        }
    }
}
