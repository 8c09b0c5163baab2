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
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/**
 * The weights at the cursor over their index, with the predicted limit as outlines and planted weights as circles. A single
 * matrix is shown as one.
 */
public final class WeightsChart implements ChartKind {

    @Override
    public String id() {
        return "weights";
    }

    @Override
    public String name() {
        return "Weights";
    }

    @Override
    public String formula() {
        return "";
    }

    @Override
    public String summary() {
        return "All weights at the time one looks at, against the predicted limit and what was planted.";
    }

    @Override
    public boolean applies(RunView run) {
        return true;
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        Layout layout = live.experiment().problem().layout();
        if (layout.isSingleMatrix()) {
            return matrix(live, layout.singleMatrix(), clock);
        }
        List<Layer> layers = new ArrayList<>();
        List<Chart.LegendEntry> legend = new ArrayList<>();
        if (runs.size() > 1) {
            RunView pinned = runs.get(1);
            if (pinned.experiment().model().dimension()
                    == live.experiment().model().dimension()) {
                double[] then = pinned.history().weights(pinned.cursor());
                layers.add(new Layer.Stems(index(then), then, null, "", pinned.role(), Layer.StemBody.PIN));
                legend.add(new Chart.LegendEntry(
                        Chart.Sample.LINE, live.role(), live.role().letter()));
                legend.add(new Chart.LegendEntry(
                        Chart.Sample.LINE, pinned.role(), pinned.role().letter()));
            }
        }
        double[] now = live.history().weights(live.cursor());
        Optional<double[]> limit =
                live.experiment().prediction(Prediction.LIMIT).map(p -> p.comparableTo(now));
        layers.add(new Layer.Stems(index(now), now, limit.orElse(null), "", live.role(), Layer.StemBody.BAR));
        if (limit.isPresent()) {
            legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "limit"));
        }
        live.experiment().problem().planted().ifPresent(planted -> {
            List<Integer> support = new ArrayList<>();
            for (int i = 0; i < planted.length; i++) {
                if (planted[i] != 0) {
                    support.add(i);
                }
            }
            layers.add(Layer.Marks.data(
                    support.stream().mapToDouble(i -> i + 1).toArray(),
                    support.stream().mapToDouble(i -> planted[i]).toArray(),
                    ""));
            legend.add(new Chart.LegendEntry(Chart.Sample.MARK, Role.DATA, "planted"));
        });
        return Chart.of(id(), name(), formula(), Axis.linear("$i$"), Axis.linear(""))
                .withTitle("Weights at " + clock.readOff(live.instant()))
                .withLayers(layers)
                .with(legend.toArray(Chart.LegendEntry[]::new));
    }

    /** One matrix of weights as a matrix: the live run's alone, for two do not go into one cell. */
    private Chart matrix(RunView live, Block block, Clock clock) {
        double[] now = live.history().weights(live.cursor());
        Optional<double[]> limit =
                live.experiment().prediction(Prediction.LIMIT).map(p -> p.comparableTo(now));
        double full = 0;
        for (int row = 0; row < live.history().size(); row++) {
            full = Math.max(full, Norms.max(live.history().weights(row)));
        }
        full = Math.max(full, limit.map(Norms::max).orElse(0.0));
        List<Chart.LegendEntry> legend = new ArrayList<>();
        legend.add(new Chart.LegendEntry(Chart.Sample.LINE, live.role(), "area is |W|, hollow below 0"));
        if (limit.isPresent()) {
            legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "limit"));
        }
        return Chart.of(id(), name(), "", Axis.linear("$j$"), Axis.rows(""))
                .withTitle("Weights at " + clock.readOff(live.instant()))
                .withLayers(List.of(new Layer.Cells(
                        block.rows(),
                        block.columns(),
                        now,
                        limit.orElse(null),
                        full > 0 && Double.isFinite(full) ? full : 1,
                        live.role())))
                .with(legend.toArray(Chart.LegendEntry[]::new));
    }

    private static double[] index(double[] values) {
        double[] index = new double[values.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = i + 1;
        }
        return index;
    }
}
