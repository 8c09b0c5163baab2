package org.mirrorflow.app.chart;

import java.util.List;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Norms;

/** The effective number of weights, with that of the predicted limit. */
public final class SparsityChart extends ObservableChart {

    public SparsityChart() {
        super("effective-sparsity");
    }

    @Override
    void theory(RunView live, Abscissa abscissa, List<Layer> layers) {
        live.experiment().prediction(Prediction.LIMIT).ifPresent(prediction -> {
            double[] w = prediction.weights();
            double ratio = Norms.l1(w) / Norms.l2(w);
            layers.add(Layer.Theorem.level(ratio * ratio, "limit"));
        });
    }
}
