package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdict;

/**
 * The coordinates of w over the clock, each of the large ones with its predicted limit or its predicted way. Where only the
 * direction of w is predicted, the coordinates are those of w/‖w‖₂. Companion runs are drawn faintly and only in the named
 * coordinates.
 */
public final class CoordinatesChart implements ChartKind {

    @Override
    public String id() {
        return "coordinates";
    }

    @Override
    public String name() {
        return "Coordinates";
    }

    @Override
    public String formula() {
        return "w_i";
    }

    @Override
    public String summary() {
        return "The weights over time, each with the limit that the theory predicts for it.";
    }

    @Override
    public boolean applies(RunView run) {
        return true;
    }

    @Override
    public Optional<Verdict> verdict(RunView run) {
        return run.limitVerdict();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        Optional<Prediction> limit = live.experiment().prediction(Prediction.LIMIT);
        boolean direction =
                limit.isPresent() && limit.get().kind() == Prediction.Kind.DIRECTION && !live.predictsCoordinates();
        Abscissa abscissa = Abscissa.of(clock, runs);
        double[] times = abscissa.of(live.history());
        int[] bySize = Coordinates.bySize(live);
        int[] named = Coordinates.named(live, bySize);
        List<Layer> layers = new ArrayList<>();
        Trajectories own = new Trajectories(live.history(), direction);
        int faint = Math.min(bySize.length, Coordinates.FAINT);
        for (int k = faint - 1; k >= named.length; k--) {
            layers.add(new Layer.Line(times, own.of(bySize[k]), "", live.role(), Layer.Emphasis.FAINT));
        }
        for (RunView other : runs.subList(1, runs.size())) {
            if (other.experiment().model().dimension()
                    == live.experiment().model().dimension()) {
                Trajectories its = new Trajectories(other.history(), direction);
                for (int i : named) {
                    layers.add(new Layer.Line(
                            abscissa.of(other.history()), its.of(i), "", other.role(), Layer.Emphasis.PINNED));
                }
            }
        }
        double[] now = live.history().weights(live.cursor());
        double unit = direction ? 1 / Norms.l2(now) : 1;
        Optional<double[]> target = limit.map(prediction ->
                direction ? prediction.comparableTo(unit(prediction.weights().length)) : prediction.comparableTo(now));
        List<Chart.MarginRow> rows = new ArrayList<>();
        boolean over = live.outcome().isPresent();
        boolean curved = false;
        for (int i : named) {
            double[] trajectory = own.of(i);
            layers.add(new Layer.Line(times, trajectory, "", live.role(), Layer.Emphasis.LIVE, over));
            List<TheoryCurve> curves = live.curves("weight/" + i).toList();
            curved |= !curves.isEmpty();
            if (curves.isEmpty()) {
                target.ifPresent(w -> layers.add(Layer.Theorem.level(w[i], "")));
            } else {
                curves.forEach(curve -> layers.add(ObservableChart.theorem(times, curve)));
            }
            double end = target.map(w -> w[i]).orElse(trajectory[trajectory.length - 1]);
            rows.add(new Chart.MarginRow(
                    end,
                    "$w_{" + (i + 1) + "}$",
                    now[i] * unit,
                    target.map(w -> w[i]).orElse(Double.NaN),
                    live.role()));
        }
        layers.addAll(Occasions.of(live, abscissa));
        List<Chart.LegendEntry> legend = new ArrayList<>();
        if (runs.size() > 1) {
            runs.forEach(run -> legend.add(new Chart.LegendEntry(
                    Chart.Sample.LINE, run.role(), run.role().letter())));
        }
        if (target.isPresent() || curved) {
            String what = direction ? "predicted direction" : curved ? "predicted" : "predicted limit";
            legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, what));
        }
        Chart chart = Chart.of(id(), name(), direction ? "w_i/\\|w\\|_2" : formula(), abscissa.axis(), Axis.linear(""))
                .withLayers(layers)
                .with(legend.toArray(Chart.LegendEntry[]::new))
                .withMargin(new Chart.Margin(clock.readOff(live.clocks()), target.isPresent() ? "limit" : "", rows));
        return verdict(live)
                .map(verdict -> chart.withResidual(Residuals.of(verdict)))
                .orElse(chart);
    }

    /** A vector of length one: what a direction is scaled to. */
    private static double[] unit(int dimension) {
        double[] unit = new double[dimension];
        unit[0] = 1;
        return unit;
    }

    /** The coordinates of a record over its rows, divided by the norm of the weights where a direction is looked at. */
    private record Trajectories(History history, boolean normalised) {

        double[] of(int i) {
            double[] trajectory = history.weight(i);
            if (normalised) {
                for (int row = 0; row < trajectory.length; row++) {
                    trajectory[row] /= Norms.l2(history.weights(row));
                }
            }
            return trajectory;
        }
    }
}
