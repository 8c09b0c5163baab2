package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
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

    /** Singular values of recorded weights; a record hands out the same arrays as long as it lives. */
    @SuppressWarnings("UndefinedEquals") // the very same array is meant
    private final Map<double[], double[]> known = new WeakHashMap<>();

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
        double[] sizes = singularValues(block, now);
        Optional<double[]> limit = live.experiment()
                .prediction(Prediction.LIMIT)
                .map(prediction -> singularValues(block, prediction.comparableTo(now)));
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
                .withMargin(new Chart.Margin(clock.readOff(live.instant()), limit.isPresent() ? "limit" : "", rows));
        return verdict(live)
                .map(verdict -> chart.withResidual(Residuals.of(verdict)))
                .orElse(chart);
    }

    /** One row for each singular value, the largest first. */
    private double[][] trajectories(Block block, History history) {
        double[][] trajectories = new double[Math.min(block.rows(), block.columns())][history.size()];
        for (int row = 0; row < history.size(); row++) {
            double[] values = singularValues(block, history.weights(row));
            for (int i = 0; i < values.length; i++) {
                trajectories[i][row] = values[i];
            }
        }
        return trajectories;
    }

    private double[] singularValues(Block block, double[] weights) {
        synchronized (known) {
            return known.computeIfAbsent(weights, w -> decompose(block, w));
        }
    }

    private static double[] decompose(Block block, double[] weights) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(block.rows(), block.columns(), false, false, false);
        int count = Math.min(block.rows(), block.columns());
        double[] values = new double[count];
        if (svd.decompose(DMatrixRMaj.wrap(block.rows(), block.columns(), weights.clone()))) {
            System.arraycopy(svd.getSingularValues(), 0, values, 0, count);
            Arrays.sort(values);
            for (int i = 0; i < count / 2; i++) {
                double small = values[i];
                values[i] = values[count - 1 - i];
                values[count - 1 - i] = small;
            }
        } else {
            Arrays.fill(values, Double.NaN);
        }
        return values;
    }
}
