package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.theory.weights.Block;

/** The singular values of a matrix of weights over the clock, with those of the predicted limit. */
public final class SingularValuesChart implements ChartKind {

    private final SingularValues spectra = new SingularValues();

    @Override
    public String id() {
        return "singular-values";
    }

    @Override
    public String name() {
        return "Singular values";
    }

    @Override
    public String formula() {
        return "\\sigma_i(W)";
    }

    @Override
    public String summary() {
        return "The singular values of a matrix of weights over time, with those of the predicted limit.";
    }

    @Override
    public boolean applies(RunView run) {
        return run.experiment().problem().layout().isSingleMatrix();
    }

    @Override
    public Optional<Verdict> verdict(RunView run) {
        return run.limitVerdict();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        Block block = live.experiment().problem().layout().singleMatrix();
        Abscissa abscissa = Abscissa.of(clock, runs);
        double[] times = abscissa.of(live.history());
        double[] now = live.history().weights(live.cursor());
        double[] sizes = spectra.of(block, now);
        Optional<double[]> limit = live.experiment()
                .prediction(Prediction.LIMIT)
                .map(prediction -> spectra.of(block, prediction.comparableTo(now)));
        int named = Math.min(sizes.length, Coordinates.NAMED);
        List<Layer> layers = new ArrayList<>();
        double[][] trajectories = trajectories(block, live.history());
        for (int i = Math.min(sizes.length, Coordinates.FAINT) - 1; i >= named; i--) {
            layers.add(new Layer.Line(times, trajectories[i], "", live.role(), Layer.Emphasis.FAINT));
        }
        for (RunView other : runs.subList(1, runs.size())) {
            if (other.experiment()
                    .problem()
                    .layout()
                    .equals(live.experiment().problem().layout())) {
                double[][] its = trajectories(block, other.history());
                for (int i = 0; i < named; i++) {
                    layers.add(new Layer.Line(
                            abscissa.of(other.history()), its[i], "", other.role(), Layer.Emphasis.PINNED));
                }
            }
        }
        List<Chart.MarginRow> rows = new ArrayList<>();
        for (int i = 0; i < named; i++) {
            int index = i;
            layers.add(new Layer.Line(
                    times,
                    trajectories[i],
                    "",
                    live.role(),
                    Layer.Emphasis.LIVE,
                    live.outcome().isPresent()));
            limit.ifPresent(levels -> layers.add(Layer.Theorem.level(levels[index], "")));
            double end = limit.map(levels -> levels[index]).orElse(trajectories[i][times.length - 1]);
            rows.add(new Chart.MarginRow(
                    end,
                    "$\\sigma_{" + (i + 1) + "}$",
                    sizes[i],
                    limit.map(levels -> levels[index]).orElse(Double.NaN),
                    live.role()));
        }
        List<Chart.LegendEntry> legend = new ArrayList<>();
        if (runs.size() > 1) {
            runs.forEach(run -> legend.add(new Chart.LegendEntry(
                    Chart.Sample.LINE, run.role(), run.role().letter())));
        }
        if (limit.isPresent()) {
            legend.add(new Chart.LegendEntry(Chart.Sample.THEOREM, Role.GREY, "predicted limit"));
        }
        Chart chart = Chart.of(id(), name(), formula(), abscissa.axis(), Axis.linear(""))
                .withLayers(layers)
                .with(legend.toArray(Chart.LegendEntry[]::new))
                .withMargin(new Chart.Margin(clock.readOff(live.clocks()), limit.isPresent() ? "limit" : "", rows));
        return verdict(live)
                .map(verdict -> chart.withResidual(Residuals.of(verdict)))
                .orElse(chart);
    }

    /** One row for each singular value, the largest first. */
    private double[][] trajectories(Block block, History history) {
        double[][] trajectories = new double[Math.min(block.rows(), block.columns())][history.size()];
        for (int row = 0; row < history.size(); row++) {
            double[] values = spectra.of(block, history.weights(row));
            for (int i = 0; i < values.length; i++) {
                trajectories[i][row] = values[i];
            }
        }
        return trajectories;
    }
}
