package org.mirrorflow.sim.observe;

import org.mirrorflow.sim.experiment.Prediction;

/** ‖w − w*‖₂/‖w*‖₂ for the predicted limit. */
public final class DistanceToLimit extends DistanceToPrediction {

    public DistanceToLimit() {
        super(Prediction.LIMIT, "distance-to-limit", "predicted limit", "w^\\star");
    }
}
