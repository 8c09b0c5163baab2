package org.mirrorflow.theory.predict;

import org.ejml.data.DMatrixRMaj;

/** Predicts which solution of Zw = y a flow ends at. */
public interface Predictor {

    /**
     * The predicted solution with its certificate. Z may have dependent rows as long as Zw = y has a solution.
     *
     * @param z the data Z, n × d, kept as it is
     * @param y the targets, length n
     * @throws NoInterpolatorException when Zw = y has no solution, or none that qualifies
     * @throws IllegalArgumentException when the shapes disagree or an entry is not finite
     */
    Interpolator predict(DMatrixRMaj z, double[] y);
}
