package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The share of masked layers that the mask lets live. */
public final class MaskDensity extends NetworkObservable {

    /** The catalogue entry. */
    public MaskDensity() {
        super(
                "mask-density",
                "Mask density",
                "\\|M\\|_0/d",
                "The share of masked layers that the mask lets live.",
                "definition");
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return !Remembered.named(dynamics, "mask").isEmpty();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> Remembered.share(moment.dynamics(), "mask");
    }
}
