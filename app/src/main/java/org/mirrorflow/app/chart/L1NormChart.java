package org.mirrorflow.app.chart;

import java.util.List;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.observe.Norms;

/** ‖w‖₁ between its value at the least-ℓ2 and the least-ℓ1 interpolator, with the predicted limit's own. */
public final class L1NormChart extends ObservableChart {

    public L1NormChart() {
        super("l1-norm");
    }

    @Override
    void theory(RunView live, Abscissa abscissa, List<Layer> layers) {
        level(live, Prediction.LIMIT, "limit", layers);
        level(live, Prediction.MIN_L1, "least $\\ell_1$", layers);
        level(live, Prediction.MIN_L2, "least $\\ell_2$", layers);
    }

    private static void level(RunView live, String prediction, String label, List<Layer> layers) {
        live.experiment()
                .prediction(prediction)
                .filter(p -> p.kind() == Prediction.Kind.POINT)
                .ifPresent(p -> layers.add(Layer.Theorem.level(Norms.l1(p.weights()), label)));
    }
}
