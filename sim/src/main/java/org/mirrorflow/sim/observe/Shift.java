package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** How far the weights are from where they started. */
public final class Shift extends NetworkObservable {

    /** The catalogue entry. */
    public Shift() {
        super(
                "l2-shift",
                "Distance from the start",
                "\\|w - w_0\\|_2",
                "How far the weights are from where they started.",
                "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return network(experiment).isPresent()
                && experiment.problem().startWeights().isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        double[] start = experiment.problem().startWeights().orElseThrow();
        return moment -> {
            double square = 0;
            for (int i = 0; i < start.length; i++) {
                double moved = moment.weights()[i] - start[i];
                square += moved * moved;
            }
            return Math.sqrt(square);
        };
    }
}
