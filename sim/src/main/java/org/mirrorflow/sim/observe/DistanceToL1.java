package org.mirrorflow.sim.observe;

import org.mirrorflow.sim.experiment.Prediction;

/** ‖w − w*‖₂/‖w*‖₂ for the least ℓ₁ norm. */
public final class DistanceToL1 extends DistanceToPrediction {

    public DistanceToL1() {
        super(Prediction.MIN_L1, "distance-to-l1", "least ℓ₁ norm", "w_{\\ell_1}");
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
