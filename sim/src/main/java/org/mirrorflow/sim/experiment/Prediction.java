package org.mirrorflow.sim.experiment;

import org.mirrorflow.theory.predict.Interpolator;

/**
 * Where theory says that weights end, with its certificate.
 *
 * @param id stable id, e.g. {@code limit}, {@code min-l1}, {@code max-margin}
 * @param name display name
 * @param formula what is minimised, as TeX
 * @param kind whether the weights themselves or only their direction is predicted
 * @param weights the predicted weights, or the predicted direction at any length, length d; not written to
 * @param objective the objective at the prediction
 * @param dualityGap objective minus a lower bound for it, relative to max(1, |objective|)
 * @param feasibility the largest violation of the constraints, relative
 * @param stationarity the largest violation of the optimality conditions
 */
public record Prediction(
        String id,
        String name,
        String formula,
        Kind kind,
        double[] weights,
        double objective,
        double dualityGap,
        double feasibility,
        double stationarity) {

    /** What is predicted. */
    public enum Kind {
        /** The weights. */
        POINT,
        /** w/‖w‖. */
        DIRECTION
    }

    /** Where the flow goes: the prediction that a run is judged by. */
    public static final String LIMIT = "limit";

    /** The interpolator of least ℓ1 norm. */
    public static final String MIN_L1 = "min-l1";

    /** The interpolator of least ℓ2 norm. */
    public static final String MIN_L2 = "min-l2";

    /** A predicted interpolator of a regression. */
    public static Prediction of(String id, String name, String formula, Interpolator limit) {
        return new Prediction(
                id,
                name,
                formula,
                Kind.POINT,
                limit.weights(),
                limit.objective(),
                limit.dualityGap(),
                limit.feasibility(),
                limit.stationarity());
    }

    /** Whether all three residuals are at most {@code tolerance}. */
    public boolean certified(double tolerance) {
        return Math.abs(dualityGap) <= tolerance && feasibility <= tolerance && stationarity <= tolerance;
    }

    /** The predicted point on the scale of weights: itself, or for a direction scaled to the length of {@code w}. */
    public double[] comparableTo(double[] w) {
        if (kind == Kind.POINT) {
            return weights;
        }
        double length = 0;
        double own = 0;
        for (int i = 0; i < w.length; i++) {
            length = Math.hypot(length, w[i]);
            own = Math.hypot(own, weights[i]);
        }
        double[] scaled = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            scaled[i] = weights[i] * (length / own);
        }
        return scaled;
    }
}
