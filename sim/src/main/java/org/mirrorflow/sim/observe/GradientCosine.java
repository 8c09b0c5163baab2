package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The cosine between the gradient of a layer and the one that SparseOpt would follow. */
public final class GradientCosine extends NetworkObservable {

    /** The catalogue entry. */
    public GradientCosine() {
        super(
                "gradient-cosine",
                "Raw against corrected gradient",
                "\\cos(\\nabla f, D\\nabla f),\\ D=\\mathrm{diag}\\sqrt{1-s_i}",
                "The cosine between the gradient of a layer and the one that SparseOpt would follow.",
                "Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return uneven(experiment, dynamics.weights()).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        SparseLayer layer = uneven(experiment, dynamics.weights()).orElseThrow();
        double[] factors = new double[layer.rows()];
        return moment -> {
            layer.densities(moment.weights(), factors);
            for (int i = 0; i < factors.length; i++) {
                factors[i] = Math.sqrt(factors[i]);
            }
            return layer.cosine(moment.weights(), moment.dynamics().gradient(), factors);
        };
    }
}
