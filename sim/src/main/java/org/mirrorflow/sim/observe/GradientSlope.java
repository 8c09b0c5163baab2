package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** How the gradient of a live weight depends on the density of its neuron, as an exponent over the neurons of a layer. */
public final class GradientSlope extends NetworkObservable {

    /** The catalogue entry. */
    public GradientSlope() {
        super(
                "bn-grad-slope",
                "Gradient against density",
                "e:\\ \\mathrm{rms}\\,\\partial_{w_{ij}}f \\propto (1-s_i)^e",
                "How the gradient of a live weight depends on the density of its neuron, as an exponent over the neurons of a layer.",
                "Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return uneven(experiment, dynamics.weights()).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        SparseLayer layer = uneven(experiment, dynamics.weights()).orElseThrow();
        double[] densities = new double[layer.rows()];
        double[] rms = new double[layer.rows()];
        return moment -> {
            layer.densities(moment.weights(), densities);
            layer.rms(moment.weights(), moment.dynamics().gradient(), rms);
            return SparseLayer.exponent(densities, rms);
        };
    }
}
