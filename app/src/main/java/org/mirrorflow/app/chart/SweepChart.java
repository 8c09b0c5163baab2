package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Contours;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.sweep.Axis;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepTable;

/**
 * A sweep as a chart: over one setting a curve with its spread over seeds, over two a phase diagram with level lines. The same
 * quantity at the predicted limit is dashed: a curve, or its level lines at the same heights.
 */
public final class SweepChart {

    /** Id of the chart. */
    public static final String ID = "sweep";

    /** Positive values that span more than this are coloured, or drawn, by their logarithm. */
    private static final double WIDE = 100;

    private static final int LEVELS = 3;

    private SweepChart() {}

    /** The drawing of what there is so far. */
    public static Chart draw(SweepTable table) {
        return table.sweep().axes().size() == 1 ? curve(table) : diagram(table);
    }

    /** Where the i-th value of an axis stands: the value, or its number where values are words. */
    private static IntToDoubleFunction positions(Axis axis) {
        return axis.numeric() ? axis::number : i -> i + 1;
    }

    private static String name(Axis axis) {
        String setting = axis.path().substring(axis.path().indexOf('.') + 1);
        return axis.numeric()
                ? setting + (axis.geometric() ? " (log)" : "")
                : setting + ": "
                        + IntStream.range(0, axis.values().size())
                                .mapToObj(i -> (i + 1) + " " + axis.values().get(i))
                                .collect(Collectors.joining(", "));
    }

    private static org.mirrorflow.app.plot.Axis shown(Axis axis) {
        return axis.geometric()
                ? org.mirrorflow.app.plot.Axis.log(name(axis))
                : org.mirrorflow.app.plot.Axis.linear(name(axis));
    }

    private static Chart curve(SweepTable table) {
        Sweep sweep = table.sweep();
        Axis axis = sweep.axes().getFirst();
        IntToDoubleFunction at = positions(axis);
        int[] order = IntStream.range(0, sweep.columns())
                .boxed()
                .sorted((i, j) -> Double.compare(at.applyAsDouble(i), at.applyAsDouble(j)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] xs = Arrays.stream(order).mapToDouble(at).toArray();
        double[] mean = Arrays.stream(order).mapToDouble(table::mean).toArray();
        double[] predicted = Arrays.stream(order).mapToDouble(table::predicted).toArray();
        double[] error = Arrays.stream(order).mapToDouble(table::standardError).toArray();
        List<Layer> layers = new ArrayList<>();
        if (sweep.seeds() > 1) {
            double[] lower = mean.clone();
            double[] upper = mean.clone();
            for (int i = 0; i < mean.length; i++) {
                lower[i] -= error[i];
                upper[i] += error[i];
            }
            layers.add(new Layer.Band(xs, lower, upper, Role.RUN_A, "mean ± 1 sem, N = " + sweep.seeds()));
        }
        layers.add(new Layer.Line(xs, mean, "", Role.RUN_A, Layer.Emphasis.LIVE));
        layers.add(new Layer.Marks(xs, mean, "", Role.RUN_A));
        List<Chart.LegendEntry> legend = new ArrayList<>();
        if (Arrays.stream(predicted).anyMatch(Double::isFinite)) {
            layers.add(new Layer.Theorem(xs, predicted, ""));
            legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "at the predicted limit"));
        }
        org.mirrorflow.app.plot.Axis y =
                wide(mean) ? org.mirrorflow.app.plot.Axis.log("") : org.mirrorflow.app.plot.Axis.linear("");
        return Chart.of(ID, sweep.quantity().name(), sweep.quantity().formula(), shown(axis), y)
                .withLayers(layers)
                .withLegend(legend);
    }

    private static boolean wide(double[] values) {
        double least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        return least > 0 && Arrays.stream(values).filter(Double::isFinite).max().orElse(0) > WIDE * least;
    }

    private static Chart diagram(SweepTable table) {
        Sweep sweep = table.sweep();
        Grid grid = new Grid(sweep);
        double[] mean = grid.over(table::mean);
        double[] predicted = grid.over(table::predicted);
        boolean[] finished = new boolean[mean.length];
        for (int i = 0; i < finished.length; i++) {
            finished[i] = table.finished(grid.cell(i));
        }
        boolean logarithmic = wide(mean);
        double lower = Arrays.stream(mean).filter(Double::isFinite).min().orElse(Double.NaN);
        double upper = Arrays.stream(mean).filter(Double::isFinite).max().orElse(Double.NaN);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Heat(grid.xEdges(), grid.yEdges(), mean, finished, lower, upper, logarithmic));
        List<Chart.LegendEntry> legend = new ArrayList<>();
        if (upper > lower) {
            DoubleUnaryOperator height = logarithmic ? Math::log : x -> x;
            boolean theory = false;
            for (int k = 1; k <= LEVELS; k++) {
                double share = (double) k / (LEVELS + 1);
                double from = height.applyAsDouble(lower);
                double level = from + share * (height.applyAsDouble(upper) - from);
                grid.lines(mean, height, level)
                        .forEach(line ->
                                layers.add(new Layer.Line(line[0], line[1], "", Role.GREY, Layer.Emphasis.THIN)));
                for (double[][] line : grid.lines(predicted, height, level)) {
                    layers.add(new Layer.Theorem(line[0], line[1], ""));
                    theory = true;
                }
            }
            legend.add(new Chart.LegendEntry(Chart.Sample.LINE, Role.GREY, "level lines of the runs"));
            if (theory) {
                legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "of the predicted limit"));
            }
        }
        return Chart.of(
                        ID,
                        sweep.quantity().name(),
                        sweep.quantity().formula(),
                        shown(sweep.axes().get(0)),
                        shown(sweep.axes().get(1)))
                .withLayers(layers)
                .withLegend(legend);
    }

    /** What a chart of a sweep says without eyes. */
    public static String describe(SweepTable table) {
        Sweep sweep = table.sweep();
        double[] means = IntStream.range(0, sweep.cells())
                .mapToDouble(table::mean)
                .filter(Double::isFinite)
                .toArray();
        String over = sweep.axes().stream().map(SweepChart::name).collect(Collectors.joining(" and "));
        return sweep.quantity().name() + " over " + over + ", " + table.done() + " of " + sweep.runs() + " runs done"
                + (means.length == 0
                        ? "."
                        : ", from " + Numbers.readOff(Arrays.stream(means).min().orElseThrow()) + " to "
                                + Numbers.readOff(Arrays.stream(means).max().orElseThrow()) + ".");
    }

    /** The cell under a place of the plot; −1 outside. */
    public static int cellAt(Sweep sweep, double x, double y) {
        if (sweep.axes().size() == 1) {
            Axis axis = sweep.axes().getFirst();
            DoubleUnaryOperator scale = axis.geometric() ? Math::log : value -> value;
            IntToDoubleFunction at = positions(axis);
            return IntStream.range(0, sweep.columns())
                    .boxed()
                    .min((i, j) -> Double.compare(
                            Math.abs(scale.applyAsDouble(at.applyAsDouble(i)) - scale.applyAsDouble(x)),
                            Math.abs(scale.applyAsDouble(at.applyAsDouble(j)) - scale.applyAsDouble(x))))
                    .orElse(-1);
        }
        Grid grid = new Grid(sweep);
        int column = within(grid.xEdges(), x);
        int row = within(grid.yEdges(), y);
        return column < 0 || row < 0 ? -1 : grid.cell(row * sweep.columns() + column);
    }

    /** Where a cell lies: left, right, lower and upper edge; with one axis the last two are NaN. */
    public static double[] bounds(Sweep sweep, int cell) {
        Axis axis = sweep.axes().getFirst();
        int[] columns = Grid.rising(axis);
        int column = place(columns, cell % sweep.columns());
        double[] x = Grid.edges(axis, columns);
        if (sweep.axes().size() == 1) {
            return new double[] {x[column], x[column + 1], Double.NaN, Double.NaN};
        }
        int[] rows = Grid.rising(sweep.axes().get(1));
        int row = place(rows, cell / sweep.columns());
        double[] y = Grid.edges(sweep.axes().get(1), rows);
        return new double[] {x[column], x[column + 1], y[row], y[row + 1]};
    }

    private static int place(int[] order, int value) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] == value) {
                return i;
            }
        }
        throw new IllegalArgumentException("no value " + value + " on this axis");
    }

    private static int within(double[] edges, double x) {
        for (int i = 0; i + 1 < edges.length; i++) {
            if (x >= edges[i] && x <= edges[i + 1]) {
                return i;
            }
        }
        return -1;
    }

    /** The cells in rising order of both settings. */
    private static final class Grid {

        private final Sweep sweep;
        private final int[] columns;
        private final int[] rows;
        private final Axis xAxis;
        private final Axis yAxis;

        Grid(Sweep sweep) {
            this.sweep = sweep;
            this.xAxis = sweep.axes().get(0);
            this.yAxis = sweep.axes().get(1);
            this.columns = rising(xAxis);
            this.rows = rising(yAxis);
        }

        private static int[] rising(Axis axis) {
            IntToDoubleFunction at = positions(axis);
            return IntStream.range(0, axis.values().size())
                    .boxed()
                    .sorted((i, j) -> Double.compare(at.applyAsDouble(i), at.applyAsDouble(j)))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        /** The cell of the sweep at a place of the grid. */
        int cell(int place) {
            return rows[place / columns.length] * columns.length + columns[place % columns.length];
        }

        double[] over(IntToDoubleFunction values) {
            return IntStream.range(0, sweep.cells())
                    .mapToDouble(place -> values.applyAsDouble(cell(place)))
                    .toArray();
        }

        double[] xEdges() {
            return edges(xAxis, columns);
        }

        double[] yEdges() {
            return edges(yAxis, rows);
        }

        private static DoubleUnaryOperator uniform(Axis axis) {
            return axis.geometric() ? Math::log : x -> x;
        }

        private static DoubleUnaryOperator back(Axis axis) {
            return axis.geometric() ? Math::exp : x -> x;
        }

        /** The places of the values, in the coordinate in which they are evenly spaced. */
        private static double[] nodes(Axis axis, int[] order) {
            return Arrays.stream(order)
                    .mapToDouble(
                            i -> uniform(axis).applyAsDouble(positions(axis).applyAsDouble(i)))
                    .toArray();
        }

        private static double[] edges(Axis axis, int[] order) {
            double[] nodes = nodes(axis, order);
            int n = nodes.length;
            double[] edges = new double[n + 1];
            double first = n > 1 ? nodes[1] - nodes[0] : 1;
            double last = n > 1 ? nodes[n - 1] - nodes[n - 2] : 1;
            edges[0] = nodes[0] - first / 2;
            edges[n] = nodes[n - 1] + last / 2;
            for (int i = 1; i < n; i++) {
                edges[i] = (nodes[i - 1] + nodes[i]) / 2;
            }
            return Arrays.stream(edges).map(back(axis)).toArray();
        }

        /** Level lines as abscissae and ordinates. */
        List<double[][]> lines(double[] values, DoubleUnaryOperator height, double level) {
            double[] heights = Arrays.stream(values).map(height).toArray();
            double[] xs = nodes(xAxis, columns);
            double[] ys = nodes(yAxis, rows);
            List<double[][]> lines = new ArrayList<>();
            for (List<double[]> line : Contours.lines(Contours.of(columns.length, rows.length, heights, level))) {
                double[][] points = new double[2][line.size()];
                for (int i = 0; i < line.size(); i++) {
                    points[0][i] = back(xAxis).applyAsDouble(between(xs, line.get(i)[0]));
                    points[1][i] = back(yAxis).applyAsDouble(between(ys, line.get(i)[1]));
                }
                lines.add(points);
            }
            return lines;
        }

        private static double between(double[] nodes, double at) {
            int i = Math.min((int) at, nodes.length - 2);
            return nodes[i] + (at - i) * (nodes[i + 1] - nodes[i]);
        }
    }
}
