package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The share of weights that differ from where they started. */
public final class TouchedFraction extends NetworkObservable {

    /** The catalogue entry. */
    public TouchedFraction() {
        super(
                "touched-fraction",
                "Touched weights",
                "\\#\\{i: w_i \\neq w_{0,i}\\}/d",
                "The share of weights that differ from where they started.",
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
            int touched = 0;
            for (int i = 0; i < start.length; i++) {
                touched += moment.weights()[i] != start[i] ? 1 : 0;
            }
            return (double) touched / start.length;
        };
    }
}
