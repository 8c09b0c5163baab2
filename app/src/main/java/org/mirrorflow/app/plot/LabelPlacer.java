package org.mirrorflow.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts words into the plot: annotations at their points, names beside their lines where the least other ink lies.
 *
 * <p>The plot is a coarse grid that remembers which polyline or label covers a cell; of a few dozen places along a line the
 * one with the lowest cost wins, so that the same chart always has the same labels.
 */
final class LabelPlacer {

    private static final int FREE = -1;
    private static final int SHARED = -2;
    private static final int TAKEN = -3;
    private static final int PLACES = 40;

    private final PlotGeometry geometry;
    private final Metrics metrics;
    private final Palette palette;
    private final double cell;
    private final int columns;
    private final int rows;
    private final int[] owner;

    LabelPlacer(PlotGeometry geometry, Metrics metrics, Palette palette) {
        this.geometry = geometry;
        this.metrics = metrics;
        this.palette = palette;
        Rectangle2D plot = geometry.plot();
        cell = Math.max(metrics.space() / 2, Math.max(plot.getWidth(), plot.getHeight()) / 500);
        columns = (int) Math.ceil(plot.getWidth() / cell) + 1;
        rows = (int) Math.ceil(plot.getHeight() / cell) + 1;
        owner = new int[columns * rows];
        Arrays.fill(owner, FREE);
    }

    /** Keeps words away from there. */
    void block(Rectangle2D taken) {
        mark(taken, TAKEN);
    }

    /** Paints all words of a chart. */
    void paint(Graphics2D g, Chart chart, LayerPainter painter) {
        List<LayerPainter.Trace> traces = painter.traces();
        if (!hasWords(chart)) {
            return;
        }
        for (int i = 0; i < traces.size(); i++) {
            occupy(traces.get(i), i);
        }
        painter.stemBoxes().forEach(box -> mark(box, SHARED));
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Marks marks) {
                occupy(marks);
            }
        }
        for (Chart.Annotation annotation : chart.annotations()) {
            annotation(g, annotation);
        }
        for (Layer layer : chart.layers()) {
            switch (layer) {
                case Layer.Tolerance tolerance -> tolerance(g, tolerance);
                case Layer.Event event -> event(g, event, painter.eventTop());
                default -> {}
            }
        }
        for (int i = 0; i < traces.size(); i++) {
            switch (traces.get(i).layer()) {
                case Layer.Line line ->
                    along(g, traces.get(i), i, strong(line.label()), palette.words(line.role()), 0.85);
                case Layer.Theorem theorem ->
                    along(g, traces.get(i), i, plain(theorem.label()), palette.theorem(), 0.3);
                default -> {}
            }
        }
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Marks marks && !marks.label().isEmpty() && marks.xs().length > 0) {
                marks(g, marks);
            }
        }
    }

    /** Where there is nothing to place, nobody needs to know where lines lie. */
    private static boolean hasWords(Chart chart) {
        return !chart.annotations().isEmpty()
                || chart.layers().stream().anyMatch(layer -> switch (layer) {
                    case Layer.Line line -> !line.label().isEmpty();
                    case Layer.Theorem theorem -> !theorem.label().isEmpty();
                    case Layer.Marks marks -> !marks.label().isEmpty();
                    case Layer.Tolerance tolerance -> !tolerance.label().isEmpty();
                    case Layer.Event event -> true;
                    default -> false;
                });
    }

    private RichText strong(String label) {
        return RichText.of(label, PlotAxis.strongWords(metrics), metrics.label());
    }

    private RichText plain(String label) {
        return RichText.of(label, PlotAxis.words(metrics), metrics.label());
    }

    private RichText small(String label) {
        return RichText.of(label, PlotAxis.words(metrics), metrics.tick());
    }

    private void annotation(Graphics2D g, Chart.Annotation annotation) {
        double x = geometry.pixelX(annotation.x());
        double y = geometry.pixelY(annotation.y());
        if (!Double.isFinite(x) || !Double.isFinite(y) || !geometry.plot().contains(x, y)) {
            return;
        }
        RichText text = small(annotation.text());
        if (annotation.hasArrow()) {
            arrow(g, x, y, text, annotation);
        } else {
            besidePoint(g, x, y, text, palette.secondText(), annotation.anchor());
        }
    }

    /** Words away from their point, and an arrow from the nearest side of the words to the point. */
    private void arrow(Graphics2D g, double x, double y, RichText text, Chart.Annotation annotation) {
        double fromX = x + annotation.right() * metrics.tick();
        double fromY = y - annotation.up() * metrics.tick();
        boolean beside = Math.abs(annotation.right()) > Math.abs(annotation.up());
        double left = !beside ? fromX - text.width() / 2 : annotation.right() > 0 ? fromX : fromX - text.width();
        double baseline = beside
                ? fromY + (text.ascent() - text.depth()) / 2
                : annotation.up() > 0 ? fromY - text.depth() : fromY + text.ascent();
        double gap = metrics.space() / 2;
        if (beside) {
            fromX -= Math.copySign(gap, annotation.right());
        } else {
            fromY += Math.copySign(gap, annotation.up());
        }
        double length = Math.hypot(x - fromX, y - fromY);
        double head = 1.6 * metrics.space();
        if (length > head) {
            double ux = (x - fromX) / length;
            double uy = (y - fromY) / length;
            double tipX = x - gap * ux;
            double tipY = y - gap * uy;
            g.setColor(palette.secondText());
            g.setStroke(
                    new BasicStroke((float) (1.2 * metrics.hairline()), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(new Line2D.Double(fromX, fromY, tipX - 0.8 * head * ux, tipY - 0.8 * head * uy));
            Path2D point = new Path2D.Double();
            point.moveTo(tipX, tipY);
            point.lineTo(tipX - head * ux - 0.36 * head * uy, tipY - head * uy + 0.36 * head * ux);
            point.lineTo(tipX - head * ux + 0.36 * head * uy, tipY - head * uy - 0.36 * head * ux);
            point.closePath();
            g.fill(point);
        }
        place(g, text, left, baseline, palette.secondText(), true);
    }

    /** Words beside a point, where the chart wants them unless that is more crowded than another side. */
    private void besidePoint(Graphics2D g, double x, double y, RichText text, Color ink, Chart.Anchor wanted) {
        double gap = metrics.mark() + metrics.space();
        List<Chart.Anchor> sides = new ArrayList<>(List.of(wanted));
        sides.addAll(List.of(Chart.Anchor.values()));
        double best = Double.POSITIVE_INFINITY;
        double bestLeft = x + gap;
        double bestBaseline = y;
        for (Chart.Anchor side : sides) {
            double left = switch (side) {
                case RIGHT -> x + gap;
                case LEFT -> x - gap - text.width();
                case ABOVE, BELOW -> x - text.width() / 2;
            };
            double baseline = switch (side) {
                case RIGHT, LEFT -> y + (text.ascent() - text.depth()) / 2;
                case ABOVE -> y - gap - text.depth();
                case BELOW -> y + gap + text.ascent();
            };
            double cost = cost(box(text, left, baseline, 0), SHARED);
            if (cost < best) {
                best = cost;
                bestLeft = left;
                bestBaseline = baseline;
            }
        }
        place(g, text, bestLeft, bestBaseline, ink, true);
    }

    private void tolerance(Graphics2D g, Layer.Tolerance tolerance) {
        double y = geometry.pixelY(tolerance.y());
        Rectangle2D plot = geometry.plot();
        if (tolerance.label().isEmpty() || !(y >= plot.getMinY() && y <= plot.getMaxY())) {
            return;
        }
        RichText text = small(tolerance.label());
        double gap = metrics.space();
        double above = y - gap - text.depth();
        double below = y + gap + text.ascent();
        boolean fitsAbove = above - text.ascent() >= plot.getMinY();
        boolean fitsBelow = below + text.depth() <= plot.getMaxY();
        boolean up = tolerance.forbiddenAbove() ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
        double right = plot.getMaxX() - text.width() - gap;
        double left = plot.getMinX() + gap;
        double baseline = up ? above : below;
        boolean atLeft = cost(box(text, left, baseline, 0), SHARED) < cost(box(text, right, baseline, 0), SHARED);
        place(g, text, atLeft ? left : right, baseline, palette.secondText(), false);
    }

    private void event(Graphics2D g, Layer.Event event, double top) {
        double x = geometry.pixelX(event.x());
        if (x >= geometry.plot().getMinX() && x <= geometry.plot().getMaxX()) {
            RichText text = small(event.word());
            double right = x + metrics.space();
            double left = x - metrics.space() - text.width();
            double best = Double.POSITIVE_INFINITY;
            double bestLeft = right + text.width() < geometry.plot().getMaxX() ? right : left;
            double bestBaseline = top + text.ascent();
            double bottom = geometry.plot().getMaxY() - metrics.space() - text.depth();
            for (double baseline = top + text.ascent(); baseline <= bottom; baseline += text.height() / 2) {
                for (double side : new double[] {right, left}) {
                    // At the top of the stem and to its right, unless something lies there.
                    double cost = cost(box(text, side, baseline, metrics.halo()), SHARED)
                            + (side == right ? 0 : 3)
                            + 0.5 * (baseline - top) / text.height();
                    if (cost < best) {
                        best = cost;
                        bestLeft = side;
                        bestBaseline = baseline;
                    }
                }
            }
            place(g, text, bestLeft, bestBaseline, palette.secondText(), true);
        }
    }

    private void marks(Graphics2D g, Layer.Marks marks) {
        int last = marks.xs().length - 1;
        double x = geometry.pixelX(marks.xs()[last]);
        double y = geometry.pixelY(marks.ys()[last]);
        if (geometry.plot().contains(x, y)) {
            RichText text = marks.role() == Role.DATA ? small(marks.label()) : strong(marks.label());
            besidePoint(g, x, y, text, palette.words(marks.role()), Chart.Anchor.RIGHT);
        }
    }

    /** Names a polyline where it is cheapest. */
    private void along(Graphics2D g, LayerPainter.Trace trace, int id, RichText text, Color ink, double target) {
        if (text.width() == 0) {
            return;
        }
        Rectangle2D plot = geometry.plot();
        double gap = metrics.halo() + 0.75 * metrics.live() + cell;
        double best = Double.POSITIVE_INFINITY;
        double bestLeft = 0;
        double bestBaseline = 0;
        for (double[] at : places(trace)) {
            double[][] candidates = {
                {at[0] - text.width() / 2, at[1] - gap - text.depth()},
                {at[0] - text.width() / 2, at[1] + gap + text.ascent()},
                {at[0] + gap, at[1] - gap - text.depth()},
                {at[0] - gap - text.width(), at[1] - gap - text.depth()},
                {at[0] + gap, at[1] + gap + text.ascent()},
                {at[0] - gap - text.width(), at[1] + gap + text.ascent()}
            };
            for (double[] candidate : candidates) {
                double fraction = (candidate[0] + text.width() / 2 - plot.getMinX()) / plot.getWidth();
                double cost = cost(box(text, candidate[0], candidate[1], metrics.halo()), id)
                        + 40 * Math.abs(fraction - target);
                if (cost < best) {
                    best = cost;
                    bestLeft = candidate[0];
                    bestBaseline = candidate[1];
                }
            }
        }
        if (best < Double.POSITIVE_INFINITY) {
            place(g, text, bestLeft, bestBaseline, ink, true);
        }
    }

    /** Points spread along the visible part of a polyline, by length. */
    private List<double[]> places(LayerPainter.Trace trace) {
        List<double[]> all = new ArrayList<>();
        double step = (geometry.plot().getWidth() + geometry.plot().getHeight()) / PLACES;
        walk(trace, step, (x, y) -> all.add(new double[] {x, y}));
        return all;
    }

    /** Hears of a point. */
    @FunctionalInterface
    private interface Visitor {
        void at(double x, double y);
    }

    private void walk(LayerPainter.Trace trace, double step, Visitor visitor) {
        double left = 0;
        for (int i = 1; i < trace.xs().length; i++) {
            Segment segment = Segment.clipped(
                    trace.xs()[i - 1], trace.ys()[i - 1], trace.xs()[i], trace.ys()[i], geometry.plot());
            if (segment == null) {
                continue;
            }
            double length = segment.length();
            double at = left;
            while (at <= length) {
                double share = length == 0 ? 0 : at / length;
                visitor.at(
                        segment.x0() + share * (segment.x1() - segment.x0()),
                        segment.y0() + share * (segment.y1() - segment.y0()));
                at += step;
            }
            left = at - length;
        }
    }

    private void occupy(LayerPainter.Trace trace, int id) {
        walk(trace, cell, (x, y) -> {
            int index = index(x, y);
            if (index >= 0) {
                owner[index] = owner[index] == FREE || owner[index] == id ? id : SHARED;
            }
        });
    }

    private void occupy(Layer.Marks marks) {
        for (int i = 0; i < marks.xs().length; i++) {
            double x = geometry.pixelX(marks.xs()[i]);
            double y = geometry.pixelY(marks.ys()[i]);
            double r = metrics.mark();
            if (Double.isFinite(x) && Double.isFinite(y)) {
                mark(new Rectangle2D.Double(x - r, y - r, 2 * r, 2 * r), SHARED);
            }
        }
    }

    private double cost(Rectangle2D box, int id) {
        if (!geometry.plot().contains(box)) {
            return Double.POSITIVE_INFINITY;
        }
        double cost = 0;
        int lastRow = row(box.getMaxY());
        int firstColumn = column(box.getMinX());
        int lastColumn = column(box.getMaxX());
        for (int row = row(box.getMinY()); row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                int who = owner[row * columns + column];
                cost += who == FREE ? 0 : who == TAKEN ? 1000 : who == id ? 4 : 6;
            }
        }
        return cost;
    }

    private void place(Graphics2D g, RichText text, double left, double baseline, Color ink, boolean halo) {
        Rectangle2D plot = geometry.plot();
        double inset = 1.4 * metrics.halo();
        double x = Math.max(plot.getMinX() + inset, Math.min(left, plot.getMaxX() - inset - text.width()));
        double y = Math.max(
                plot.getMinY() + inset + text.ascent(), Math.min(baseline, plot.getMaxY() - inset - text.depth()));
        text.paint(g, x, y, ink, halo ? palette.plot() : null, metrics.halo());
        mark(box(text, x, y, metrics.space()), TAKEN);
    }

    private static Rectangle2D box(RichText text, double left, double baseline, double air) {
        return new Rectangle2D.Double(
                left - air, baseline - text.ascent() - air, text.width() + 2 * air, text.height() + 2 * air);
    }

    private void mark(Rectangle2D box, int id) {
        for (int row = row(box.getMinY()); row <= row(box.getMaxY()); row++) {
            for (int column = column(box.getMinX()); column <= column(box.getMaxX()); column++) {
                owner[row * columns + column] = id;
            }
        }
    }

    private int index(double x, double y) {
        return geometry.plot().contains(x, y) ? row(y) * columns + column(x) : -1;
    }

    private int column(double x) {
        return Math.clamp((long) ((x - geometry.plot().getMinX()) / cell), 0, columns - 1);
    }

    private int row(double y) {
        return Math.clamp((long) ((y - geometry.plot().getMinY()) / cell), 0, rows - 1);
    }
}
