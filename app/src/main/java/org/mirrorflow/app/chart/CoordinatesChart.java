package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.run.Verdict;

/**
 * The coordinates of w over the clock, each of the large ones with its predicted limit. Companion runs are drawn faintly
 * and only in the named coordinates.
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
        return run.verdict("limit");
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        double[] times = clock.of(live.history());
        int[] bySize = Coordinates.bySize(live);
        int[] named = Coordinates.named(live, bySize);
        List<Layer> layers = new ArrayList<>();
        int faint = Math.min(bySize.length, Coordinates.FAINT);
        for (int k = faint - 1; k >= named.length; k--) {
            layers.add(new Layer.Line(times, live.history().weight(bySize[k]), "", live.role(), Layer.Emphasis.FAINT));
        }
        for (RunView other : runs.subList(1, runs.size())) {
            if (other.experiment().model().dimension()
                    == live.experiment().model().dimension()) {
                for (int i : named) {
                    layers.add(new Layer.Line(
                            clock.of(other.history()),
                            other.history().weight(i),
                            "",
                            other.role(),
                            Layer.Emphasis.PINNED));
                }
            }
        }
        Optional<double[]> limit =
                live.experiment().prediction(Prediction.LIMIT).map(p -> p.weights());
        double[] now = live.history().weights(live.cursor());
        List<Chart.MarginRow> rows = new ArrayList<>();
        boolean over = live.outcome().isPresent();
        for (int i : named) {
            double[] trajectory = live.history().weight(i);
            layers.add(new Layer.Line(times, trajectory, "", live.role(), Layer.Emphasis.LIVE, over));
            limit.ifPresent(w -> layers.add(Layer.Theorem.level(w[i], "")));
            double end = limit.map(w -> w[i]).orElse(trajectory[trajectory.length - 1]);
            rows.add(new Chart.MarginRow(
                    end, "$w_{" + (i + 1) + "}$", now[i], limit.map(w -> w[i]).orElse(Double.NaN), live.role()));
        }
        List<Chart.LegendEntry> legend = new ArrayList<>();
        if (runs.size() > 1) {
            runs.forEach(run -> legend.add(new Chart.LegendEntry(
                    Chart.Sample.LINE, run.role(), run.role().letter())));
        }
        limit.ifPresent(w -> legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "predicted limit")));
        Chart chart = Chart.of(id(), name(), formula(), clock.axis(), Axis.linear(""))
                .withLayers(layers)
                .with(legend.toArray(Chart.LegendEntry[]::new))
                .withMargin(new Chart.Margin(
                        "t = " + Numbers.readOff(live.cursorTime()), limit.isPresent() ? "limit" : "", rows));
        return verdict(live)
                .map(verdict -> chart.withResidual(Residuals.of(verdict)))
                .orElse(chart);
    }
}
