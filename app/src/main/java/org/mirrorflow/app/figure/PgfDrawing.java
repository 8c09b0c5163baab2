package org.mirrorflow.app.figure;

import static org.mirrorflow.app.figure.AxisCoordinates.forward;
import static org.mirrorflow.app.figure.Pgf.STRETCH;
import static org.mirrorflow.app.figure.Pgf.hue;
import static org.mirrorflow.app.figure.Pgf.n;
import static org.mirrorflow.app.figure.Pgf.rgb;
import static org.mirrorflow.app.figure.Pgf.type;
import static org.mirrorflow.app.figure.Pgf.v;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.app.plot.PaintNotes;
import org.mirrorflow.app.plot.Palette;
import org.mirrorflow.app.plot.PlotGeometry;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;

/** One figure on its way to TeX. */
final class PgfDrawing implements PaintNotes {

    /** An enlarged part. */
    private record Part(PlotGeometry plot, Rectangle2D covered) {}

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

    PgfDrawing(Figure given) {
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
            charts.add(AxisCoordinates.of(page.charts().get(i), plots.get(i)));
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
        tex.append("% \\input this file. It needs: \\usepackage{amsmath,amssymb,pgfplots} \\pgfplotsset{compat=1.18}\n")
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
        new PgfLayers(chart, plot, table, metrics, tex).write();
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
}
