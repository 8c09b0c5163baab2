package org.mirrorflow.app.chart;

import java.util.List;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;

/** The size of the weights of each layer over the clock as a heat map: their root mean square, of the live run. */
public final class LayersMapChart implements ChartKind {

    @Override
    public String id() {
        return "layers-map";
    }

    @Override
    public String name() {
        return "Layers over time";
    }

    @Override
    public String formula() {
        return "\\mathrm{rms}(W_l)";
    }

    @Override
    public String summary() {
        return "The root mean square of the weights of each layer over time as a heat map; by its logarithm where layers are far"
                + " apart.";
    }

    @Override
    public boolean applies(RunView run) {
        return run.experiment().problem().layout().blocks().size() > 1;
    }

    @Override
    public Chart draw(List<RunView> runs, Clock clock) {
        RunView live = runs.getFirst();
        Layout layout = live.experiment().problem().layout();
        return HeatOverTime.of(
                this,
                live,
                clock,
                layout.blocks().stream().map(Block::name).toList(),
                "layer",
                row -> sizes(layout, live.history().weights(row)));
    }

    private static double[] sizes(Layout layout, double[] w) {
        double[] sizes = new double[layout.blocks().size()];
        int at = 0;
        for (int l = 0; l < sizes.length; l++) {
            int size = layout.blocks().get(l).size();
            double squares = 0;
            for (int i = at; i < at + size; i++) {
                squares += w[i] * w[i];
            }
            sizes[l] = Math.sqrt(squares / size);
            at += size;
        }
        return sizes;
    }
}
