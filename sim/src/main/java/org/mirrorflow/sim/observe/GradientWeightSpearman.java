package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** Spearman's correlation of the magnitudes of weights and gradients, mean over layers. */
public final class GradientWeightSpearman extends NetworkObservable {

    /** The catalogue entry. */
    public GradientWeightSpearman() {
        super(
                "gw-spearman",
                "Rank correlation",
                "\\rho(|w|,|\\nabla f|)",
                "Spearman's correlation of the magnitudes of weights and gradients, mean over layers.",
                "Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return network(experiment).isPresent()
                && experiment.problem().startWeights().isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        List<WeightGradientPlane> layers = Planes.of(network(experiment).orElseThrow());
        return moment -> {
            double sum = 0;
            for (WeightGradientPlane layer : layers) {
                sum += layer.spearman(moment.weights(), moment.dynamics().gradient());
            }
            return sum / layers.size();
        };
    }
}
