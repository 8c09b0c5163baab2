package org.mirrorflow.theory.predict;

/**
 * A predicted limit among the solutions of Zw = y, with what certifies it.
 *
 * @param weights the minimiser, length d
 * @param dual the multiplier ν of Zw = y, length n
 * @param objective the objective at the minimiser
 * @param dualityGap objective minus dual objective, ≥ 0 up to rounding, relative to max(1, |objective|)
 * @param feasibility ‖Zw − y‖₂ / max(1, ‖y‖₂)
 * @param stationarity largest violation of the optimality condition that links w and Zᵀν, in the units the predictor
 *     states
 * @param iterations iterations of the solver
 */
public record Interpolator(
        double[] weights,
        double[] dual,
        double objective,
        double dualityGap,
        double feasibility,
        double stationarity,
        int iterations) {

    /** Whether all three residuals are at most {@code tolerance}. */
    public boolean certified(double tolerance) {
        return Math.abs(dualityGap) <= tolerance && feasibility <= tolerance && stationarity <= tolerance;
    }
}
