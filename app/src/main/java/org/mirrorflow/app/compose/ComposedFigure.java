package org.mirrorflow.app.compose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.chart.RunFigure;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.chart.SweepChart;
import org.mirrorflow.app.chart.SweepFigure;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.problem.ProblemException;

/** Makes the figure of a composition. */
public final class ComposedFigure {

    /** Below this a symmetric logarithmic axis is linear. */
    private static final double SYMLOG_THRESHOLD = 1e-6;

    /** Width over height of one panel among several, and of a sweep's map. */
    private static final double PANEL_RATIO = 1.3;

    private ComposedFigure() {}

    /**
     * Runs and reads all sources, and draws.
     *
     * @param format id of the writer
     * @throws FigureException naming the panel that cannot be drawn
     */
    public static Figure of(Composition composition, String format) throws ProblemException {
        Map<String, Material> materials = new HashMap<>();
        BooleanSupplier never = () -> false;
        for (Source source : composition.sources()) {
            materials.put(source.id(), Material.of(source, never));
        }
        return of(composition, materials, format);
    }

    /**
     * Draws what was run and read.
     *
     * @param materials by id of their source
     * @param format id of the writer
     */
    public static Figure of(Composition composition, Map<String, Material> materials, String format) {
        if (composition.panels().isEmpty()) {
            throw new FigureException("The figure has no panels yet; add a chart to it.");
        }
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < composition.panels().size(); i++) {
            charts.add(chart(composition, i, materials));
        }
        return new Figure(
                charts,
                composition.columns(),
                spec(composition, format),
                metadata(composition, materials),
                composition.layout().sharing());
    }

    /** How the figure is set, with what the composition leaves to the venue. */
    public static FigureSpec spec(Composition composition, String format) {
        Composition.Layout layout = composition.layout();
        FigureSpec usual = FigureSpec.of(Venue.of(layout.venue()), layout.column(), format);
        int panels = Math.max(1, composition.panels().size());
        int columns = Math.max(1, composition.columns());
        int rows = (panels + columns - 1) / columns;
        double width = Double.isNaN(layout.widthPt()) ? usual.widthPt() : layout.widthPt();
        boolean map =
                composition.panels().stream().anyMatch(panel -> panel.chart().equals(Panel.SWEEP));
        double ratio = columns * rows == 1 && !map ? FigureSpec.GOLDEN_RATIO : PANEL_RATIO;
        double height = Double.isNaN(layout.heightPt()) ? rows * width / columns / ratio : layout.heightPt();
        return usual.withWidthPt(width)
                .withHeightPt(height)
                .withFace(layout.face())
                .measuring(layout.measure())
                .withType(
                        Double.isNaN(layout.labelPt()) ? usual.labelPt() : layout.labelPt(),
                        Double.isNaN(layout.tickPt()) ? usual.tickPt() : layout.tickPt());
    }

    private static FigureMetadata metadata(Composition composition, Map<String, Material> materials) {
        Map<String, RunView> runs = new LinkedHashMap<>();
        FigureMetadata sweep = null;
        for (Source source : composition.sources()) {
            switch (material(source.id(), materials)) {
                case Material.OfRun run -> runs.put(source.id(), run.view());
                case Material.OfSweep swept -> sweep = sweep == null ? SweepFigure.metadata(swept.result()) : sweep;
            }
        }
        FigureMetadata made = !runs.isEmpty() || sweep == null ? RunFigure.metadata(List.copyOf(runs.values())) : sweep;
        List<Source> portable = new ArrayList<>();
        for (Source source : composition.sources()) {
            // A figure travels without the folders that it was read from: their runs can be made anew.
            RunView stored = source.origin() instanceof Source.Stored ? runs.get(source.id()) : null;
            portable.add(stored == null ? source : Source.of(source.id(), source.name(), stored, Path.of("")));
        }
        return made.of(CompositionCodec.write(
                new Composition(composition.layout(), portable, composition.panels()), Path.of("")));
    }

    private static Material material(String id, Map<String, Material> materials) {
        Material material = materials.get(id);
        if (material == null) {
            throw new FigureException("The source \"" + id + "\" of the figure has not been run yet.");
        }
        return material;
    }

    private static Chart chart(Composition composition, int index, Map<String, Material> materials) {
        Panel panel = composition.panels().get(index);
        String where = "Panel (" + (char) ('a' + index) + ") of the figure";
        List<RunView> runs = new ArrayList<>();
        for (String id : panel.sources()) {
            switch (material(id, materials)) {
                case Material.OfRun run -> runs.add(view(run.view(), composition, id, panel.spread()));
                case Material.OfSweep swept -> {
                    if (!panel.chart().equals(Panel.SWEEP)) {
                        throw new FigureException(where + " shows the sweep \"" + id + "\" as \"" + panel.chart()
                                + "\"; a sweep has one chart, \"" + Panel.SWEEP + "\".");
                    }
                    return dressed(SweepChart.of(swept.result()), panel, List.of(), index == 0);
                }
            }
        }
        if (!Charts.contains(panel.chart())) {
            throw new FigureException(where + " asks for the chart \"" + panel.chart()
                    + "\", which does not exist; lab plot --help lists all.");
        }
        ChartKind kind = Charts.get(panel.chart());
        if (!kind.applies(runs.getFirst())) {
            throw new FigureException(where + " has nothing to show: its run \""
                    + panel.sources().getFirst() + "\" has no \"" + panel.chart() + "\".");
        }
        return dressed(kind.draw(runs, panel.clock()), panel, runs, index == 0);
    }

    /** A run keeps its hue in all panels: that of its place among the runs of the figure. */
    private static RunView view(RunView view, Composition composition, String id, Ensemble.Spread spread) {
        int place = 0;
        for (Source source : composition.sources()) {
            if (source.id().equals(id)) {
                break;
            }
            place += source.origin() instanceof Source.Swept ? 0 : 1;
        }
        return new RunView(
                Role.run(place),
                composition.source(id).name(),
                view.experiment(),
                view.history(),
                view.outcome(),
                view.verdicts(),
                view.curves(),
                view.cursor(),
                new Ensemble(spread, view.ensemble().seeds()));
    }

    private static Chart dressed(Chart drawn, Panel panel, List<RunView> runs, boolean first) {
        Chart chart = drawn;
        if (!panel.title().isEmpty()) {
            chart = chart.withTitle(panel.title()).withSymbol("");
        }
        chart = chart.withAxes(axis(chart.x(), panel.x(), "x"), axis(chart.y(), panel.y(), "y"));
        if (!panel.predictions()) {
            chart = withoutTheory(chart);
        }
        if (!panel.residual() || !panel.predictions()) {
            chart = chart.withResidual(null);
        }
        chart = named(chart, panel.labels(), runs, first);
        return chart.with(panel.annotations().toArray(Chart.Annotation[]::new))
                .withLegendAt(panel.legend())
                .withInset(panel.inset());
    }

    private static Axis axis(Axis own, Panel.AxisChoice choice, String which) {
        Axis axis = own;
        if (!choice.scale().isEmpty()
                && !(own.scale() instanceof Scale.Words || own.scale() instanceof Scale.Downward)) {
            axis = axis.on(
                    switch (choice.scale()) {
                        case "log" -> Scale.LOG;
                        case "symlog" -> new Scale.SymLog(SYMLOG_THRESHOLD);
                        default -> Scale.LINEAR;
                    });
        }
        if (!Double.isNaN(choice.from()) && !Double.isNaN(choice.to())) {
            try {
                axis = axis.between(choice.from(), choice.to());
            } catch (IllegalArgumentException e) {
                throw new FigureException("The axis " + which + ": " + e.getMessage(), e);
            }
        }
        return choice.name().isEmpty() ? axis : axis.named(choice.name());
    }

    private static Chart withoutTheory(Chart chart) {
        List<Layer> kept = new ArrayList<>();
        for (Layer layer : chart.layers()) {
            switch (layer) {
                case Layer.Theorem theorem -> {}
                case Layer.Stems stems ->
                    kept.add(new Layer.Stems(
                            stems.index(), stems.values(), null, stems.label(), stems.role(), stems.body()));
                case Layer.Cells cells ->
                    kept.add(new Layer.Cells(
                            cells.rows(), cells.columns(), cells.values(), null, cells.full(), cells.role()));
                default -> kept.add(layer);
            }
        }
        return chart.withLayers(kept)
                .withLegend(chart.legend().stream()
                        .filter(entry -> entry.sample() != Chart.Sample.THEOREM)
                        .toList());
    }

    private static Chart named(Chart chart, Panel.Labels how, List<RunView> runs, boolean first) {
        if (how == Panel.Labels.LETTERS) {
            return first && runs.size() > 1 ? RunFigure.withNames(chart, runs) : chart;
        }
        Map<String, String> names = new HashMap<>();
        runs.forEach(run -> names.put(run.role().letter(), run.name()));
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Line line
                    && (line.label().isEmpty()
                            || line.label().equals(line.role().letter()))) {
                boolean shown = how == Panel.Labels.NAMES && !line.label().isEmpty();
                layers.add(new Layer.Line(
                        line.xs(),
                        line.ys(),
                        shown ? names.getOrDefault(line.label(), "") : "",
                        line.role(),
                        line.emphasis(),
                        line.ended()));
            } else {
                layers.add(layer);
            }
        }
        Chart changed = chart.withLayers(layers);
        List<Chart.LegendEntry> others = chart.legend().stream()
                .filter(entry -> entry.sample() != Chart.Sample.LINE)
                .toList();
        return switch (how) {
            case LEGEND -> {
                List<Chart.LegendEntry> entries = new ArrayList<>();
                runs.forEach(run -> entries.add(new Chart.LegendEntry(Chart.Sample.LINE, run.role(), run.name())));
                entries.addAll(others);
                boolean unnamed = chart.layers().stream()
                                .anyMatch(layer -> layer instanceof Layer.Theorem theorem
                                        && theorem.label().isEmpty())
                        && others.stream().noneMatch(entry -> entry.sample() == Chart.Sample.THEOREM);
                if (unnamed) {
                    entries.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "predicted"));
                }
                yield changed.withLegend(entries);
            }
            case NAMES, LETTERS -> changed.withLegend(others);
            case NONE -> changed.withLegend(List.of());
        };
    }
}
