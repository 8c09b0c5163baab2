package org.mirrorflow.sim.limit;

import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.theory.predict.Interpolator;

/** Predictions for the change W − W₀ of weights that start elsewhere. */
final class Shifts {

    private Shifts() {}

    /** y − 𝒜(W₀). */
    static double[] without(DMatrixRMaj design, double[] targets, double[] offset) {
        double[] y = targets.clone();
        for (int k = 0; k < y.length; k++) {
            for (int j = 0; j < offset.length; j++) {
                y[k] -= design.get(k, j) * offset[j];
            }
        }
        return y;
    }

    /** The prediction of W from that of W − W₀. */
    static Interpolator back(Interpolator change, double[] offset) {
        double[] w = change.weights().clone();
        for (int j = 0; j < w.length; j++) {
            w[j] += offset[j];
        }
        return new Interpolator(
                w,
                change.dual(),
                change.objective(),
                change.dualityGap(),
                change.feasibility(),
                change.stationarity(),
                change.iterations());
    }
}
