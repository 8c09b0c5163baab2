package org.mirrorflow.sim.run;

/**
 * What theory says of one recorded quantity along a run, row by row of its history: drawn dashed over the measured curve.
 *
 * @param quantity id of the observable, or {@code weight/i} for coordinate i counted from 0
 * @param label a few words beside the curve; empty for none
 * @param values the predicted value in each row; NaN where theory is silent
 */
public record TheoryCurve(String quantity, String label, double[] values) {

    /** The same value at all times. */
    public static TheoryCurve level(String quantity, String label, double value, History history) {
        double[] values = new double[history.size()];
        java.util.Arrays.fill(values, value);
        return new TheoryCurve(quantity, label, values);
    }
}
