package org.mirrorflow.app.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Cividis;
import org.mirrorflow.app.plot.Decimation;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.PaintNotes;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.app.plot.Simplification;
import org.mirrorflow.app.plot.Viridis;

/**
 * PGF/TikZ for {@code \input} in a paper, whose type it takes: axes of pgfplots that read their numbers from the CSV beside the file.
 * Plots, words and samples of legends stand where {@link FigurePage} has them; the numbers are thinned to print resolution, and lie in
 * the coordinates of the axes.
 */
public final class PgfWriter implements FigureWriter {

    /** Width of a column of print, in points, to which lines are thinned. */
    private static final double COLUMN = 72.0 / 300;

    @Override
    public String id() {
        return "pgf";
    }

    @Override
    public String extension() {
        return "tex";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        write(figure, "figure", out);
    }

    @Override
    public void write(Figure figure, String name, OutputStream out) throws IOException {
        out.write(new Drawing(figure).tex(name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, byte[]> beside(Figure figure, String name) {
        String csv = new Drawing(figure).csv();
        return Map.of(name + ".csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * How much wider than the lab's own a paper's small type may run: the 6 pt cut of Computer Modern is by that much. The figure is laid out
     * for type so much larger than what is written.
     */
    private static final double STRETCH = 1.18;

    /** An enlarged part. */
    private record Part(PlotGeometry plot, Rectangle2D covered) {}

    /** One figure on its way to TeX. */
    private static final class Drawing implements PaintNotes {

        private final Figure figure;
        private final FigurePage page;
        private final List<PlotGeometry> plots;
        private final List<Words> words = new ArrayList<>();
        private final List<Chart.LegendEntry> samples = new ArrayList<>();
        private final List<Line2D> samplePlaces = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();
        private final List<Chart> charts = new ArrayList<>();
        private final DataTable table;
        private final Metrics metrics;
        private final StringBuilder tex = new StringBuilder();

        Drawing(Figure given) {
            // Room for the widest type that a paper may have; the paper's own is not known.
            figure = new Figure(
                    given.charts(),
                    given.columns(),
                    given.spec()
                            .withFace(Metrics.Face.CMU)
                            .withType(
                                    Math.min(72, STRETCH * given.spec().labelPt()),
                                    Math.min(72, STRETCH * given.spec().tickPt())),
                    given.metadata(),
                    given.sharing());
            page = FigurePage.of(figure);
            metrics = page.metrics();
            Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            g.setRenderingHint(PaintNotes.KEY, this);
            plots = page.paint(g);
            g.dispose();
            for (int i = 0; i < plots.size(); i++) {
                charts.add(thinned(page.charts().get(i), plots.get(i)));
            }
            table = DataTable.of(charts);
        }

        @Override
        public void words(Words painted) {
            words.add(painted);
        }

        @Override
        public void sample(Chart.LegendEntry entry, Line2D along) {
            samples.add(entry);
            samplePlaces.add(along);
        }

        @Override
        public void inset(PlotGeometry plot, Rectangle2D covered) {
            parts.add(new Part(plot, covered));
        }

        String csv() {
            return figure.metadata().comments("#") + table.csv();
        }

        String tex(String name) {
            tex.append(figure.metadata().comments("%"));
            tex.append(
                            "% \\input this file. It needs: \\usepackage{amsmath,amssymb,pgfplots} \\pgfplotsset{compat=1.18}\n")
                    .append("% and reads ")
                    .append(name)
                    .append(".csv, which lies beside it.\n");
            tex.append("\\begin{tikzpicture}[x=1bp,y=1bp,baseline=0bp]\n");
            tex.append("\\pgfplotstableread[col sep=comma]{").append(name).append(".csv}\\mirrorflowdata\n");
            colours();
            tex.append("\\path[use as bounding box] (0,0) rectangle (")
                    .append(n(page.widthPt()))
                    .append(',')
                    .append(n(page.heightPt()))
                    .append(");\n");
            int part = 0;
            for (int i = 0; i < charts.size(); i++) {
                panel(charts.get(i), plots.get(i));
                Chart.Inset inset = charts.get(i).inset();
                if (inset != null && part < parts.size()) {
                    enlarged(charts.get(i), plots.get(i), inset, parts.get(part++));
                }
            }
            samples();
            words.stream().filter(this::besideAxes).forEach(this::node);
            tex.append("\\end{tikzpicture}%\n");
            return tex.toString();
        }

        private void colours() {
            Palette palette = Palette.LIGHT;
            for (Role role : List.of(Role.RUN_A, Role.RUN_B, Role.RUN_C, Role.RUN_D, Role.GREY)) {
                define(hue(role), palette.mark(role));
            }
            define("mfgrid", palette.grid());
            define("mfaxis", palette.axis());
            define("mfink", palette.theorem());
            define("mftext", palette.secondText());
        }

        private void define(String name, Color colour) {
            tex.append("\\definecolor{")
                    .append(name)
                    .append("}{RGB}{")
                    .append(colour.getRed())
                    .append(',')
                    .append(colour.getGreen())
                    .append(',')
                    .append(colour.getBlue())
                    .append("}\n");
        }

        private static String hue(Role role) {
            return switch (role) {
                case RUN_A -> "mfA";
                case RUN_B -> "mfB";
                case RUN_C -> "mfC";
                case RUN_D -> "mfD";
                default -> "mfgrey";
            };
        }

        private void panel(Chart chart, PlotGeometry plot) {
            Rectangle2D box = plot.plot();
            tex.append("\\begin{axis}[\n  at={(")
                    .append(n(box.getMinX()))
                    .append("bp,")
                    .append(n(page.heightPt() - box.getMaxY()))
                    .append("bp)}, anchor=south west, scale only axis,\n")
                    .append("  width=")
                    .append(n(box.getWidth()))
                    .append("bp, height=")
                    .append(n(box.getHeight()))
                    .append("bp,\n");
            axis('x', chart.x(), plot.xAxis());
            axis('y', chart.y(), plot.yAxis());
            tex.append("  axis x line*=bottom, axis y line*=left, axis line style={mfaxis, line width=")
                    .append(n(metrics.hairline()))
                    .append("bp},\n")
                    .append("  tick align=outside, tick style={mfaxis, line width=")
                    .append(n(metrics.hairline()))
                    .append("bp}, major tick length=2bp, minor tick length=1bp,\n")
                    .append("  xmajorgrids, ymajorgrids, grid style={mfgrid, line width=")
                    .append(n(metrics.hairline()))
                    .append("bp}, axis on top=false,\n")
                    .append("  every tick label/.append style={")
                    .append(type(metrics.tick()))
                    .append(", text=mftext},\n")
                    .append("  every axis label/.append style={")
                    .append(type(metrics.tick()))
                    .append(", text=mftext},\n")
                    .append("  unbounded coords=jump, filter discard warning=false, clip mode=individual]\n");
            for (Layer layer : chart.layers()) {
                if (layer instanceof Layer.Heat heat) {
                    heat(chart, heat);
                } else if (layer instanceof Layer.Tolerance tolerance) {
                    tolerance(chart, plot, tolerance);
                }
            }
            for (Layer layer : chart.layers()) {
                layer(chart, plot, layer);
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
                            "ybar, bar shift=0pt, bar width=" + n(bar(plot, stems)) + "bp, draw=mfink, fill=none, "
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
            tex.append("\\end{axis}\n");
            for (Chart.Annotation annotation : chart.annotations()) {
                arrow(plot, annotation);
            }
        }

        private void enlarged(Chart chart, PlotGeometry plot, Chart.Inset inset, Part part) {
            double left = plot.pixelX(inset.x().lower());
            double right = plot.pixelX(inset.x().upper());
            double low = page.heightPt() - plot.pixelY(inset.y().lower());
            double high = page.heightPt() - plot.pixelY(inset.y().upper());
            frame(left, low, right, high, "\\draw[mftext, line width=0.5bp]");
            Rectangle2D covered = part.covered();
            frame(
                    covered.getMinX(),
                    page.heightPt() - covered.getMaxY(),
                    covered.getMaxX(),
                    page.heightPt() - covered.getMinY(),
                    "\\fill[white]");
            panel(
                    chart.withInset(null)
                            .withAnnotations(List.of())
                            .withAxes(chart.x().named(""), chart.y().named("")),
                    part.plot());
            Rectangle2D box = part.plot().plot();
            frame(
                    box.getMinX(),
                    page.heightPt() - box.getMaxY(),
                    box.getMaxX(),
                    page.heightPt() - box.getMinY(),
                    "\\draw[mftext, line width=0.5bp]");
        }

        private void frame(double left, double low, double right, double high, String how) {
            tex.append(how)
                    .append(" (")
                    .append(n(left))
                    .append(',')
                    .append(n(low))
                    .append(") rectangle (")
                    .append(n(right))
                    .append(',')
                    .append(n(high))
                    .append(");\n");
        }

        private void axis(char which, Axis axis, PlotGeometry.AxisTransform transform) {
            double lower = Math.min(transform.lower(), transform.upper());
            double upper = Math.max(transform.lower(), transform.upper());
            tex.append("  ")
                    .append(which)
                    .append("mode=")
                    .append(axis.scale() instanceof Scale.Log ? "log" : "normal")
                    .append(", ")
                    .append(which)
                    .append("min=")
                    .append(v(forward(axis.scale(), lower)))
                    .append(", ")
                    .append(which)
                    .append("max=")
                    .append(v(forward(axis.scale(), upper)));
            if (axis.scale() instanceof Scale.Downward) {
                tex.append(", ").append(which).append(" dir=reverse");
            }
            if (!axis.labelled()) {
                tex.append(", ").append(which).append("ticklabels={}");
            } else if (axis.scale() instanceof Scale.SymLog symlog) {
                symlogTicks(which, symlog, lower, upper);
            } else if (axis.scale() instanceof Scale.Words named) {
                tex.append(", ")
                        .append(which)
                        .append("tick={")
                        .append(IntStream.rangeClosed(1, named.words().size())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(",")))
                        .append("}, ")
                        .append(which)
                        .append("ticklabels={")
                        .append(named.words().stream()
                                .map(word -> "{" + LatexWords.of(word) + "}")
                                .collect(Collectors.joining(",")))
                        .append('}');
            }
            if (which == 'x' && axis.labelled() && !axis.name().isEmpty()) {
                tex.append(", xlabel={").append(LatexWords.of(axis.name())).append("}, xlabel style={yshift=2bp}");
            }
            tex.append(",\n");
        }

        private void symlogTicks(char which, Scale.SymLog symlog, double lower, double upper) {
            int least = (int) Math.ceil(Math.log10(symlog.threshold()) - 1e-9);
            int most = (int) Math.floor(Math.log10(Math.max(Math.abs(lower), Math.abs(upper))) + 1e-9);
            int step = Math.max(1, (most - least) / 3);
            List<String> at = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            if (lower <= 0 && upper >= 0) {
                at.add("0");
                labels.add("$0$");
            }
            for (int k = most; k >= least; k -= step) {
                for (int sign : new int[] {-1, 1}) {
                    double value = sign * Math.pow(10, k);
                    if (value >= lower && value <= upper) {
                        at.add(v(forward(symlog, value)));
                        labels.add("$" + (sign < 0 ? "-" : "") + "10^{" + k + "}$");
                    }
                }
            }
            tex.append(", ")
                    .append(which)
                    .append("tick={")
                    .append(String.join(",", at))
                    .append("}, ")
                    .append(which)
                    .append("ticklabels={")
                    .append(String.join(",", labels))
                    .append('}');
        }

        /** pgfplots has no symmetric logarithm: the numbers are transformed here. */
        private static double forward(Scale scale, double value) {
            if (scale instanceof Scale.SymLog symlog) {
                double share = Math.abs(value) / symlog.threshold();
                return share <= 1 ? value / symlog.threshold() : Math.signum(value) * (1 + Math.log10(share));
            }
            return value;
        }

        private static double[] forward(Scale scale, double[] values) {
            return scale instanceof Scale.SymLog
                    ? Arrays.stream(values).map(value -> forward(scale, value)).toArray()
                    : values;
        }

        private void layer(Chart chart, PlotGeometry plot, Layer layer) {
            switch (layer) {
                case Layer.Line line -> line(chart, line);
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
                                "ybar, bar shift=0pt, bar width=" + n(bar(plot, stems)) + "bp, draw=none, fill="
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
                case Layer.Cells cells -> cells(plot, cells);
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

        private void line(Chart chart, Layer.Line line) {
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
                    hue(line.role()) + ", line width=" + n(width) + "bp, line join=round"
                            + (faint ? ", opacity=0.22" : "") + marked,
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

        private void tolerance(Chart chart, PlotGeometry plot, Layer.Tolerance tolerance) {
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

        private void heat(Chart chart, Layer.Heat heat) {
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

        private void cells(PlotGeometry plot, Layer.Cells cells) {
            double cell =
                    Math.min(Math.abs(plot.pixelX(2) - plot.pixelX(1)), Math.abs(plot.pixelY(2) - plot.pixelY(1)));
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

        private static double bar(PlotGeometry plot, Layer.Stems stems) {
            double step = stems.index().length > 1
                    ? Math.abs(plot.pixelX(stems.index()[1]) - plot.pixelX(stems.index()[0]))
                    : plot.plot().getWidth() / 3;
            return 0.62 * step;
        }

        private void arrow(PlotGeometry plot, Chart.Annotation annotation) {
            double x = plot.pixelX(annotation.x());
            double y = plot.pixelY(annotation.y());
            if (annotation.hasArrow() && plot.plot().contains(x, y)) {
                tex.append("\\draw[mftext, line width=0.6bp, -stealth, shorten >=1bp] (")
                        .append(n(x + annotation.right() * metrics.tick()))
                        .append(',')
                        .append(n(page.heightPt() - (y - annotation.up() * metrics.tick())))
                        .append(") -- (")
                        .append(n(x))
                        .append(',')
                        .append(n(page.heightPt() - y))
                        .append(");\n");
            }
        }

        private void samples() {
            for (int i = 0; i < samples.size(); i++) {
                Chart.LegendEntry entry = samples.get(i);
                Line2D along = samplePlaces.get(i);
                String from = "(" + n(along.getX1()) + "," + n(page.heightPt() - along.getY1()) + ")";
                String to = "(" + n(along.getX2()) + "," + n(page.heightPt() - along.getY2()) + ")";
                String hue = hue(entry.role());
                switch (entry.sample()) {
                    case LINE ->
                        tex.append("\\draw[")
                                .append(hue)
                                .append(", line width=")
                                .append(n(metrics.live()))
                                .append("bp] ")
                                .append(from)
                                .append(" -- ")
                                .append(to)
                                .append(";\n");
                    case THEOREM ->
                        tex.append("\\draw[mfink, line width=")
                                .append(n(metrics.theorem()))
                                .append("bp, dash pattern=on 3.2bp off 2.1bp] ")
                                .append(from)
                                .append(" -- ")
                                .append(to)
                                .append(";\n");
                    case TOLERANCE ->
                        tex.append("\\draw[mftext, line width=0.7bp, dash pattern=on 0.8bp off 1.6bp] ")
                                .append(from)
                                .append(" -- ")
                                .append(to)
                                .append(";\n");
                    case BAND ->
                        tex.append("\\fill[")
                                .append(hue)
                                .append(", opacity=0.3] ([yshift=-2bp]")
                                .append(from, 1, from.length() - 1)
                                .append(") rectangle ([yshift=2bp]")
                                .append(to, 1, to.length() - 1)
                                .append(");\n");
                    case MARK ->
                        tex.append("\\draw[")
                                .append(hue)
                                .append(", line width=0.6bp] (")
                                .append(n((along.getX1() + along.getX2()) / 2))
                                .append(',')
                                .append(n(page.heightPt() - along.getY1()))
                                .append(") circle[radius=")
                                .append(n(metrics.mark()))
                                .append("bp];\n");
                }
            }
        }

        /** Numbers and names along the axes are those of pgfplots; all other words stand where the lab has them. */
        private boolean besideAxes(Words text) {
            if (parts.stream()
                    .anyMatch(part -> part.covered().contains(text.x() + text.width() / 2, text.baseline() - 1))) {
                return false;
            }
            for (PlotGeometry plot : plots) {
                Rectangle2D box = plot.plot();
                double depth = 4.5 * metrics.tick();
                boolean below = text.baseline() > box.getMaxY() + 0.1
                        && text.baseline() < box.getMaxY() + depth
                        && text.x() + text.width() > box.getMinX() - 2 * metrics.tick()
                        && text.x() < box.getMaxX() + 2 * metrics.tick();
                boolean left = text.x() + text.width() < box.getMinX() - 0.1
                        && text.x() + text.width() > box.getMinX() - 2 * metrics.tick()
                        && text.baseline() > box.getMinY() - 0.2 * metrics.tick()
                        && text.baseline() < box.getMaxY() + metrics.tick();
                if (below || left) {
                    return false;
                }
            }
            return true;
        }

        private void node(Words text) {
            Color ink = text.ink();
            tex.append("\\node[anchor=base west, inner sep=0, ")
                    .append(type(text.size()))
                    .append(", text=")
                    .append(rgb(ink))
                    .append("] at (")
                    .append(n(text.x()))
                    .append(',')
                    .append(n(page.heightPt() - text.baseline()))
                    .append(") {")
                    .append(text.strong() ? "\\bfseries " : "")
                    .append(LatexWords.of(text.markup()))
                    .append("};\n");
        }

        private static String type(double size) {
            double nominal = size / STRETCH;
            return "font=\\fontsize{" + n(nominal) + "bp}{" + n(1.2 * nominal) + "bp}\\selectfont";
        }

        private static String rgb(Color colour) {
            return "{rgb,255:red," + colour.getRed() + ";green," + colour.getGreen() + ";blue," + colour.getBlue()
                    + "}";
        }

        private static String mark(Role role) {
            return switch (role) {
                case RUN_B -> "square*";
                case RUN_C -> "diamond*";
                case RUN_D -> "triangle*";
                default -> "*";
            };
        }

        /** A length to a thousandth. */
        private static String n(double length) {
            return String.format(Locale.ROOT, "%.3f", length)
                    .replaceAll("0+$", "")
                    .replaceAll("\\.$", "");
        }

        private static String v(double value) {
            return Double.toString(value);
        }

        private static Chart thinned(Chart chart, PlotGeometry plot) {
            return chart.withLayers(chart.layers().stream()
                    .map(layer -> thinned(layer, chart, plot))
                    .toList());
        }

        private static Layer thinned(Layer layer, Chart chart, PlotGeometry plot) {
            Scale x = chart.x().scale();
            Scale y = chart.y().scale();
            return switch (layer) {
                case Layer.Line line -> {
                    Decimation.Points points = points(line.xs(), line.ys(), chart, plot);
                    yield new Layer.Line(
                            forward(x, points.xs()),
                            forward(y, points.ys()),
                            line.label(),
                            line.role(),
                            line.emphasis(),
                            line.ended());
                }
                case Layer.Graded graded -> {
                    Decimation.Points points = points(graded.xs(), graded.ys(), chart, plot);
                    yield new Layer.Graded(forward(x, points.xs()), forward(y, points.ys()), graded.share());
                }
                case Layer.Theorem theorem -> {
                    Decimation.Points points = points(
                            bounded(theorem.xs(), plot.xAxis()), bounded(theorem.ys(), plot.yAxis()), chart, plot);
                    yield new Layer.Theorem(forward(x, points.xs()), forward(y, points.ys()), theorem.label());
                }
                case Layer.Contour contour -> {
                    Decimation.Points points = points(contour.xs(), contour.ys(), chart, plot);
                    yield new Layer.Contour(forward(x, points.xs()), forward(y, points.ys()));
                }
                case Layer.Marks marks ->
                    new Layer.Marks(forward(x, marks.xs()), forward(y, marks.ys()), marks.label(), marks.role());
                case Layer.Band band -> band(band, chart, plot);
                default -> layer;
            };
        }

        private static Decimation.Points points(double[] xs, double[] ys, Chart chart, PlotGeometry plot) {
            Decimation.Points points =
                    Decimation.reduce(xs, ys, plot.xAxis(), COLUMN, chart.y().scale() instanceof Scale.Log);
            int[] kept = Simplification.kept(
                    Arrays.stream(points.xs()).map(plot::pixelX).toArray(),
                    Arrays.stream(points.ys()).map(plot::pixelY).toArray(),
                    Simplification.PAPER);
            return new Decimation.Points(Simplification.at(points.xs(), kept), Simplification.at(points.ys(), kept));
        }

        private static double[] bounded(double[] values, PlotGeometry.AxisTransform axis) {
            return Arrays.stream(values)
                    .map(value -> Double.isInfinite(value) ? (value > 0 ? axis.upper() : axis.lower()) : value)
                    .toArray();
        }

        /** A band's extremes in each column of print, so that both of its edges keep one abscissa. */
        private static Layer.Band band(Layer.Band band, Chart chart, PlotGeometry plot) {
            boolean positive = chart.y().scale() instanceof Scale.Log;
            List<double[]> kept = new ArrayList<>();
            long column = Long.MIN_VALUE;
            for (int i = 0; i < band.xs().length; i++) {
                double at = plot.pixelX(band.xs()[i]);
                double lower = positive && band.lower()[i] <= 0 ? plot.yAxis().lower() : band.lower()[i];
                double upper = band.upper()[i];
                if (!Double.isFinite(at)
                        || !Double.isFinite(lower)
                        || !Double.isFinite(upper)
                        || (positive && upper <= 0)) {
                    if (column != Long.MIN_VALUE) {
                        kept.add(new double[] {band.xs()[i], Double.NaN, Double.NaN});
                        column = Long.MIN_VALUE;
                    }
                    continue;
                }
                long here = (long) Math.floor(at / COLUMN);
                if (here == column) {
                    double[] last = kept.getLast();
                    last[1] = Math.min(last[1], lower);
                    last[2] = Math.max(last[2], upper);
                } else {
                    kept.add(new double[] {band.xs()[i], lower, upper});
                    column = here;
                }
            }
            double[][] columns = new double[3][kept.size()];
            for (int i = 0; i < kept.size(); i++) {
                for (int k = 0; k < 3; k++) {
                    columns[k][i] = kept.get(i)[k];
                }
            }
            return new Layer.Band(
                    forward(chart.x().scale(), columns[0]),
                    forward(chart.y().scale(), columns[1]),
                    forward(chart.y().scale(), columns[2]),
                    band.role(),
                    band.definition());
        }
    }
}
