package org.mirrorflow.app.chart;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.run.Verdict;

/** The loss, under the bound D(w*, w₀)/2t. */
public final class LossChart extends ObservableChart {

    public LossChart() {
        super("loss");
    }

    @Override
    void theory(RunView live, Abscissa abscissa, List<Layer> layers) {
        live.experiment().lossBound().ifPresent(constant -> {
            double[] times = live.history().times();
            double[] bound = new double[times.length];
            for (int i = 0; i < bound.length; i++) {
                bound[i] = times[i] > 0 ? constant / times[i] : Double.NaN;
            }
            layers.add(new Layer.Theorem(abscissa.of(live.history()), bound, "$D_R(w^\\star,w_0)/2t$"));
        });
    }

    @Override
    public Optional<Verdict> verdict(RunView live) {
        return live.verdict("bound");
    }
}
