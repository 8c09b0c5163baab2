package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/**
 * What all axes of the lab share: a monotone scale, ticks outside, labels that never overlap, and the abscissa's name in
 * the tick row.
 */
abstract sealed class PlotAxis extends ValueAxis permits LinearAxis, RowAxis, DecadeAxis, SymlogAxis, WordAxis {

    private static final long serialVersionUID = 1L;

    private final transient Metrics metrics;
    private final transient Palette palette;
    private final transient RichText name;
    private boolean labelled = true;
    private final double start;
    private final double end;
    private transient List<Tick> ticks = List.of();

    /**
     * One tick.
     *
     * @param value where
     * @param label its words, null for a minor tick or one whose label has no room
     * @param major whether it is long and has a grid line
     * @param twin whether it is doubled, as at the ends of the linear part of a symlog axis
     */
    record Tick(double value, @Nullable RichText label, boolean major, boolean twin) {

        static Tick major(double value, @Nullable RichText label) {
            return new Tick(value, label, true, false);
        }

        static Tick minor(double value) {
            return new Tick(value, null, false, false);
        }
    }

    PlotAxis(String name, Axis.Range range, Metrics metrics, Palette palette) {
        super(null, null);
        this.metrics = metrics;
        this.palette = palette;
        this.name = RichText.of(name, words(metrics), metrics.tick());
        setAutoRange(false);
        setRange(range.lower(), range.upper());
        setAxisLineVisible(true);
        // What falls with the value is smallest at its upper end: that end lies at the bottom.
        start = Math.min(forward(range.lower()), forward(range.upper()));
        end = Math.max(forward(range.lower()), forward(range.upper()));
    }

    /** The axis of a model, on a settled range. */
    static PlotAxis of(Axis axis, Axis.Range range, Metrics metrics, Palette palette) {
        String name = axis.labelled() ? axis.name() : "";
        PlotAxis made = switch (axis.scale()) {
            case Scale.Linear linear -> new LinearAxis(name, range, metrics, palette);
            case Scale.Downward downward -> new RowAxis(name, range, metrics, palette);
            case Scale.Log log -> new DecadeAxis(name, range, metrics, palette);
            case Scale.Words words -> new WordAxis(name, range, words, metrics, palette);
            case Scale.SymLog symlog -> new SymlogAxis(name, range, symlog, metrics, palette);
        };
        made.labelled = axis.labelled();
        return made;
    }

    /** The face of words under these metrics. */
    static Fonts words(Metrics metrics) {
        return metrics.face().words();
    }

    /** The bolder face under these metrics. */
    static Fonts strongWords(Metrics metrics) {
        return metrics.face().strong();
    }

    /** Value to a length in which the axis is uniform; not finite where the axis cannot show the value. */
    abstract double forward(double value);

    /** Inverse of {@link #forward}. */
    abstract double inverse(double uniform);

    /**
     * Ticks for an axis of this length.
     *
     * @param length length of the axis in the painting's unit
     * @param horizontal whether labels stand side by side
     */
    abstract List<Tick> ticksFor(double length, boolean horizontal);

    /** Settles the ticks. */
    final void layOut(double length, boolean horizontal) {
        List<Tick> settled = ticksFor(Math.max(length, 1), horizontal);
        ticks = labelled
                ? settled
                : settled.stream()
                        .map(tick -> new Tick(tick.value(), null, tick.major(), tick.twin()))
                        .toList();
    }

    final List<Tick> ticks() {
        return ticks;
    }

    final Metrics metrics() {
        return metrics;
    }

    final RichText words(String text) {
        return RichText.of(text, words(metrics), metrics.tick());
    }

    final RichText power(String prefix, int exponent) {
        return RichText.power(prefix, exponent, words(metrics), metrics.tick());
    }

    /** How far apart the middles of two neighbouring labels must be. */
    final double pitch(double widestLabel, boolean horizontal, double linesApart) {
        return horizontal ? widestLabel + 1.2 * metrics.tick() : linesApart * metrics.tick();
    }

    /** Width of the widest label. */
    final double widestLabel() {
        return ticks.stream()
                .mapToDouble(tick -> tick.label() == null ? 0 : tick.label().width())
                .max()
                .orElse(0);
    }

    /** Height that labels, ticks and name take below the plot. */
    final double depthBelow() {
        double row = metrics.tickLength() + (labelled ? labelGap() + rowHeight() : 0);
        return metrics.nameBelow() && name.width() > 0 ? row + 0.45 * metrics.tick() + name.height() : row;
    }

    /** Width that labels and ticks take left of the plot. */
    final double widthLeft() {
        return metrics.tickLength() + (labelled ? labelGap() + widestLabel() : 0);
    }

    private double labelGap() {
        return 0.75 * metrics.space();
    }

    private double rowHeight() {
        double below = metrics.nameBelow() ? 0 : name.depth();
        return 0.95 * metrics.tick() + Math.max(0.07 * metrics.tick(), below);
    }

    @Override
    public final double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
        double fraction = (forward(value) - start) / (end - start);
        return RectangleEdge.isTopOrBottom(edge)
                ? area.getMinX() + fraction * area.getWidth()
                : area.getMaxY() - fraction * area.getHeight();
    }

    @Override
    public final double java2DToValue(double position, Rectangle2D area, RectangleEdge edge) {
        double fraction = RectangleEdge.isTopOrBottom(edge)
                ? (position - area.getMinX()) / area.getWidth()
                : (area.getMaxY() - position) / area.getHeight();
        return inverse(start + fraction * (end - start));
    }

    /** Position of a value on an axis of unit length. */
    final double fraction(double value) {
        return (forward(value) - start) / (end - start);
    }

    @Override
    public final List<NumberTick> refreshTicks(
            Graphics2D g, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        List<NumberTick> result = new ArrayList<>();
        for (Tick tick : ticks) {
            if (Math.abs(fraction(tick.value())) < 1e-6) {
                // JFreeChart draws the grid over the axes; a grid line would grey the other axis.
                continue;
            }
            result.add(new NumberTick(
                    tick.major() ? TickType.MAJOR : TickType.MINOR,
                    tick.value(),
                    "",
                    TextAnchor.CENTER,
                    TextAnchor.CENTER,
                    0));
        }
        return result;
    }

    @Override
    public final AxisState draw(
            Graphics2D g,
            double cursor,
            Rectangle2D plotArea,
            Rectangle2D dataArea,
            RectangleEdge edge,
            @Nullable PlotRenderingInfo info) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        g.setColor(palette.axis());
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
        g.draw(
                horizontal
                        ? new Line2D.Double(
                                dataArea.getMinX(), dataArea.getMaxY(), dataArea.getMaxX(), dataArea.getMaxY())
                        : new Line2D.Double(
                                dataArea.getMinX(), dataArea.getMinY(), dataArea.getMinX(), dataArea.getMaxY()));
        g.setStroke(new BasicStroke((float) metrics.hairline(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        for (Tick tick : ticks) {
            double at = valueToJava2D(tick.value(), dataArea, edge);
            double length = tick.major() || tick.twin() ? metrics.tickLength() : metrics.tickLength() / 2;
            if (tick.twin()) {
                double apart = 0.35 * metrics.space();
                drawTick(g, at - apart, length, horizontal, dataArea);
                drawTick(g, at + apart, length, horizontal, dataArea);
            } else {
                drawTick(g, at, length, horizontal, dataArea);
            }
        }
        if (horizontal) {
            drawLabelsBelow(g, dataArea);
        } else {
            drawLabelsLeft(g, dataArea);
        }
        AxisState state = new AxisState(cursor);
        state.setTicks(refreshTicks(g, state, dataArea, edge));
        return state;
    }

    private static void drawTick(Graphics2D g, double at, double length, boolean horizontal, Rectangle2D area) {
        g.draw(
                horizontal
                        ? new Line2D.Double(at, area.getMaxY(), at, area.getMaxY() + length)
                        : new Line2D.Double(area.getMinX() - length, at, area.getMinX(), at));
    }

    private void drawLabelsBelow(Graphics2D g, Rectangle2D area) {
        Color ink = palette.secondText();
        double baseline = area.getMaxY() + metrics.tickLength() + labelGap() + 0.95 * metrics.tick();
        double free = Double.POSITIVE_INFINITY;
        if (name.width() > 0) {
            if (metrics.nameBelow()) {
                name.paint(
                        g,
                        area.getCenterX() - name.width() / 2,
                        baseline + 0.45 * metrics.tick() + name.ascent(),
                        palette.secondText());
            } else {
                double x = area.getMaxX() - name.width();
                name.paint(g, x, baseline, ink);
                free = x - 0.6 * metrics.tick();
            }
        }
        double taken = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            RichText label = tick.label();
            if (label == null) {
                continue;
            }
            double x = valueToJava2D(tick.value(), area, RectangleEdge.BOTTOM) - label.width() / 2;
            if (x > taken && x + label.width() < free) {
                label.paint(g, x, baseline, ink);
                taken = x + label.width() + 0.3 * metrics.tick();
            }
        }
    }

    private void drawLabelsLeft(Graphics2D g, Rectangle2D area) {
        double right = area.getMinX() - metrics.tickLength() - labelGap();
        double taken = Double.POSITIVE_INFINITY;
        for (Tick tick : ticks) {
            RichText label = tick.label();
            if (label == null) {
                continue;
            }
            double middle = valueToJava2D(tick.value(), area, RectangleEdge.LEFT);
            if (middle + 0.5 * metrics.tick() < taken) {
                label.paint(g, right - label.width(), middle + 0.35 * metrics.tick(), palette.secondText());
                taken = middle - 0.6 * metrics.tick();
            }
        }
    }

    @Override
    public final AxisSpace reserveSpace(
            Graphics2D g, Plot plot, Rectangle2D plotArea, RectangleEdge edge, @Nullable AxisSpace space) {
        AxisSpace reserved = space == null ? new AxisSpace() : space;
        reserved.add(RectangleEdge.isTopOrBottom(edge) ? depthBelow() : widthLeft(), edge);
        return reserved;
    }

    @Override
    public final double lengthToJava2D(double length, Rectangle2D area, RectangleEdge edge) {
        double lower = getRange().getLowerBound();
        return Math.abs(valueToJava2D(lower + length, area, edge) - valueToJava2D(lower, area, edge));
    }

    @Override
    protected final void autoAdjustRange() {
        // The range is settled before the axis exists.
    }

    @Override
    public final void configure() {
        // Nothing follows the data: the model is immutable.
    }
}
