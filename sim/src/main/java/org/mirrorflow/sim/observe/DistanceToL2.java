package org.mirrorflow.sim.observe;

import org.mirrorflow.sim.experiment.Prediction;

/** ‖w − w*‖₂/‖w*‖₂ for the least ℓ₂ norm. */
public final class DistanceToL2 extends DistanceToPrediction {

    public DistanceToL2() {
        super(Prediction.MIN_L2, "distance-to-l2", "least ℓ₂ norm", "w_{\\ell_2}");
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
