package org.mirrorflow.app.figure;

import static org.mirrorflow.app.figure.AxisCoordinates.forward;
import static org.mirrorflow.app.figure.Pgf.hue;
import static org.mirrorflow.app.figure.Pgf.mark;
import static org.mirrorflow.app.figure.Pgf.n;
import static org.mirrorflow.app.figure.Pgf.rgb;
import static org.mirrorflow.app.figure.Pgf.v;

import java.util.Map;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Cividis;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Viridis;

/** The layers of one chart as paths and plots of pgfplots, inside the axis that is open. */
final class PgfLayers {

    private final Chart chart;
    private final PlotGeometry plot;
    private final DataTable table;
    private final Metrics metrics;
    private final StringBuilder tex;

    /**
     * @param chart in the coordinates of the axes, see {@link AxisCoordinates}
     * @param plot where it lies on the page
     * @param table which columns hold the numbers of its layers
     * @param tex is continued
     */
    PgfLayers(Chart chart, PlotGeometry plot, DataTable table, Metrics metrics, StringBuilder tex) {
        this.chart = chart;
        this.plot = plot;
        this.table = table;
        this.metrics = metrics;
        this.tex = tex;
    }

    /** Writes all layers, what lies behind first. */
    void write() {
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Heat heat) {
                heat(heat);
            } else if (layer instanceof Layer.Tolerance tolerance) {
                tolerance(tolerance);
            }
        }
        for (Layer layer : chart.layers()) {
            layer(layer);
        }
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Theorem theorem) {
                plot(
                        theorem,
                        "mfink, line width=" + n(metrics.theorem()) + "bp, dash pattern=on "
                                + n(6 / 1.4 * metrics.theorem()) + "bp off " + n(4 / 1.4 * metrics.theorem())
                                + "bp",
                        "y");
            } else if (layer instanceof Layer.Stems stems && table.of(stems).containsKey("predicted")) {
                plot(
                        stems,
                        "ybar, bar shift=0pt, bar width=" + n(bar(stems)) + "bp, draw=mfink, fill=none, "
                                + "line width=" + n(metrics.theorem()) + "bp, dash pattern=on 1.6bp off 1.1bp",
                        "predicted");
            }
        }
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Marks marks) {
                plot(
                        marks,
                        "only marks, mark=" + mark(marks.role()) + ", mark size=" + n(metrics.mark())
                                + "bp, "
                                + (marks.role() == Role.DATA
                                        ? "draw=mfgrey, mark options={fill=white}"
                                        : hue(marks.role())),
                        "y");
            }
        }
    }

    private void layer(Layer layer) {
        switch (layer) {
            case Layer.Line line -> line(line);
            case Layer.Graded graded ->
                plot(
                        graded,
                        "line width=" + n(0.6 * metrics.live()) + "bp, draw="
                                + rgb(Viridis.on(Palette.LIGHT.plot(), graded.share())),
                        "y");
            case Layer.Contour contour -> {
                plot(contour, "white, line width=" + n(1.4 * metrics.live()) + "bp, opacity=0.75", "y");
                plot(contour, "black, line width=" + n(0.6 * metrics.live()) + "bp", "y");
            }
            case Layer.Band band -> band(band);
            case Layer.Stems stems -> {
                if (stems.body() == Layer.StemBody.BAR) {
                    plot(
                            stems,
                            "ybar, bar shift=0pt, bar width=" + n(bar(stems)) + "bp, draw=none, fill="
                                    + hue(stems.role()),
                            "y");
                } else {
                    plot(
                            stems,
                            "ycomb, mark=*, mark size=" + n(0.42 * metrics.mark()) + "bp, line width="
                                    + n(metrics.hairline()) + "bp, " + hue(stems.role()),
                            "y");
                }
            }
            case Layer.Cells cells -> cells(cells);
            case Layer.Event event -> {
                String x = v(forward(chart.x().scale(), event.x()));
                double lower = Math.min(plot.yAxis().lower(), plot.yAxis().upper());
                String base = "{axis cs:" + x + "," + v(forward(chart.y().scale(), lower)) + "}";
                tex.append("\\draw[mfink, line width=")
                        .append(n(metrics.hairline()))
                        .append("bp] (")
                        .append(base)
                        .append("|-{rel axis cs:0,0}) -- (")
                        .append(base)
                        .append("|-{rel axis cs:0,0.38});\n");
            }
            case Layer.Theorem theorem -> {}
            case Layer.Marks marks -> {}
            case Layer.Tolerance tolerance -> {}
            case Layer.Heat heat -> {}
        }
    }

    private void line(Layer.Line line) {
        boolean faint = line.emphasis() == Layer.Emphasis.FAINT;
        double width = switch (line.emphasis()) {
            case LIVE -> metrics.live();
            case PINNED -> metrics.pinned();
            case FAINT -> metrics.faint();
            case THIN -> metrics.live() / 2;
        };
        String marked = "";
        long runs = chart.layers().stream()
                .filter(layer -> layer instanceof Layer.Line other && other.emphasis() != Layer.Emphasis.FAINT)
                .map(layer -> ((Layer.Line) layer).role())
                .distinct()
                .count();
        if (runs > 1 && !faint && line.role().isRun() && line.emphasis() != Layer.Emphasis.THIN) {
            int apart = Math.max(1, line.xs().length / 5);
            marked = ", mark=" + mark(line.role()) + ", mark options={fill=white}, mark size=" + n(metrics.mark())
                    + "bp, mark repeat=" + apart + ", mark phase="
                    + Math.max(1, (line.role().ordinal() + 1) * apart / 5);
        }
        plot(
                line,
                hue(line.role()) + ", line width=" + n(width) + "bp, line join=round" + (faint ? ", opacity=0.22" : "")
                        + marked,
                "y");
        if (line.ended()) {
            int last = line.xs().length - 1;
            while (last >= 0 && !(Double.isFinite(line.xs()[last]) && Double.isFinite(line.ys()[last]))) {
                last--;
            }
            if (last >= 0) {
                tex.append("\\fill[")
                        .append(hue(line.role()))
                        .append("] (axis cs:")
                        .append(v(line.xs()[last]))
                        .append(',')
                        .append(v(line.ys()[last]))
                        .append(") circle[radius=")
                        .append(n(1.1 * metrics.mark()))
                        .append("bp];\n");
            }
        }
    }

    private void plot(Layer layer, String options, String ordinate) {
        Map<String, String> columns = table.of(layer);
        tex.append("\\addplot[")
                .append(options)
                .append("] table[x=")
                .append(columns.get("x"))
                .append(",y=")
                .append(columns.get(ordinate))
                .append("]{\\mirrorflowdata};\n");
    }

    /** A band is one polygon for each of its stretches without a gap. */
    private void band(Layer.Band band) {
        int from = 0;
        for (int i = 0; i <= band.xs().length; i++) {
            boolean whole = i < band.xs().length
                    && Double.isFinite(band.xs()[i])
                    && Double.isFinite(band.lower()[i])
                    && Double.isFinite(band.upper()[i]);
            if (!whole) {
                if (i - from > 1) {
                    StringBuilder points = new StringBuilder();
                    for (int k = from; k < i; k++) {
                        points.append('(')
                                .append(v(band.xs()[k]))
                                .append(',')
                                .append(v(band.upper()[k]))
                                .append(')');
                    }
                    for (int k = i - 1; k >= from; k--) {
                        points.append('(')
                                .append(v(band.xs()[k]))
                                .append(',')
                                .append(v(band.lower()[k]))
                                .append(')');
                    }
                    tex.append("\\addplot[draw=none, fill=")
                            .append(hue(band.role()))
                            .append(", fill opacity=0.2] coordinates {")
                            .append(points)
                            .append("};\n");
                }
                from = i + 1;
            }
        }
    }

    private void tolerance(Layer.Tolerance tolerance) {
        double lower = Math.min(plot.yAxis().lower(), plot.yAxis().upper());
        double upper = Math.max(plot.yAxis().lower(), plot.yAxis().upper());
        double level = Math.clamp(tolerance.y(), lower, upper);
        String at = "{axis cs:" + v(forward(chart.x().scale(), plot.xAxis().lower())) + ","
                + v(forward(chart.y().scale(), level)) + "}";
        String edge = tolerance.forbiddenAbove() ? "1" : "0";
        tex.append("\\fill[black, opacity=0.06] ({rel axis cs:0,0}|-")
                .append(at)
                .append(") rectangle ({rel axis cs:1,")
                .append(edge)
                .append("});\n");
        if (level == tolerance.y()) {
            tex.append("\\draw[mftext, line width=0.7bp, dash pattern=on 0.8bp off 1.6bp] ({rel axis cs:0,0}|-")
                    .append(at)
                    .append(") -- ({rel axis cs:1,0}|-")
                    .append(at)
                    .append(");\n");
        }
    }

    private void heat(Layer.Heat heat) {
        for (int row = 0; row < heat.rows(); row++) {
            for (int column = 0; column < heat.columns(); column++) {
                int cell = row * heat.columns() + column;
                String corners = "(axis cs:" + v(forward(chart.x().scale(), heat.xEdges()[column])) + ","
                        + v(forward(chart.y().scale(), heat.yEdges()[row])) + ") rectangle (axis cs:"
                        + v(forward(chart.x().scale(), heat.xEdges()[column + 1])) + ","
                        + v(forward(chart.y().scale(), heat.yEdges()[row + 1])) + ");\n";
                switch (heat.states()[cell]) {
                    case PRESENT -> {
                        double share = (heat.values()[cell] - heat.lower()) / (heat.upper() - heat.lower());
                        tex.append("\\fill[fill=")
                                .append(rgb(Cividis.at(share)))
                                .append("] ")
                                .append(corners);
                    }
                    case MISSING ->
                        tex.append("\\draw[mfaxis, line width=0.3bp] ")
                                .append(corners)
                                .append("\\draw[mfaxis, line width=0.3bp] ")
                                .append(corners.replace(" rectangle ", " -- "));
                    case WAITING -> {}
                }
            }
        }
        tex.append("\\begin{scope}\n");
        int strips = 32;
        for (int k = 0; k < strips; k++) {
            tex.append("\\fill[fill=")
                    .append(rgb(Cividis.at((k + 0.5) / strips)))
                    .append("] ([xshift=")
                    .append(n(3 * metrics.space()))
                    .append("bp]rel axis cs:1,")
                    .append(v(k / (double) strips))
                    .append(") rectangle ([xshift=")
                    .append(n(6.5 * metrics.space()))
                    .append("bp]rel axis cs:1,")
                    .append(v((k + 1) / (double) strips))
                    .append(");\n");
        }
        tex.append("\\end{scope}\n");
    }

    private void cells(Layer.Cells cells) {
        double cell = Math.min(Math.abs(plot.pixelX(2) - plot.pixelX(1)), Math.abs(plot.pixelY(2) - plot.pixelY(1)));
        double[] predicted = cells.predicted();
        for (int i = 0; i < cells.values().length; i++) {
            String middle = "axis cs:" + (1 + i % cells.columns()) + "," + (1 + i / cells.columns());
            double value = cells.values()[i];
            double half = 0.46 * cell * Math.sqrt(Math.min(1, Math.abs(value) / cells.full()));
            if (half > 0.05) {
                square(
                        middle,
                        half,
                        value < 0
                                ? "\\draw[" + hue(cells.role()) + ", line width=0.5bp]"
                                : "\\fill[" + hue(cells.role()) + "]");
            }
            if (predicted != null) {
                double outline = 0.46 * cell * Math.sqrt(Math.min(1, Math.abs(predicted[i]) / cells.full()));
                if (outline > 0.05) {
                    square(middle, outline, "\\draw[mfink, line width=0.5bp, dash pattern=on 1.4bp off 0.9bp]");
                }
            }
        }
    }

    private void square(String middle, double half, String how) {
        String h = n(half);
        tex.append(how)
                .append(" ([shift={(-")
                .append(h)
                .append("bp,-")
                .append(h)
                .append("bp)}]")
                .append(middle)
                .append(") rectangle ([shift={(")
                .append(h)
                .append("bp,")
                .append(h)
                .append("bp)}]")
                .append(middle)
                .append(");\n");
    }

    private double bar(Layer.Stems stems) {
        double step = stems.index().length > 1
                ? Math.abs(plot.pixelX(stems.index()[1]) - plot.pixelX(stems.index()[0]))
                : plot.plot().getWidth() / 3;
        return 0.62 * step;
    }
}
