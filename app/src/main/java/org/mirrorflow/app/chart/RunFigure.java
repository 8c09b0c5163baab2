package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureMetadata;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;

/** A figure of runs: what the window exports and what {@code lab plot} draws, with the runs' specifications inside. */
public final class RunFigure {

    /** Width over height of one panel among several, which needs more height than a single one. */
    private static final double PANEL_RATIO = 1.3;

    private RunFigure() {}

    /**
     * The size for so many panels: a single one in the golden ratio, several two by two.
     *
     * @throws FigureException when venue or column do not exist
     */
    public static FigureSpec spec(String venue, String column, String format, int panels) {
        FigureSpec one = FigureSpec.of(venue, column, format);
        if (panels == 1) {
            return one;
        }
        int rows = (panels + 1) / 2;
        return one.withHeightPt(rows * one.widthPt() / 2 / PANEL_RATIO);
    }

    /**
     * The figure.
     *
     * @param kinds one to four charts that apply to the first run
     * @param runs the runs, the one whose theory is drawn first
     */
    public static Figure of(List<ChartKind> kinds, List<RunView> runs, Clock clock, FigureSpec spec) {
        for (ChartKind kind : kinds) {
            if (!kind.applies(runs.getFirst())) {
                throw new FigureException(
                        "The chart \"" + kind.id() + "\" has nothing to show of this run; choose one of "
                                + Charts.ALL.entries().stream()
                                        .filter(other -> other.applies(runs.getFirst()))
                                        .map(ChartKind::id)
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
        List<Chart> charts = new ArrayList<>(
                kinds.stream().map(kind -> kind.draw(runs, clock)).toList());
        if (runs.size() > 1) {
            charts.set(0, withNames(charts.getFirst(), runs));
        }
        return new Figure(charts, spec, metadata(runs));
    }

    /** Where a figure of these runs comes from. */
    public static FigureMetadata metadata(List<RunView> runs) {
        String specifications = runs.stream()
                .flatMap(RunFigure::specifications)
                .map(specification -> SpecificationCodec.write(specification).strip())
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
        return FigureMetadata.now(
                specifications,
                runs.getFirst().experiment().specification().seed(),
                runs.stream().map(run -> run.experiment().problem().digest()).collect(Collectors.joining(",")));
    }

    /** What a run was made from; with a spread over seeds, one for each of them, its own first. */
    private static Stream<Specification> specifications(RunView run) {
        Specification own = run.experiment().specification();
        return run.ensemble().isSingle()
                ? Stream.of(own)
                : run.ensemble().seeds().stream().map(member -> own.with("seed", member.seed()));
    }

    /** A key of the runs by name: on paper nothing else says what A and B are. */
    public static Chart withNames(Chart chart, List<RunView> runs) {
        List<Chart.LegendEntry> key = new ArrayList<>();
        for (RunView run : runs) {
            key.add(new Chart.LegendEntry(
                    Chart.Sample.LINE, run.role(), run.role().letter() + ": " + run.name()));
        }
        chart.legend().stream()
                .filter(entry -> entry.sample() != Chart.Sample.LINE)
                .forEach(key::add);
        return chart.withLegend(key);
    }
}
