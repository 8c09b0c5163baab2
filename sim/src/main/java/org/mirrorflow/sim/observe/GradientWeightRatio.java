package org.mirrorflow.sim.observe;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** Median weight among the largest gradients over the largest weight among the small ones, mean over layers: small where large gradients sit on small weights. */
public final class GradientWeightRatio extends NetworkObservable {

    /** The catalogue entry. */
    public GradientWeightRatio() {
        super(
                "gw-r",
                "Hyperbola ratio",
                "r",
                "Median weight among the largest gradients over the largest weight among the small ones, mean over layers: small where large gradients sit on small weights.",
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
                sum += layer.ratio(moment.weights(), moment.dynamics().gradient());
            }
            return sum / layers.size();
        };
    }
}
