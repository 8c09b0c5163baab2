package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Draws a chart: the one drawing code of the window, the classroom and the paper.
 *
 * <p>JFreeChart's plot and axes do the work; each painting builds its own, so that any number of threads may paint at once.
 * Nothing is painted outside the given rectangle. A rectangle too small for a plot gets its background only.
 */
public final class ChartPainter {

    private ChartPainter() {}

    /**
     * Room around a plot, for titles, numbers and names.
     *
     * @param left of the plot
     * @param top above it
     * @param right of it
     * @param bottom below it
     */
    public record Frame(double left, double top, double right, double bottom) {

        /** As much as the chart itself needs. */
        public static final Frame NONE = new Frame(0, 0, 0, 0);

        /** What a painting in that area has left free. */
        public static Frame around(PlotGeometry painted, Rectangle2D area) {
            Rectangle2D plot = painted.plot();
            return new Frame(
                    plot.getMinX() - area.getMinX(),
                    plot.getMinY() - area.getMinY(),
                    area.getMaxX() - plot.getMaxX(),
                    area.getMaxY() - plot.getMaxY());
        }
    }

    /**
     * Paints a chart.
     *
     * @param graphics where to; its state is left as it was
     * @param area the rectangle to fill, in the unit of the metrics
     * @param chart what
     * @param palette colours
     * @param metrics type sizes and line widths
     * @return where the plot came to lie
     */
    public static PlotGeometry paint(
            Graphics2D graphics, Rectangle2D area, Chart chart, Palette palette, Metrics metrics) {
        return paint(graphics, area, chart, palette, metrics, Frame.NONE);
    }

    /**
     * Fills a picture of the screen with a chart.
     *
     * @param scale device pixels in a pixel of the metrics
     */
    public static PlotGeometry paint(BufferedImage image, double scale, Chart chart, Palette palette, Metrics metrics) {
        Graphics2D g = image.createGraphics();
        try {
            ScreenTarget pixels = ScreenTarget.of(image);
            if (pixels != null) {
                g.setRenderingHint(ScreenTarget.KEY, pixels);
            }
            g.scale(scale, scale);
            Rectangle2D all = new Rectangle2D.Double(0, 0, image.getWidth() / scale, image.getHeight() / scale);
            return paint(g, all, chart, palette, metrics);
        } finally {
            g.dispose();
        }
    }

    /**
     * The same with room around the plot, so that the plots of several charts can be aligned.
     *
     * @param frame the least that is left free on each side of the plot
     */
    public static PlotGeometry paint(
            Graphics2D graphics, Rectangle2D area, Chart chart, Palette palette, Metrics metrics, Frame frame) {
        Graphics2D g = prepared(graphics);
        try {
            g.setColor(palette.plot());
            g.fill(area);
            g.clip(area);
            return new Painting(g, area, chart, palette, metrics, frame, false).paint();
        } finally {
            g.dispose();
        }
    }

    /**
     * Where the plot would come to lie; nothing is painted.
     *
     * @param frame the least that is left free on each side of the plot
     */
    public static PlotGeometry measure(Rectangle2D area, Chart chart, Palette palette, Metrics metrics, Frame frame) {
        Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return new Painting(nowhere, area, chart, palette, metrics, frame, true).paint();
        } finally {
            nowhere.dispose();
        }
    }

    /** A copy of the graphics for words and lines as the lab draws them. */
    public static Graphics2D prepared(Graphics2D graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        // Axes and grid fall on whole pixels; curves must not, and ask for the contrary themselves.
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_NORMALIZE);
        return g;
    }

    /** One painting, with what its steps share. */
    private static final class Painting {

        private final Graphics2D g;
        private final Rectangle2D area;
        private final Chart chart;
        private final Palette palette;
        private final Metrics metrics;
        private final Frame frame;
        private final boolean measuring;

        Painting(
                Graphics2D g,
                Rectangle2D area,
                Chart chart,
                Palette palette,
                Metrics metrics,
                Frame frame,
                boolean measuring) {
            this.g = g;
            this.area = area;
            this.chart = chart;
            this.palette = palette;
            this.metrics = metrics;
            this.frame = frame;
            this.measuring = measuring;
        }

        PlotGeometry paint() {
            double outer = metrics.paper() ? 0.5 * metrics.space() : 2 * metrics.space();
            Header header = new Header(chart, area.getWidth() - 2 * outer, metrics, palette);
            double top = metrics.header() ? header.height() : 0;
            Chart.Margin columns = chart.margin();
            MarginPainter margin = columns == null ? null : new MarginPainter(columns, metrics, palette);
            top += margin == null ? 0.8 * metrics.tick() : Math.max(margin.headingHeight(), 0.8 * metrics.tick());

            Axis.Range rangeX = AxisFit.fitX(chart.x(), chart.layers());
            Axis.Range rangeY = AxisFit.fitY(chart.y(), chart.layers());
            PlotAxis x = PlotAxis.of(chart.x(), rangeX, metrics, palette);
            PlotAxis y = PlotAxis.of(chart.y(), rangeY, metrics, palette);
            double bottom = Math.max(frame.bottom(), x.depthBelow() + (metrics.paper() ? 0.4 : 1) * metrics.space());
            HeatPainter heat = chart.layers().stream()
                    .filter(Layer.Heat.class::isInstance)
                    .map(layer -> new HeatPainter((Layer.Heat) layer, metrics, palette))
                    .findFirst()
                    .orElse(null);
            if (heat != null) {
                top += heat.nameHeight();
            }
            top = Math.max(frame.top(), top);
            double height = area.getHeight() - top - bottom;
            y.layOut(height, false);
            double left = Math.max(frame.left(), outer + y.widthLeft());
            double right = outer
                    + (margin == null ? 0 : margin.width())
                    + (heat == null ? 0 : heat.barWidth(Math.max(1, height)));
            // A dot at the end of a run sits on the edge of the plot, and is not to be cut by that of the page.
            right = Math.max(frame.right(), metrics.paper() ? Math.max(right, 1.35 * metrics.mark()) : right);
            double width = area.getWidth() - left - right;
            x.layOut(width, true);
            // The last label is centred on its tick and may reach beyond the plot.
            double overhang = overhang(x, width);
            if (overhang > right) {
                width -= overhang - right;
                right = overhang;
                x.layOut(width, true);
            }
            if (chart.equalScale()
                    && chart.x().scale().equals(Scale.LINEAR)
                    && chart.y().scale().equals(Scale.LINEAR)) {
                double unit = Math.max(
                        (rangeX.upper() - rangeX.lower()) / Math.max(width, 1),
                        (rangeY.upper() - rangeY.lower()) / Math.max(height, 1));
                x = PlotAxis.of(chart.x(), around(rangeX, unit * Math.max(width, 1)), metrics, palette);
                y = PlotAxis.of(chart.y(), around(rangeY, unit * Math.max(height, 1)), metrics, palette);
                x.layOut(width, true);
                y.layOut(height, false);
            }
            Rectangle2D plot = new Rectangle2D.Double(
                    area.getX() + left, area.getY() + top, Math.max(width, 1), Math.max(height, 1));
            PlotGeometry geometry = geometry(plot, x, y);
            if (measuring) {
                return geometry;
            }
            if (metrics.header()) {
                header.paint(g, area.getX() + outer, area.getY());
            }
            // JFreeChart draws no plot whose area is 10 units or smaller.
            if (width < 3 * metrics.tick() || height < 2 * metrics.tick()) {
                return geometry;
            }
            paintPlot(plot, geometry, x, y, left, right, bottom);
            if (margin != null) {
                margin.paint(g, geometry);
            }
            if (heat != null) {
                heat.bar(g, geometry);
                heat.name(g, geometry, chart.y().name());
            }
            return geometry;
        }

        private void paintPlot(
                Rectangle2D plot,
                PlotGeometry geometry,
                PlotAxis x,
                PlotAxis y,
                double left,
                double right,
                double bottom) {
            // JFreeChart draws the grid only for a plot that has a renderer, though there is no dataset to render.
            XYPlot jfree = new XYPlot(null, x, y, new XYLineAndShapeRenderer());
            jfree.setInsets(RectangleInsets.ZERO_INSETS);
            jfree.setAxisOffset(RectangleInsets.ZERO_INSETS);
            jfree.setBackgroundPaint(null);
            jfree.setOutlineVisible(false);
            AxisSpace below = new AxisSpace();
            below.setBottom(bottom);
            jfree.setFixedDomainAxisSpace(below);
            AxisSpace beside = new AxisSpace();
            beside.setLeft(left);
            beside.setRight(right);
            jfree.setFixedRangeAxisSpace(beside);
            BasicStroke hairline =
                    new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
            jfree.setDomainGridlinePaint(palette.grid());
            jfree.setDomainGridlineStroke(hairline);
            jfree.setRangeGridlinePaint(palette.grid());
            jfree.setRangeGridlineStroke(hairline);
            LayerPainter layers = new LayerPainter(chart, geometry, metrics, palette);
            jfree.addAnnotation(layers, false);
            Rectangle2D whole = new Rectangle2D.Double(
                    plot.getX() - left, plot.getY(), plot.getWidth() + left + right, plot.getHeight() + bottom);
            jfree.draw(g, whole, null, null, null);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            layers.drawMarks(g);
            LabelPlacer words = new LabelPlacer(geometry, metrics, palette);
            Chart.Inset part = chart.inset();
            if (part != null) {
                words.block(inset(part, geometry));
            }
            cornerLegend(plot).ifPresent(words::block);
            words.paint(g, chart, layers);
        }

        /** Draws the legend in its corner, on paper that keeps lines away from it; answers what it covers. */
        private Optional<Rectangle2D> cornerLegend(Rectangle2D plot) {
            Chart.LegendPlace place = chart.legendPlace();
            if (place == Chart.LegendPlace.ABOVE || !metrics.header()) {
                return Optional.empty();
            }
            Legend legend = new Legend(Legend.entries(chart), 0, metrics, palette);
            if (legend.isEmpty()) {
                return Optional.empty();
            }
            double air = metrics.space();
            double width = legend.width() + 2 * air;
            double height = legend.height() + air;
            Rectangle2D box = corner(plot, place, width, height, air);
            java.awt.Color paper = palette.plot();
            g.setColor(new java.awt.Color(paper.getRed(), paper.getGreen(), paper.getBlue(), 216));
            g.fill(box);
            legend.paint(g, box.getX() + air, box.getY() + air / 2);
            return Optional.of(box);
        }

        private static Rectangle2D corner(
                Rectangle2D plot, Chart.LegendPlace place, double width, double height, double away) {
            return new Rectangle2D.Double(
                    place.left() ? plot.getMinX() + away : plot.getMaxX() - away - width,
                    place.top() ? plot.getMinY() + away : plot.getMaxY() - away - height,
                    width,
                    height);
        }

        /** Draws the enlarged part and the frame around what it enlarges; answers what it covers. */
        private Rectangle2D inset(Chart.Inset part, PlotGeometry geometry) {
            Rectangle2D plot = geometry.plot();
            Rectangle2D box = corner(
                    plot,
                    part.corner(),
                    part.share() * plot.getWidth(),
                    part.share() * plot.getHeight(),
                    1.5 * metrics.space());
            double left = geometry.pixelX(part.x().lower());
            double right = geometry.pixelX(part.x().upper());
            double top = geometry.pixelY(part.y().upper());
            double bottom = geometry.pixelY(part.y().lower());
            Rectangle2D framed = new Rectangle2D.Double(left, top, right - left, bottom - top).createIntersection(plot);
            g.setColor(palette.secondText());
            g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            if (!framed.isEmpty()) {
                g.draw(framed);
            }
            Chart enlarged = chart.withInset(null)
                    .withMargin(null)
                    .withAnnotations(List.of())
                    .withAxes(
                            chart.x()
                                    .between(part.x().lower(), part.x().upper())
                                    .named(""),
                            chart.y()
                                    .between(part.y().lower(), part.y().upper())
                                    .named(""));
            PlotGeometry inner =
                    ChartPainter.paint(g, box, unnamed(enlarged), palette, metrics.withHeader(false), Frame.NONE);
            g.setColor(palette.secondText());
            g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(inner.plot());
            if (g.getRenderingHint(PaintNotes.KEY) instanceof PaintNotes notes) {
                notes.inset(inner, box);
            }
            return box;
        }

        /** Without the names that the whole plot has already. */
        private static Chart unnamed(Chart chart) {
            return chart.withLayers(chart.layers().stream()
                    .map(layer -> switch (layer) {
                        case Layer.Line line ->
                            new Layer.Line(line.xs(), line.ys(), "", line.role(), line.emphasis(), line.ended());
                        case Layer.Theorem theorem -> new Layer.Theorem(theorem.xs(), theorem.ys(), "");
                        case Layer.Marks marks -> new Layer.Marks(marks.xs(), marks.ys(), "", marks.role());
                        case Layer.Tolerance level -> new Layer.Tolerance(level.y(), level.forbiddenAbove(), "");
                        default -> layer;
                    })
                    .toList());
        }

        private static double overhang(PlotAxis axis, double width) {
            double beyond = 0;
            for (PlotAxis.Tick tick : axis.ticks()) {
                RichText label = tick.label();
                if (label != null) {
                    beyond = Math.max(beyond, (axis.fraction(tick.value()) - 1) * width + label.width() / 2 + 1);
                }
            }
            return beyond;
        }

        private static Axis.Range around(Axis.Range range, double span) {
            double middle = (range.lower() + range.upper()) / 2;
            return new Axis.Range(middle - span / 2, middle + span / 2);
        }

        private static PlotGeometry geometry(Rectangle2D plot, PlotAxis x, PlotAxis y) {
            return new PlotGeometry(
                    plot,
                    new PlotGeometry.AxisTransform(
                            x.getRange().getLowerBound(),
                            x.getRange().getUpperBound(),
                            value -> x.valueToJava2D(value, plot, RectangleEdge.BOTTOM),
                            pixel -> x.java2DToValue(pixel, plot, RectangleEdge.BOTTOM)),
                    new PlotGeometry.AxisTransform(
                            y.getRange().getLowerBound(),
                            y.getRange().getUpperBound(),
                            value -> y.valueToJava2D(value, plot, RectangleEdge.LEFT),
                            pixel -> y.java2DToValue(pixel, plot, RectangleEdge.LEFT)));
        }
    }
}
