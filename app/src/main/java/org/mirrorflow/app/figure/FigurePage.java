package org.mirrorflow.app.figure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.ChartPainter;
import org.mirrorflow.app.plot.ChartPainter.Frame;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Legend;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;

/**
 * A figure laid out in points of 1/72 inch: plots of one column begin and end together, plots of one row have one height. Every
 * writer and the preview paint with it, so that all look alike.
 */
public final class FigurePage {

    /** Numbers at an axis depend on its length, which depends on the width of the numbers: that often it is measured. */
    private static final int PASSES = 2;

    private final Figure figure;
    private final Metrics metrics;
    private final Legend legend;
    private final double legendHeight;
    private final List<Chart> charts;
    private List<Frame> frames;
    private double width;
    private double height;
    private double cellWidth;
    private double cellHeight;

    private FigurePage(Figure figure) {
        this.figure = figure;
        FigureSpec spec = figure.spec();
        metrics = Metrics.paper(spec.face(), spec.labelPt(), spec.tickPt());
        charts = new ArrayList<>(figure.charts());
        frames = new ArrayList<>();
        charts.forEach(chart -> frames.add(Frame.NONE));
        Set<Chart.LegendEntry> entries = new LinkedHashSet<>();
        if (figure.sharing().legend()) {
            for (int i = 0; i < charts.size(); i++) {
                entries.addAll(Legend.entries(charts.get(i)));
                charts.set(i, withoutLegend(charts.get(i)));
            }
        }
        double room = spec.measure() == FigureSpec.Measure.WHOLE ? spec.widthPt() : figure.columns() * spec.widthPt();
        List<Chart.LegendEntry> key = new ArrayList<>(entries);
        // Runs first, then their bands, then what belongs to no run.
        key.sort(Comparator.comparingInt(entry -> switch (entry.sample()) {
            case LINE -> 0;
            case BAND -> 1;
            case THEOREM -> 2;
            case TOLERANCE -> 3;
            case MARK -> 4;
        }));
        legend = new Legend(key, room - metrics.tick(), metrics, Palette.LIGHT);
        legendHeight = legend.isEmpty() ? 0 : legend.height() + 0.5 * metrics.label();
        layOut();
    }

    /** Lays out a figure. */
    public static FigurePage of(Figure figure) {
        return new FigurePage(figure);
    }

    /** Width of the figure, in points. */
    public double widthPt() {
        return width;
    }

    /** Height of the figure, in points. */
    public double heightPt() {
        return height;
    }

    /** The panels as they are drawn: with shared axes settled and without what a neighbour says. */
    List<Chart> charts() {
        return charts;
    }

    Metrics metrics() {
        return metrics;
    }

    /**
     * Paints the figure in points.
     *
     * @return where the plots came to lie, in the order of the panels
     */
    public List<PlotGeometry> paint(Graphics2D g) {
        g.setColor(Palette.LIGHT.plot());
        g.fill(new Rectangle2D.Double(0, 0, width, height));
        if (!legend.isEmpty()) {
            Graphics2D own = ChartPainter.prepared(g);
            legend.paint(own, (width - legend.width()) / 2, 0.25 * metrics.label());
            own.dispose();
        }
        List<PlotGeometry> plots = new ArrayList<>();
        for (int i = 0; i < charts.size(); i++) {
            plots.add(panel(g, i));
        }
        return plots;
    }

    private PlotGeometry panel(Graphics2D g, int i) {
        return ChartPainter.paint(g, cell(i), charts.get(i), Palette.LIGHT, lettered(i), frames.get(i));
    }

    private Metrics lettered(int i) {
        String letter = figure.letter(i);
        return metrics.withPanelLetter(letter.isEmpty() ? null : letter);
    }

    private Rectangle2D cell(int i) {
        int row = i / figure.columns();
        int column = i % figure.columns();
        return new Rectangle2D.Double(
                column * (cellWidth + gutter()), legendHeight + row * cellHeight, cellWidth, cellHeight);
    }

    /** Room between panels side by side, so that their words do not run together. */
    private double gutter() {
        return 1.2 * metrics.tick();
    }

    private void layOut() {
        FigureSpec spec = figure.spec();
        boolean whole = spec.measure() == FigureSpec.Measure.WHOLE;
        double around = 8 * metrics.tick();
        setCells(
                whole
                        ? (spec.widthPt() - (figure.columns() - 1) * gutter()) / figure.columns()
                        : spec.widthPt() + around,
                whole ? (spec.heightPt() - legendHeight) / figure.rows() : spec.heightPt() + around);
        if (figure.charts().size() == 1 && whole) {
            return;
        }
        if (figure.sharing().x() || figure.sharing().y()) {
            share(measured());
        }
        for (int pass = 0; pass < (whole ? 1 : PASSES); pass++) {
            frames = new ArrayList<>(frames);
            frames.replaceAll(frame -> Frame.NONE);
            List<Frame> needed = new ArrayList<>();
            List<PlotGeometry> plots = measured();
            for (int i = 0; i < plots.size(); i++) {
                needed.add(Frame.around(plots.get(i), cell(i)));
            }
            align(needed);
            if (!whole) {
                setCells(
                        spec.widthPt()
                                + frames.stream().mapToDouble(Frame::left).max().orElse(0)
                                + frames.stream()
                                        .mapToDouble(Frame::right)
                                        .max()
                                        .orElse(0),
                        spec.heightPt()
                                + frames.stream().mapToDouble(Frame::top).max().orElse(0)
                                + frames.stream()
                                        .mapToDouble(Frame::bottom)
                                        .max()
                                        .orElse(0));
            }
        }
    }

    private void setCells(double wide, double high) {
        cellWidth = wide;
        cellHeight = high;
        width = wide * figure.columns() + (figure.columns() - 1) * gutter();
        height = legendHeight + high * figure.rows();
    }

    private List<PlotGeometry> measured() {
        List<PlotGeometry> plots = new ArrayList<>();
        for (int i = 0; i < charts.size(); i++) {
            plots.add(ChartPainter.measure(cell(i), charts.get(i), Palette.LIGHT, lettered(i), frames.get(i)));
        }
        return plots;
    }

    /** Gives plots of one column the same sides and plots of one row the same top and bottom; of all, where the plot is measured. */
    private void align(List<Frame> needed) {
        boolean all = figure.spec().measure() == FigureSpec.Measure.PLOT;
        int columns = figure.columns();
        List<Frame> aligned = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            double left = 0;
            double top = 0;
            double right = 0;
            double bottom = 0;
            for (int k = 0; k < needed.size(); k++) {
                Frame frame = needed.get(k);
                if (all || k % columns == i % columns) {
                    left = Math.max(left, frame.left());
                    right = Math.max(right, frame.right());
                }
                if (all || k / columns == i / columns) {
                    top = Math.max(top, frame.top());
                    bottom = Math.max(bottom, frame.bottom());
                }
            }
            aligned.add(new Frame(left, top, right, bottom));
        }
        frames = aligned;
    }

    /** Settles the ranges of shared axes from what each panel would show alone, and numbers each but once. */
    private void share(List<PlotGeometry> alone) {
        int columns = figure.columns();
        for (int i = 0; i < charts.size(); i++) {
            Axis x = charts.get(i).x();
            Axis y = charts.get(i).y();
            if (figure.sharing().x()) {
                x = shared(x, alone, i, true);
                if (i + columns < charts.size() && alike(charts.get(i + columns).x(), x)) {
                    x = x.unlabelled();
                }
            }
            if (figure.sharing().y()) {
                y = shared(y, alone, i, false);
                if (i % columns > 0 && alike(charts.get(i - 1).y(), y)) {
                    y = y.unlabelled();
                }
            }
            charts.set(i, charts.get(i).withAxes(x, y));
        }
    }

    private Axis shared(Axis axis, List<PlotGeometry> alone, int panel, boolean across) {
        int columns = figure.columns();
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < alone.size(); k++) {
            boolean together = across ? k % columns == panel % columns : k / columns == panel / columns;
            Axis other =
                    across ? figure.charts().get(k).x() : figure.charts().get(k).y();
            if (together && alike(axis, other)) {
                var transform = across ? alone.get(k).xAxis() : alone.get(k).yAxis();
                lower = Math.min(lower, transform.lower());
                upper = Math.max(upper, transform.upper());
            }
        }
        return lower < upper ? axis.between(lower, upper) : axis;
    }

    private static boolean alike(Axis one, Axis other) {
        return one.scale().equals(other.scale()) && one.name().equals(other.name());
    }

    private static Chart withoutLegend(Chart chart) {
        return chart.withLegend(List.of())
                .withLayers(chart.layers().stream()
                        .map(layer -> layer instanceof Layer.Band band
                                ? new Layer.Band(band.xs(), band.lower(), band.upper(), band.role(), "")
                                : layer)
                        .toList());
    }
}
