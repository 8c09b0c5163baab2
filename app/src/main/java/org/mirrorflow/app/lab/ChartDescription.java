package org.mirrorflow.app.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.app.plot.Verdict;

/** A chart in words, for those who do not see it. */
final class ChartDescription {

    /** More values of a vector than this nobody keeps in mind. */
    private static final int MOST = 3;

    private ChartDescription() {}

    /**
     * Quantity and axes; each run's value at the cursor and at the end, or its largest ones where it has many; what is
     * predicted; the residual with its verdict; events.
     */
    static String of(Chart chart, List<RunView> runs) {
        StringJoiner words = new StringJoiner(". ", "", ".");
        words.add(plain(chart.title()) + " over " + axis(chart.x()) + "; " + vertical(chart.y()));
        for (RunView run : runs) {
            String said = said(chart, run);
            if (!said.isEmpty()) {
                words.add("Run " + run.role().letter() + ": " + said);
            }
        }
        String names = runs.stream()
                .filter(run -> !run.name().isEmpty())
                .map(run -> run.role().letter() + " is " + run.name())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            words.add(names);
        }
        margin(chart, words);
        for (Layer layer : chart.layers()) {
            switch (layer) {
                case Layer.Tolerance tolerance -> words.add(plain(tolerance.label()));
                case Layer.Band band
                when !band.definition().isEmpty() -> words.add("Band: " + plain(band.definition()));
                case Layer.Heat heat -> words.add(map(heat));
                case Layer.Event event -> words.add(plain(event.word()) + " at " + Numbers.readOff(event.x()));
                case Layer.Marks marks
                when !marks.label().isEmpty() -> words.add(plain(marks.label()) + ", " + marks.ys().length + " marks");
                default -> {}
            }
        }
        predicted(chart, words);
        Chart.Residual residual = chart.residual();
        if (residual != null) {
            words.add("Residual " + residual.text() + ", " + word(residual.verdict()));
        }
        return words.toString();
    }

    /** The size of a heat map, and its extremes with their places. */
    private static String map(Layer.Heat heat) {
        int least = -1;
        int most = -1;
        int waiting = 0;
        for (int k = 0; k < heat.values().length; k++) {
            if (heat.states()[k] == Layer.CellState.PRESENT) {
                least = least < 0 || heat.values()[k] < heat.values()[least] ? k : least;
                most = most < 0 || heat.values()[k] > heat.values()[most] ? k : most;
            } else if (heat.states()[k] == Layer.CellState.WAITING) {
                waiting++;
            }
        }
        String size = "Map of " + heat.rows() + " rows and " + heat.columns() + " columns";
        return most < 0
                ? size + (waiting > 0 ? ", nothing to see yet" : ", no number")
                : size + ", largest " + place(heat, most) + ", smallest " + place(heat, least);
    }

    private static String place(Layer.Heat heat, int cell) {
        return Numbers.readOff(heat.values()[cell]) + " in row "
                + (Math.floorDiv(cell, heat.columns()) + 1) + " at "
                + Numbers.readOff(heat.xEdges()[cell % heat.columns()]);
    }

    private static String axis(Axis axis) {
        return plain(axis.name()).replace(" (log)", "") + (axis.scale() instanceof Scale.Log ? ", logarithmic" : "");
    }

    private static String vertical(Axis axis) {
        String scale = switch (axis.scale()) {
            case Scale.Log log -> "logarithmic";
            case Scale.SymLog symlog -> "logarithmic on both sides of 0";
            case Scale.Downward downward -> "rows downward";
            default -> "linear";
        };
        return "vertical axis " + (axis.name().isEmpty() ? "" : plain(axis.name()) + ", ") + scale;
    }

    /** What the chart shows of one run. */
    private static String said(Chart chart, RunView run) {
        int last = run.history().size() - 1;
        String at = " at " + Clock.TIME.readOff(run.clocks());
        if (run.history().has(chart.id())) {
            return Numbers.readOff(run.history().value(chart.id(), run.cursor())) + at + ", "
                    + Numbers.readOff(run.history().value(chart.id(), last)) + " at the end";
        }
        List<double[]> lines = new ArrayList<>();
        StringJoiner others = new StringJoiner(", ");
        for (Layer layer : chart.layers()) {
            switch (layer) {
                case Layer.Line line
                when line.role() == run.role() && line.ys().length == last + 1 -> lines.add(line.ys());
                case Layer.Stems stems when stems.role() == run.role() -> others.add(largest(stems) + at);
                case Layer.Cells cells
                when cells.role() == run.role() ->
                    others.add(cells.rows() + " by " + cells.columns() + " entries" + at);
                case Layer.Marks marks
                when marks.role() == run.role() && marks.xs().length > 1 -> others.add(marks.xs().length + " marks");
                default -> {}
            }
        }
        if (!lines.isEmpty()) {
            lines.sort(Comparator.comparingDouble((double[] ys) -> Math.abs(ys[last]))
                    .reversed());
            List<double[]> shown = lines.subList(0, Math.min(MOST, lines.size()));
            others.add((lines.size() > MOST ? "the largest of " + lines.size() + " lines are " : "")
                    + values(shown, run.cursor()) + at + ", " + values(shown, last) + " at the end");
        }
        return others.toString();
    }

    private static String values(List<double[]> lines, int row) {
        return lines.stream().map(ys -> Numbers.readOff(ys[row])).collect(Collectors.joining(" and "));
    }

    private static String largest(Layer.Stems stems) {
        double[] predicted = stems.predicted();
        return IntStream.range(0, stems.values().length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> Math.abs(stems.values()[i]))
                        .reversed())
                .limit(MOST)
                .map(i -> "number " + Numbers.readOff(stems.index()[i]) + " is "
                        + Numbers.readOff(stems.values()[i])
                        + (predicted == null ? "" : ", predicted " + Numbers.readOff(predicted[i])))
                .collect(Collectors.joining(", "));
    }

    private static void margin(Chart chart, StringJoiner words) {
        Chart.Margin margin = chart.margin();
        if (margin != null) {
            for (Chart.MarginRow row : margin.rows()) {
                words.add(row.label().replaceAll("[$_{}]", "")
                        + (Double.isNaN(row.value()) ? "" : " is " + Numbers.readOff(row.value()))
                        + (Double.isNaN(row.limit()) ? "" : ", predicted limit " + Numbers.readOff(row.limit())));
            }
        }
    }

    /** What is dashed and has no row in the margin. */
    private static void predicted(Chart chart, StringJoiner words) {
        Chart.Margin margin = chart.margin();
        if (margin != null && margin.rows().stream().anyMatch(row -> !Double.isNaN(row.limit()))) {
            return;
        }
        int said = 0;
        for (Layer layer : chart.layers()) {
            if (layer instanceof Layer.Theorem theorem && said < MOST && theorem.ys().length > 0) {
                double from = theorem.ys()[0];
                double to = theorem.ys()[theorem.ys().length - 1];
                String name = theorem.label().isEmpty() ? "Predicted" : "Predicted, " + plain(theorem.label());
                boolean level = from == to || !Double.isFinite(from);
                words.add(name + ": "
                        + (level
                                ? Numbers.readOff(to)
                                : "from " + Numbers.readOff(from) + " to " + Numbers.readOff(to)));
                said++;
            }
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case FAILS -> "fails";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_RUN -> "not run";
            case ASSUMPTION_BROKEN -> "the statement does not apply";
        };
    }

    private static String plain(String text) {
        return text.replace("$", "")
                .replace("\\log_{10}", "log10")
                .replace("^\\star", "*")
                .replaceAll("[\\\\{}]", "");
    }
}
