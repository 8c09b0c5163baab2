package org.mirrorflow.app.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.MarchingSquares;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.sweep.Aggregate;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepAxis;
import org.mirrorflow.sim.sweep.SweepResult;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * A sweep as a chart: over two parameters a heat map with level lines of the runs and of the predicted limits at the same
 * levels, over one a curve with its band over seeds and the predicted curve.
 */
public final class SweepChart {

    private static final int LEVELS = 5;

    private static final String NEWTON = "limits by Newton on the optimality conditions";

    private SweepChart() {}

    /** The chart of what has been run. */
    public static Chart of(SweepResult result) {
        Sweep sweep = result.sweep();
        Chart chart = sweep.axes().size() == 1 ? curve(result) : map(result);
        return chart.withTitle(title(sweep));
    }

    /** What the numbers are, e.g. "ℓ₁ norm, mean over 3 seeds". */
    public static String title(Sweep sweep) {
        String quantity = (sweep.log10() ? "log₁₀ " : "") + sweep.quantity().name();
        String seeds = sweep.seeds() == 1 ? "1 seed" : sweep.seeds() + " seeds";
        String ends = sweep.ends() == Sweep.Ends.NEWTON ? ", limits by Newton" : "";
        return quantity + ends + ", "
                + (sweep.seeds() == 1 && sweep.aggregate() != Aggregate.COUNT
                        ? seeds
                        : sweep.aggregate().words()
                                + (sweep.aggregate() == Aggregate.COUNT ? " of " : " over ")
                                + seeds);
    }

    /** The index of the cell at a place of an axis; empty beside all cells. */
    public static Optional<Integer> index(SweepAxis axis, double value) {
        double[] edges = edges(axis);
        for (int k = 0; k < axis.size(); k++) {
            if (value >= edges[k] && value < edges[k + 1]) {
                return Optional.of(k);
            }
        }
        return Optional.empty();
    }

    /** The edges of the cells along an axis, halfway between values on its scale. */
    public static double[] edges(SweepAxis axis) {
        double[] at = uniform(axis);
        int n = at.length;
        double[] edges = new double[n + 1];
        for (int k = 1; k < n; k++) {
            edges[k] = (at[k - 1] + at[k]) / 2;
        }
        edges[0] = at[0] - (at[1] - at[0]) / 2;
        edges[n] = at[n - 1] + (at[n - 1] - at[n - 2]) / 2;
        return axis.logarithmic()
                ? Arrays.stream(edges).map(x -> Math.pow(10, x)).toArray()
                : edges;
    }

    /** Positions on the scale of the axis. */
    private static double[] uniform(SweepAxis axis) {
        return axis.logarithmic()
                ? Arrays.stream(axis.positions()).map(Math::log10).toArray()
                : positions(axis);
    }

    private static double[] positions(SweepAxis axis) {
        double[] at = axis.positions();
        return named(axis)
                ? IntStream.rangeClosed(1, at.length).asDoubleStream().toArray()
                : at;
    }

    /** Whether each value has its own name on the axis: words, and whole numbers without a gap, which have no halves. */
    private static boolean named(SweepAxis axis) {
        List<Object> values = axis.values();
        return !axis.numeric()
                || (!axis.logarithmic()
                        && values.getFirst() instanceof Long first
                        && values.getLast() instanceof Long last
                        && last - first == values.size() - 1);
    }

    private static Axis axis(Sweep sweep, SweepAxis axis) {
        double[] edges = edges(axis);
        String name = name(sweep, axis);
        if (named(axis)) {
            List<String> words = axis.values().stream().map(SweepAxis::shown).toList();
            return new Axis(name, new Scale.Words(words), null);
        }
        Axis plain = axis.logarithmic() ? Axis.log(name) : Axis.linear(name);
        return plain.between(edges[0], edges[edges.length - 1]);
    }

    /** The parameter in its field's own symbol, or in words. */
    private static String name(Sweep sweep, SweepAxis axis) {
        Parameter parameter = parameter(sweep, axis);
        return parameter.symbol().isEmpty() ? parameter.label() : "$" + parameter.symbol() + "$";
    }

    private static Parameter parameter(Sweep sweep, SweepAxis axis) {
        // Beside an axis of kinds the base itself may lack the parameter.
        return SweepAxis.parameter(sweep.base(), axis.path());
    }

    private static Chart map(SweepResult result) {
        Sweep sweep = result.sweep();
        SweepAxis across = sweep.axes().getFirst();
        SweepAxis up = sweep.axes().getLast();
        int n = sweep.columns();
        double[] values = new double[n * sweep.rows()];
        double[] predicted = new double[values.length];
        Layer.CellState[] states = new Layer.CellState[values.length];
        for (int k = 0; k < values.length; k++) {
            SweepResult.Cell cell = result.cell(k % n, Math.floorDiv(k, n));
            values[k] = cell.value();
            predicted[k] = cell.predicted();
            states[k] = cell.run() == 0
                    ? Layer.CellState.WAITING
                    : cell.isMissing() ? Layer.CellState.MISSING : Layer.CellState.PRESENT;
        }
        double[] range = range(values);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Heat(edges(across), edges(up), values, states, range[0], range[1]));
        Chart chart = Chart.of("sweep", "", sweep.quantity().formula(), axis(sweep, across), axis(sweep, up));
        List<Chart.Annotation> numbers = new ArrayList<>();
        boolean theory = false;
        if (across.numeric() && up.numeric()) {
            for (double level : levels(range[0], range[1])) {
                List<MarchingSquares.LevelLine> lines = lines(across, up, values, level);
                if (sweep.ends() == Sweep.Ends.SIMULATED) {
                    lines.forEach(line -> layers.add(new Layer.Contour(line.xs(), line.ys())));
                }
                lines.stream()
                        .max(Comparator.comparingInt(line -> line.xs().length))
                        .ifPresent(line -> {
                            int middle = line.xs().length / 2;
                            numbers.add(new Chart.Annotation(
                                    line.xs()[middle],
                                    line.ys()[middle],
                                    Numbers.readOff(level)
                                            .replaceAll("(\\.\\d*?)0+$", "$1")
                                            .replaceAll("\\.$", ""),
                                    Chart.Anchor.RIGHT));
                        });
                for (MarchingSquares.LevelLine line : lines(across, up, predicted, level)) {
                    layers.add(new Layer.Theorem(line.xs(), line.ys(), ""));
                    theory = true;
                }
            }
        }
        chart = chart.withLayers(layers).with(numbers.toArray(Chart.Annotation[]::new));
        return theory
                ? chart.with(new Chart.LegendEntry(
                        Chart.Sample.THEOREM,
                        Role.GREY,
                        sweep.ends() == Sweep.Ends.NEWTON ? NEWTON : "the same levels at the predicted limits"))
                : chart;
    }

    /** The least and the largest number; a range of some width in any case. */
    private static double[] range(double[] values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        double least = 1e-9 * Math.max(1e-290, Math.max(Math.abs(low), Math.abs(high)));
        return high - low > least ? new double[] {low, high} : new double[] {low - 0.5, low + 0.5};
    }

    /** Round numbers strictly inside a range. */
    static List<Double> levels(double lower, double upper) {
        double raw = (upper - lower) / LEVELS;
        int exponent = (int) Math.floor(Math.log10(raw));
        for (int mantissa : new int[] {1, 2, 5, 10}) {
            BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= raw) {
                List<Double> levels = new ArrayList<>();
                long first = (long) Math.floor(lower / step.doubleValue()) + 1;
                for (long k = first; k * step.doubleValue() < upper && levels.size() < 2 * LEVELS; k++) {
                    levels.add(step.multiply(BigDecimal.valueOf(k)).doubleValue());
                }
                return levels;
            }
        }
        return List.of();
    }

    private static List<MarchingSquares.LevelLine> lines(
            SweepAxis across, SweepAxis up, double[] values, double level) {
        return MarchingSquares.lines(uniform(across), uniform(up), values, level).stream()
                .map(line -> new MarchingSquares.LevelLine(back(across, line.xs()), back(up, line.ys())))
                .toList();
    }

    private static double[] back(SweepAxis axis, double[] uniform) {
        return axis.logarithmic()
                ? Arrays.stream(uniform).map(x -> Math.pow(10, x)).toArray()
                : uniform;
    }

    private static Chart curve(SweepResult result) {
        Sweep sweep = result.sweep();
        SweepAxis axis = sweep.axes().getFirst();
        double[] xs = positions(axis);
        double[] values = column(result, SweepResult.Cell::value);
        double[] lower = column(result, SweepResult.Cell::lower);
        double[] upper = column(result, SweepResult.Cell::upper);
        double[] predicted = column(result, SweepResult.Cell::predicted);
        boolean positive = Arrays.stream(values).filter(Double::isFinite).allMatch(value -> value > 0);
        boolean logarithmic =
                !sweep.log10() && sweep.quantity().logarithmic() && sweep.aggregate() != Aggregate.COUNT && positive;
        String symbol = sweep.quantity().formula();
        Chart chart = Chart.of("sweep", "", symbol, axis(sweep, axis), logarithmic ? Axis.log("") : Axis.linear(""));
        if (Arrays.stream(upper).anyMatch(Double::isFinite)) {
            chart = chart.with(new Layer.Band(xs, lower, upper, Role.RUN_A, definition(sweep)));
        }
        boolean newton = sweep.ends() == Sweep.Ends.NEWTON;
        if (newton) {
            double[] run = IntStream.range(0, xs.length)
                    .mapToDouble(k -> result.simulated(k, 0))
                    .toArray();
            chart = chart.with(new Layer.Marks(xs, run, "", Role.RUN_A))
                    .with(new Chart.LegendEntry(Chart.Sample.MARK, Role.RUN_A, "ends of runs"));
        } else {
            chart = chart.with(
                    new Layer.Line(xs, values, "", Role.RUN_A, Layer.Emphasis.LIVE),
                    new Layer.Marks(xs, values, "", Role.RUN_A));
        }
        if (Arrays.stream(predicted).anyMatch(Double::isFinite)) {
            chart = chart.with(new Layer.Theorem(xs, predicted, ""))
                    .with(new Chart.LegendEntry(
                            Chart.Sample.THEOREM, Role.GREY, newton ? NEWTON : "at the predicted limits"));
        }
        return chart;
    }

    private static String definition(Sweep sweep) {
        return (sweep.aggregate() == Aggregate.MEDIAN ? "median, quartiles" : "mean ± 1 sem") + ", N = "
                + sweep.seeds();
    }

    private static double[] column(SweepResult result, ToDoubleFunction<SweepResult.Cell> what) {
        double[] column = new double[result.sweep().columns()];
        for (int k = 0; k < column.length; k++) {
            column[k] = what.applyAsDouble(result.cell(k, 0));
        }
        return column;
    }

    /** What a cell says, e.g. "0.317, predicted 0.316, 3 of 3 seeds"; with the first reason where numbers are missing. */
    public static String says(SweepResult result, int column, int row) {
        Sweep sweep = result.sweep();
        SweepResult.Cell cell = result.cell(column, row);
        if (cell.run() == 0) {
            return "not run yet";
        }
        StringBuilder text = new StringBuilder();
        text.append(cell.isMissing() ? "no number" : Numbers.readOff(cell.value()));
        if (!Double.isNaN(cell.predicted())) {
            text.append(", predicted ").append(Numbers.readOff(cell.predicted()));
        }
        text.append(", ").append(cell.finite()).append(" of ").append(sweep.seeds());
        text.append(sweep.seeds() == 1 ? " seed" : " seeds");
        cell.missing().stream()
                .findFirst()
                .ifPresent(reason -> text.append(". ").append(reason));
        return text.toString();
    }

    /** The chart in words, for those who do not see it. */
    public static String describe(SweepResult result) {
        Sweep sweep = result.sweep();
        double[] values = new double[sweep.columns() * sweep.rows()];
        int missing = 0;
        for (int k = 0; k < values.length; k++) {
            SweepResult.Cell cell = result.cell(k % sweep.columns(), Math.floorDiv(k, sweep.columns()));
            values[k] = cell.value();
            missing += cell.isMissing() ? 1 : 0;
        }
        String over = sweep.axes().getFirst().path()
                + (sweep.axes().size() == 1
                        ? ""
                        : " and " + sweep.axes().getLast().path());
        String found = Arrays.stream(values).anyMatch(Double::isFinite)
                ? "from "
                        + Numbers.readOff(Arrays.stream(values)
                                .filter(Double::isFinite)
                                .min()
                                .orElse(0)) + " to "
                        + Numbers.readOff(Arrays.stream(values)
                                .filter(Double::isFinite)
                                .max()
                                .orElse(0))
                : "no number yet";
        return title(sweep) + ", over " + over + ": " + found + "; " + result.done() + " of " + sweep.trials()
                + (sweep.ends() == Sweep.Ends.NEWTON ? " limits" : " runs")
                + (missing == 0 ? "" : ", " + missing + " cells without a number")
                + ".";
    }

    /**
     * How far limits that Newton found are from the ends of the runs beside them, in one sentence; empty for a sweep of runs
     * alone, or before there is one to compare.
     */
    public static String agreement(SweepResult result) {
        Sweep sweep = result.sweep();
        if (sweep.ends() != Sweep.Ends.NEWTON) {
            return "";
        }
        return result.agreement()
                .map(found -> "Newton finds the limit of the flow, its optimality conditions met to "
                        + Numbers.residual(SweepResult.CERTIFIED) + "; " + found.compared()
                        + " cells were run as well and end " + Numbers.residual(found.median())
                        + " from it (median, relative), at most " + Numbers.residual(found.largest())
                        + ", where " + sweep.cellName(found.column(), found.row()) + "."
                        + (sweep.base().dynamics().kind().endsWith("-flow")
                                ? ""
                                : " Steps of finite size have a limit of their own."))
                .orElse("");
    }

    /** Why nothing is predicted in a sweep; empty where something is, or where nothing has been run. */
    public static String withoutTheory(SweepResult result) {
        String reason = result.sweep().quantity().withoutTheory();
        if (!reason.isEmpty() || result.done() == 0) {
            return reason;
        }
        boolean any = result.trials().stream().anyMatch(trial -> !Double.isNaN(trial.predicted()));
        return any ? "" : "No limit is predicted in any cell, so no predicted line is drawn.";
    }
}
