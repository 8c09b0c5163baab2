package org.mirrorflow.app.chart;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Scale;
import org.mirrorflow.sim.problem.Activated;

/** The activation of every hidden neuron for every training sample at the cursor, of the live run. */
public final class ActivationsChart implements ChartKind {

    /** More cells than this in a row are narrower than a pixel in most panes. */
    private static final int MOST_SAMPLES = 240;

    private static final int MOST_NEURONS = 200;
    private static final int MOST_NAMES = 12;

    @Override
    public String id() {
        return "activations";
    }

    @Override
    public String name() {
        return "Activations";
    }

    @Override
    public String formula() {
        return "h_r(x_i)";
    }

    @Override
    public String summary() {
        return "The activation of every hidden neuron for every training sample at the time one looks at, as a heat map; of many"
                + " the first.";
    }

    @Override
    public boolean applies(RunView run) {
        return Neurons.network(run).isPresent();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        List<Activated.HiddenLayer> layers = Neurons.at(live, live.cursor());
        List<String> names = Neurons.names(layers);
        int all = layers.getFirst().samples();
        int samples = Math.min(all, MOST_SAMPLES);
        int high = Math.min(names.size(), MOST_NEURONS);
        double[] values = new double[samples * high];
        int row = 0;
        for (Activated.HiddenLayer layer : layers) {
            for (int r = 0; r < layer.neurons() && row < high; r++, row++) {
                for (int i = 0; i < samples; i++) {
                    values[row * samples + i] = layer.at(r, i);
                }
            }
        }
        Layer.CellState[] states = new Layer.CellState[values.length];
        Arrays.setAll(states, k -> Double.isFinite(values[k]) ? Layer.CellState.PRESENT : Layer.CellState.MISSING);
        String across = samples < all ? "sample, the first " + samples + " of " + all : "sample";
        String up = high < names.size() ? "neuron, the first " + high + " of " + names.size() : "neuron";
        return Chart.of(
                        id(),
                        "Activations at " + clock.readOff(live.clocks()),
                        formula(),
                        HeatOverTime.indices(samples, across),
                        high <= MOST_NAMES
                                ? new Axis(up, new Scale.Words(names), null)
                                : HeatOverTime.indices(high, up))
                .with(HeatOverTime.heat(HeatOverTime.rows(samples), HeatOverTime.rows(high), values, states, false));
    }
}
