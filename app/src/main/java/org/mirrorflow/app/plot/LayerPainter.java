package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** Draws the layers of one chart into its plot rectangle; the label placer learns from it where ink lies. */
final class LayerPainter extends AbstractXYAnnotation {

    private static final long serialVersionUID = 1L;

    private static final float[] THEOREM_DASH = {6 / 1.4f, 4 / 1.4f};
    private static final float[] TOLERANCE_DASH = {1.5f / 1.25f, 3 / 1.25f};
    private static final double PAPER_COLUMN = 72.0 / 300;
    /** Points in a column that need not be reduced. */
    private static final double FEW = 2;

    private static final int BAND_ALPHA = 52;
    private static final int FAINT_ALPHA = 56;
    private static final int FORBIDDEN_ALPHA = 15;

    private final transient Chart chart;
    private final transient PlotGeometry geometry;
    private final transient Metrics metrics;
    private final transient Palette palette;
    private final transient List<Trace> traces = new ArrayList<>();
    private final transient List<Layer.Stems> bars;
    /** Every stem asks for the width of its bar, which all of a layer share. */
    private final transient IdentityHashMap<Layer.Stems, Double> barWidths = new IdentityHashMap<>();

    /**
     * A drawn polyline.
     *
     * @param layer whose it is
     * @param xs horizontal positions
     * @param ys vertical positions; NaN is a gap
     */
    record Trace(Layer layer, double[] xs, double[] ys) {}

    LayerPainter(Chart chart, PlotGeometry geometry, Metrics metrics, Palette palette) {
        this.chart = chart;
        this.geometry = geometry;
        this.metrics = metrics;
        this.palette = palette;
        bars = chart.layers().stream()
                .filter(layer -> layer instanceof Layer.Stems stems && stems.body() == Layer.StemBody.BAR)
                .map(Layer.Stems.class::cast)
                .toList();
    }

    /** The polylines drawn so far. */
    List<Trace> traces() {
        return traces;
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D dataArea,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            int rendererIndex,
            PlotRenderingInfo info) {
        Shape clip = g.getClip();
        List<Layer> ordered = new ArrayList<>(chart.layers());
        ordered.sort(Comparator.comparingInt(LayerPainter::depth));
        Object strokeControl = g.getRenderingHint(RenderingHints.KEY_STROKE_CONTROL);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        double edge = metrics.live() / 2;
        g.clip(new Rectangle2D.Double(
                dataArea.getX() - edge,
                dataArea.getY() - edge,
                dataArea.getWidth() + 2 * edge,
                dataArea.getHeight() + 2 * edge));
        double column = metrics.paper()
                ? PAPER_COLUMN
                : 1 / Math.max(1, Math.abs(g.getTransform().getScaleX()));
        boolean lineMarks = needsLineMarks();
        for (Layer layer : ordered) {
            switch (layer) {
                case Layer.Line line -> line(g, line, column, lineMarks);
                case Layer.Graded graded -> graded(g, graded, column);
                case Layer.Band band -> band(g, band, column);
                case Layer.Tolerance tolerance -> tolerance(g, tolerance);
                case Layer.Event event -> event(g, event);
                case Layer.Stems stems -> stems(g, stems);
                case Layer.Cells cells -> cells(g, cells);
                case Layer.Theorem theorem -> theorem(g, theorem, column);
                case Layer.Heat heat -> new HeatPainter(heat, metrics, palette).cells(g, geometry);
                case Layer.Contour contour -> contour(g, contour, column);
                case Layer.Marks marks -> {}
            }
        }
        ordered.stream().filter(Layer.Stems.class::isInstance).forEach(layer -> predictedStems(g, (Layer.Stems) layer));
        g.setClip(clip);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, strokeControl);
    }

    /** Draws points and end dots; they may sit on the edge of the plot, so they are not cut there. */
    void drawMarks(Graphics2D g) {
        List<Layer> ordered = new ArrayList<>(chart.layers());
        ordered.sort(Comparator.comparingInt(LayerPainter::depth));
        for (Layer layer : ordered) {
            if (layer instanceof Layer.Marks marks) {
                marks(g, marks);
            } else if (layer instanceof Layer.Line line && line.ended()) {
                endDot(g, line);
            }
        }
    }

    private static int depth(Layer layer) {
        return switch (layer) {
            case Layer.Heat heat -> 0;
            case Layer.Contour contour -> 4;
            case Layer.Tolerance tolerance -> 0;
            case Layer.Band band -> 1;
            case Layer.Graded graded -> 2;
            case Layer.Line line -> line.emphasis() == Layer.Emphasis.FAINT ? 2 : 3;
            case Layer.Stems stems -> 3;
            case Layer.Cells cells -> 3;
            case Layer.Event event -> 4;
            case Layer.Theorem theorem -> 5;
            case Layer.Marks marks -> marks.role() == Role.DATA ? 7 : 6;
        };
    }

    /** Hue alone does not tell three runs apart, nor two on paper. */
    private boolean needsLineMarks() {
        long runs = chart.layers().stream()
                .filter(layer -> layer instanceof Layer.Line line
                        && line.role().isRun()
                        && line.emphasis() != Layer.Emphasis.FAINT)
                .map(layer -> ((Layer.Line) layer).role())
                .distinct()
                .count();
        return runs >= (metrics.paper() ? 2 : 3);
    }

    private boolean logY() {
        return chart.y().scale() instanceof Scale.Log;
    }

    private void line(Graphics2D g, Layer.Line line, double column, boolean lineMarks) {
        Trace trace = trace(line, line.xs(), line.ys(), column);
        boolean faint = line.emphasis() == Layer.Emphasis.FAINT;
        double width = width(line.emphasis());
        Color hue = palette.mark(line.role());
        stroke(g, trace, width, faint ? translucent(hue, FAINT_ALPHA) : hue);
        if (lineMarks && !faint && line.role().isRun()) {
            lineMarks(g, trace, line.role());
        }
    }

    private void graded(Graphics2D g, Layer.Graded graded, double column) {
        stroke(
                g,
                trace(graded, graded.xs(), graded.ys(), column),
                0.6 * metrics.live(),
                Viridis.on(palette.plot(), graded.share()));
    }

    private static void stroke(Graphics2D g, Trace trace, double width, Color ink) {
        ScreenTarget.Placed screen = ScreenTarget.under(g);
        if (screen != null) {
            LineRaster.draw(screen, trace.xs(), trace.ys(), width, ink);
            return;
        }
        g.setColor(ink);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(path(trace));
    }

    /** Marks at regular distances along the abscissa, staggered so that those of different runs do not meet. */
    private void lineMarks(Graphics2D g, Trace trace, Role role) {
        double apart = 24 * metrics.space();
        double next = geometry.plot().getMinX() + apart * (0.35 + 0.25 * role.ordinal());
        for (int i = 1; i < trace.xs().length; i++) {
            double x0 = trace.xs()[i - 1];
            double x1 = trace.xs()[i];
            double y0 = trace.ys()[i - 1];
            double y1 = trace.ys()[i];
            while (x1 > x0 && next <= x1 && next < geometry.plot().getMaxX()) {
                double y = y0 + (next - x0) / (x1 - x0) * (y1 - y0);
                if (next >= x0 && geometry.plot().contains(next, y)) {
                    mark(g, role, next, y, metrics.mark(), false);
                }
                next += apart;
            }
        }
    }

    private double width(Layer.Emphasis emphasis) {
        return switch (emphasis) {
            case LIVE -> metrics.live();
            case PINNED -> metrics.pinned();
            case FAINT -> metrics.faint();
            case THIN -> metrics.live() / 2;
        };
    }

    private void endDot(Graphics2D g, Layer.Line line) {
        for (int i = line.xs().length - 1; i >= 0; i--) {
            double x = geometry.pixelX(line.xs()[i]);
            double y = geometry.pixelY(line.ys()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                if (onPlot(x, y)) {
                    g.setColor(palette.mark(line.role()));
                    g.fill(MarkShapes.circle(x, y, 1.1 * metrics.mark()));
                }
                return;
            }
        }
    }

    private void theorem(Graphics2D g, Layer.Theorem theorem, double column) {
        double[] xs = onAxis(theorem.xs(), geometry.xAxis());
        double[] ys = onAxis(theorem.ys(), geometry.yAxis());
        Path2D path = path(trace(theorem, xs, ys, column));
        HeatPainter over = heat();
        if (over != null) {
            over.theorem(g, path, THEOREM_DASH);
            return;
        }
        g.setColor(palette.theorem());
        g.setStroke(dashed(metrics.theorem(), THEOREM_DASH));
        g.draw(path);
    }

    private void contour(Graphics2D g, Layer.Contour contour, double column) {
        HeatPainter over = heat();
        if (over != null) {
            over.contour(g, path(trace(contour, contour.xs(), contour.ys(), column)));
        }
    }

    /** What draws on this chart's heat map; null without one. */
    private @Nullable HeatPainter heat() {
        return chart.layers().stream()
                .filter(Layer.Heat.class::isInstance)
                .map(layer -> new HeatPainter((Layer.Heat) layer, metrics, palette))
                .findFirst()
                .orElse(null);
    }

    private static double[] onAxis(double[] values, PlotGeometry.AxisTransform axis) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            if (Double.isInfinite(result[i])) {
                result[i] = result[i] > 0 ? axis.upper() : axis.lower();
            }
        }
        return result;
    }

    private static BasicStroke dashed(double width, float[] dashPerWidth) {
        float[] dash = dashPerWidth.clone();
        for (int i = 0; i < dash.length; i++) {
            dash[i] *= (float) width;
        }
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4, dash, 0);
    }

    private void band(Graphics2D g, Layer.Band band, double column) {
        double[] lower = band.lower().clone();
        double[] upper = band.upper().clone();
        for (int i = 0; i < lower.length; i++) {
            if (logY() && lower[i] <= 0) {
                lower[i] = Math.min(upper[i], geometry.yAxis().lower());
            }
            // Where one edge has a gap both have one, so that the stretches below pair up.
            if (!Double.isFinite(lower[i]) || !Double.isFinite(upper[i]) || (logY() && upper[i] <= 0)) {
                lower[i] = Double.NaN;
                upper[i] = Double.NaN;
            }
        }
        Decimation.Points low = reduce(band.xs(), lower, column);
        Decimation.Points high = reduce(band.xs(), upper, column);
        g.setColor(translucent(palette.mark(band.role()), BAND_ALPHA));
        List<Path2D> lows = stretches(low);
        List<Path2D> highs = stretches(high);
        for (int i = 0; i < Math.min(lows.size(), highs.size()); i++) {
            Path2D area = new Path2D.Double(highs.get(i));
            append(area, lows.get(i));
            g.fill(area);
        }
    }

    /** Appends a path backwards and closes. */
    private static void append(Path2D area, Path2D edge) {
        List<double[]> points = new ArrayList<>();
        for (var it = edge.getPathIterator(null); !it.isDone(); it.next()) {
            double[] point = new double[6];
            it.currentSegment(point);
            points.add(point);
        }
        for (double[] point : points.reversed()) {
            area.lineTo(point[0], point[1]);
        }
        area.closePath();
    }

    private List<Path2D> stretches(Decimation.Points points) {
        List<Path2D> result = new ArrayList<>();
        Path2D current = null;
        for (int i = 0; i < points.xs().length; i++) {
            double x = geometry.pixelX(points.xs()[i]);
            double y = bounded(
                    geometry.pixelY(points.ys()[i]),
                    geometry.plot().getMinY(),
                    geometry.plot().getMaxY());
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                current = null;
            } else if (current == null) {
                current = new Path2D.Double();
                current.moveTo(x, y);
                result.add(current);
            } else {
                current.lineTo(x, y);
            }
        }
        return result;
    }

    private void tolerance(Graphics2D g, Layer.Tolerance tolerance) {
        double y = geometry.pixelY(tolerance.y());
        if (!Double.isFinite(y)) {
            return;
        }
        Rectangle2D plot = geometry.plot();
        double level = Math.clamp(y, plot.getMinY(), plot.getMaxY());
        double top = tolerance.forbiddenAbove() ? plot.getMinY() : level;
        double bottom = tolerance.forbiddenAbove() ? level : plot.getMaxY();
        g.setColor(translucent(palette.text(), FORBIDDEN_ALPHA));
        g.fill(new Rectangle2D.Double(plot.getMinX(), top, plot.getWidth(), bottom - top));
        if (level == y) {
            g.setColor(palette.secondText());
            g.setStroke(dashed(metrics.theorem() * 1.25 / 1.4, TOLERANCE_DASH));
            g.draw(new Line2D.Double(plot.getMinX(), y, plot.getMaxX(), y));
        }
    }

    private void event(Graphics2D g, Layer.Event event) {
        double x = geometry.pixelX(event.x());
        Rectangle2D plot = geometry.plot();
        if (Double.isFinite(x) && x >= plot.getMinX() && x <= plot.getMaxX()) {
            g.setColor(palette.text());
            g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(new Line2D.Double(x, eventTop(), x, plot.getMaxY()));
        }
    }

    /** Where the stem of an event ends. */
    double eventTop() {
        return geometry.plot().getMaxY() - 0.38 * geometry.plot().getHeight();
    }

    private void stems(Graphics2D g, Layer.Stems stems) {
        double zero = zero();
        double bar = barWidth(stems);
        g.setColor(palette.axis());
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.draw(new Line2D.Double(
                geometry.plot().getMinX(), zero, geometry.plot().getMaxX(), zero));
        g.setColor(palette.mark(stems.role()));
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        for (int i = 0; i < stems.index().length; i++) {
            double x = geometry.pixelX(stems.index()[i]) + shift(stems, bar);
            double y = bounded(geometry.pixelY(stems.values()[i]), zero, zero);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                continue;
            }
            if (stems.body() == Layer.StemBody.BAR) {
                g.fill(new Rectangle2D.Double(x - bar / 2, Math.min(y, zero), bar, Math.abs(y - zero)));
            } else {
                g.draw(new Line2D.Double(x, zero, x, y));
                g.fill(MarkShapes.circle(x, y, 0.42 * metrics.mark()));
            }
        }
    }

    private void cells(Graphics2D g, Layer.Cells cells) {
        double cell = Math.min(
                Math.abs(geometry.pixelX(2) - geometry.pixelX(1)), Math.abs(geometry.pixelY(2) - geometry.pixelY(1)));
        double largest = Math.max(0.9 * cell, cell - 2 * metrics.space());
        double line = Math.min(metrics.theorem(), 0.12 * cell);
        g.setColor(palette.mark(cells.role()));
        g.setStroke(new BasicStroke((float) line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        for (int i = 0; i < cells.values().length; i++) {
            double value = cells.values()[i];
            Rectangle2D square = square(cells, i, value, largest);
            if (value > 0) {
                g.fill(square);
            } else if (square.getWidth() <= 2 * line) {
                // Too small to be hollow; what is that small has no sign worth seeing.
                g.fill(square);
            } else {
                g.setColor(palette.plot());
                g.fill(square);
                g.setColor(palette.mark(cells.role()));
                g.draw(inside(square, line));
            }
        }
        double[] predicted = cells.predicted();
        // In smaller cells dashes are specks.
        if (predicted != null && cell > 3 * metrics.tick() / 2) {
            g.setColor(palette.theorem());
            g.setStroke(dashed(0.85 * metrics.theorem(), new float[] {3.4f, 2.4f}));
            for (int i = 0; i < predicted.length; i++) {
                Rectangle2D square = square(cells, i, predicted[i], largest);
                if (square.getWidth() > 2 * metrics.theorem()) {
                    g.draw(square);
                }
            }
        }
    }

    /** The square of entry {@code i} with that value; empty for what is no number. */
    private Rectangle2D square(Layer.Cells cells, int i, double value, double largest) {
        double share = Math.sqrt(Math.min(1, Math.abs(value) / cells.full()));
        double side = Double.isNaN(share) ? 0 : largest * share;
        double x = geometry.pixelX(i % cells.columns() + 1.0);
        double y = geometry.pixelY(Math.floorDiv(i, cells.columns()) + 1.0);
        return new Rectangle2D.Double(x - side / 2, y - side / 2, side, side);
    }

    private static Rectangle2D inside(Rectangle2D square, double line) {
        return new Rectangle2D.Double(
                square.getX() + line / 2,
                square.getY() + line / 2,
                square.getWidth() - line,
                square.getHeight() - line);
    }

    private void predictedStems(Graphics2D g, Layer.Stems stems) {
        double[] predicted = stems.predicted();
        if (predicted == null) {
            return;
        }
        double zero = zero();
        double bar = barWidth(stems) + 0.75 * metrics.space();
        g.setColor(palette.theorem());
        g.setStroke(dashed(0.85 * metrics.theorem(), new float[] {3.4f, 2.4f}));
        double shift = shift(stems, barWidth(stems));
        for (int i = 0; i < predicted.length; i++) {
            double x = geometry.pixelX(stems.index()[i]) + shift;
            double y = bounded(geometry.pixelY(predicted[i]), zero, zero);
            // An outline lower than its own line would be a speck: at zero the axis is the prediction.
            if (Double.isFinite(x) && Double.isFinite(y) && Math.abs(y - zero) > 2 * metrics.theorem()) {
                Path2D outline = new Path2D.Double();
                outline.moveTo(x - bar / 2, zero);
                outline.lineTo(x - bar / 2, y);
                outline.lineTo(x + bar / 2, y);
                outline.lineTo(x + bar / 2, zero);
                g.draw(outline);
            }
        }
    }

    /** The rectangles that stems and their predictions cover. */
    List<Rectangle2D> stemBoxes() {
        List<Rectangle2D> boxes = new ArrayList<>();
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Stems stems) {
                double bar = barWidth(stems);
                for (int i = 0; i < stems.index().length; i++) {
                    double x = geometry.pixelX(stems.index()[i]) + shift(stems, bar);
                    double now = geometry.pixelY(stems.values()[i]);
                    double then = stems.predicted() == null ? now : geometry.pixelY(stems.predicted()[i]);
                    double top = Math.min(zero(), Math.min(now, then));
                    double bottom = Math.max(zero(), Math.max(now, then));
                    if (Double.isFinite(x) && Double.isFinite(top) && Double.isFinite(bottom)) {
                        boxes.add(new Rectangle2D.Double(x - bar / 2, top, bar, bottom - top));
                    }
                }
            }
        }
        return boxes;
    }

    private double zero() {
        double zero = geometry.pixelY(0);
        return Double.isFinite(zero)
                ? Math.clamp(zero, geometry.plot().getMinY(), geometry.plot().getMaxY())
                : geometry.plot().getMaxY();
    }

    private double barWidth(Layer.Stems stems) {
        return barWidths.computeIfAbsent(stems, this::roomForBar);
    }

    private double roomForBar(Layer.Stems stems) {
        double[] index = stems.index();
        double pitch = geometry.plot().getWidth();
        for (int i = 1; i < index.length; i++) {
            pitch = Math.min(pitch, Math.abs(geometry.pixelX(index[i]) - geometry.pixelX(index[i - 1])));
        }
        long beside = barLayers().size();
        double room = 0.8 * pitch / Math.max(1, beside);
        return Math.clamp(room, metrics.hairline(), 8 * metrics.space());
    }

    private List<Layer.Stems> barLayers() {
        return bars;
    }

    /** Bars of several runs stand side by side around their index. */
    private double shift(Layer.Stems stems, double bar) {
        List<Layer.Stems> bars = barLayers();
        if (stems.body() == Layer.StemBody.PIN) {
            // Beside the bars, or they would hide each other.
            return bars.isEmpty() ? 0 : bars.size() * barWidth(bars.getFirst()) / 2 + metrics.hairline();
        }
        if (bars.size() < 2) {
            return 0;
        }
        int place = bars.indexOf(stems);
        return (place - (bars.size() - 1) / 2.0) * bar;
    }

    private void marks(Graphics2D g, Layer.Marks marks) {
        for (int i = 0; i < marks.xs().length; i++) {
            double x = geometry.pixelX(marks.xs()[i]);
            double y = geometry.pixelY(marks.ys()[i]);
            if (onPlot(x, y)) {
                mark(g, marks.role(), x, y, metrics.mark(), marks.role() != Role.DATA);
            }
        }
    }

    private void mark(Graphics2D g, Role role, double x, double y, double radius, boolean filled) {
        Shape shape = MarkShapes.of(role, x, y, radius);
        g.setColor(filled ? palette.mark(role) : palette.plot());
        g.fill(shape);
        if (!filled) {
            g.setColor(palette.mark(role));
            g.setStroke(new BasicStroke((float) (1.25 * metrics.hairline())));
            g.draw(shape);
        }
    }

    private boolean onPlot(double x, double y) {
        Rectangle2D plot = geometry.plot();
        double slack = 0.01;
        return x >= plot.getMinX() - slack
                && x <= plot.getMaxX() + slack
                && y >= plot.getMinY() - slack
                && y <= plot.getMaxY() + slack;
    }

    private Decimation.Points reduce(double[] xs, double[] ys, double column) {
        // Where there are about as many columns as points, leaving some out takes longer than drawing all.
        if (!metrics.paper() && xs.length <= FEW * geometry.plot().getWidth() / column) {
            return Decimation.all(xs, ys, logY());
        }
        return Decimation.reduce(xs, ys, geometry.xAxis(), column, logY());
    }

    private Trace trace(Layer layer, double[] xs, double[] ys, double column) {
        Decimation.Points points = reduce(xs, ys, column);
        double[] pixelXs = points.xs();
        double[] pixelYs = points.ys();
        Rectangle2D plot = geometry.plot();
        for (int i = 0; i < pixelXs.length; i++) {
            pixelXs[i] = bounded(geometry.pixelX(pixelXs[i]), plot.getMinX(), plot.getMaxX());
            pixelYs[i] = bounded(geometry.pixelY(pixelYs[i]), plot.getMinY(), plot.getMaxY());
        }
        if (metrics.paper()) {
            int[] kept = Simplification.kept(pixelXs, pixelYs, Simplification.PAPER);
            pixelXs = Simplification.at(pixelXs, kept);
            pixelYs = Simplification.at(pixelYs, kept);
        }
        Trace trace = new Trace(layer, pixelXs, pixelYs);
        traces.add(trace);
        return trace;
    }

    /** Keeps far-off points within what single-precision rasterisers and PDF readers can hold. */
    private static double bounded(double position, double from, double to) {
        double reach = 20_000;
        return Double.isNaN(position) ? position : Math.clamp(position, from - reach, to + reach);
    }

    private static Path2D path(Trace trace) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, trace.xs().length + 1);
        boolean pen = false;
        for (int i = 0; i < trace.xs().length; i++) {
            double x = trace.xs()[i];
            double y = trace.ys()[i];
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                pen = false;
            } else if (pen) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
                boolean alone = i + 1 == trace.xs().length || !Double.isFinite(trace.ys()[i + 1]);
                if (alone) {
                    path.lineTo(x, y);
                }
                pen = true;
            }
        }
        return path;
    }

    private static Color translucent(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }
}
