package org.mirrorflow.app.chart;

import java.util.List;
import org.mirrorflow.app.plot.Chart;

/** The mean activation of each hidden neuron over the clock as a heat map, of the live run. */
public final class NeuronsMapChart implements ChartKind {

    private final Neurons neurons = new Neurons();

    @Override
    public String id() {
        return "neurons-map";
    }

    @Override
    public String name() {
        return "Neurons over time";
    }

    @Override
    public String formula() {
        return "\\frac{1}{n}\\sum_i h_r(x_i)";
    }

    @Override
    public String summary() {
        return "The activation of every hidden neuron, mean over the training samples, over time as a heat map; by its logarithm"
                + " where neurons are far apart.";
    }

    @Override
    public boolean applies(RunView run) {
        return Neurons.network(run).isPresent();
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        List<String> names = Neurons.names(Neurons.at(live, live.cursor()));
        return HeatOverTime.of(this, live, clock, names, "neuron", row -> neurons.means(live, row));
    }
}
