package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;

/**
 * One quantity against another along the run: observables by their ids, coordinates as {@code w1}, {@code w2}, …
 *
 * @param x what goes across
 * @param y what goes up
 */
public record PhasePlane(String x, String y) implements ChartKind {

    /** What the id of such a chart begins with; {@code phase:w1:w2}. */
    static final String PREFIX = "phase:";

    private static final double WIDE = 1e3;

    /** The plane with that id; empty where the id is none of a plane, or names what there is not. */
    static Optional<PhasePlane> of(String id) {
        String[] parts = id.startsWith(PREFIX) ? id.substring(PREFIX.length()).split(":", -1) : new String[0];
        return parts.length == 2 && known(parts[0]) && known(parts[1])
                ? Optional.of(new PhasePlane(parts[0], parts[1]))
                : Optional.empty();
    }

    private static boolean known(String quantity) {
        return coordinate(quantity).isPresent() || Run.OBSERVABLES.contains(quantity);
    }

    /** The number of a coordinate, from 0. */
    private static OptionalInt coordinate(String quantity) {
        return quantity.matches("w[1-9]\\d{0,6}")
                ? OptionalInt.of(Integer.parseInt(quantity.substring(1)) - 1)
                : OptionalInt.empty();
    }

    private static String nameOf(String quantity) {
        return coordinate(quantity).isPresent()
                ? "w"
                        + quantity.substring(1)
                                .chars()
                                .mapToObj(c -> String.valueOf((char) (c - '0' + '\u2080')))
                                .reduce("", String::concat)
                : Run.OBSERVABLES.get(quantity).name();
    }

    /** The coordinates that are worth a plane: the largest, by what theory predicts of them. */
    public static List<String> coordinates(RunView run) {
        return Arrays.stream(Coordinates.bySize(run))
                .limit(Coordinates.NAMED)
                .mapToObj(i -> "w" + (i + 1))
                .toList();
    }

    /** What goes across, in words. */
    public String across() {
        return nameOf(x);
    }

    @Override
    public String id() {
        return PREFIX + x + ":" + y;
    }

    @Override
    public String name() {
        return nameOf(y) + " against " + nameOf(x);
    }

    @Override
    public String formula() {
        return "";
    }

    @Override
    public String summary() {
        return "The way of the run in the plane of two quantities.";
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public boolean applies(RunView run) {
        return has(run, x) && has(run, y);
    }

    private static boolean has(RunView run, String quantity) {
        OptionalInt coordinate = coordinate(quantity);
        return coordinate.isPresent()
                ? coordinate.getAsInt() < run.history().weights(0).length
                : run.history().has(quantity);
    }

    private static double[] values(History history, String quantity) {
        OptionalInt coordinate = coordinate(quantity);
        return coordinate.isPresent() ? history.weight(coordinate.getAsInt()) : history.column(quantity);
    }

    /** Where a coordinate ends by theory. */
    private static OptionalDouble limit(RunView run, String quantity) {
        OptionalInt coordinate = coordinate(quantity);
        Optional<Prediction> limit = run.experiment()
                .prediction(Prediction.LIMIT)
                .filter(prediction -> prediction.kind() == Prediction.Kind.POINT);
        return coordinate.isPresent() && limit.isPresent()
                ? OptionalDouble.of(limit.get().weights()[coordinate.getAsInt()])
                : OptionalDouble.empty();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        List<Layer> layers = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunView run = runs.get(i);
            if (applies(run)) {
                double[] xs = values(run.history(), x);
                double[] ys = values(run.history(), y);
                layers.add(new Layer.Line(
                        xs,
                        ys,
                        runs.size() > 1 ? run.role().letter() : "",
                        run.role(),
                        i == 0 ? Layer.Emphasis.LIVE : Layer.Emphasis.PINNED,
                        run.outcome().isPresent()));
                layers.add(new Layer.Marks(
                        new double[] {xs[run.cursor()]}, new double[] {ys[run.cursor()]}, "", run.role()));
            }
        }
        RunView live = runs.getFirst();
        List<Chart.LegendEntry> legend = new ArrayList<>();
        OptionalDouble across = limit(live, x);
        OptionalDouble up = limit(live, y);
        across.ifPresent(at -> layers.add(Layer.Theorem.at(at, "")));
        up.ifPresent(at -> layers.add(Layer.Theorem.level(at, "")));
        if (across.isPresent() || up.isPresent()) {
            legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "predicted limit"));
        }
        Chart chart = Chart.of(id(), name(), "", axis(values(live.history(), x), x), axis(values(live.history(), y), y))
                .withLayers(layers)
                .withLegend(legend);
        return coordinate(x).isPresent() && coordinate(y).isPresent() ? chart.withEqualScale() : chart;
    }

    private static Axis axis(double[] values, String quantity) {
        double least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double most = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        boolean wide = coordinate(quantity).isEmpty() && least > 0 && most > WIDE * least;
        String name = nameOf(quantity) + (wide ? " (log)" : "");
        return wide ? Axis.log(name) : Axis.linear(name);
    }
}
