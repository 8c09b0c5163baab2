package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The median m² − w² of weights that are trained as products, by magnitude: where it is small, signs are frozen. */
public final class ScaleMedian extends NetworkObservable {

    /** The catalogue entry. */
    public ScaleMedian() {
        super(
                "beta-median",
                "Median scale",
                "\\mathrm{med}\\,|m^2-w^2|",
                "The median m² − w² of weights that are trained as products, by magnitude: where it is small, signs are frozen.",
                "Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801)");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return Scales.apply(experiment, dynamics);
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> Scales.quantile(moment, 0.5);
    }
}
