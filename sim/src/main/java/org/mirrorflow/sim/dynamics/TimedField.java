package org.mirrorflow.sim.dynamics;

/** The right-hand side of ẏ = F(t, y), which may jump on surfaces in y. */
public interface TimedField {

    /** Length of y. */
    int dimension();

    /** rate = F(t, y). Leaves NaN where F is not defined; never throws. */
    void rate(double t, double[] y, double[] rate);

    /** Size of an error estimate relative to the tolerance, as {@link FlowSystem#errorNorm}. */
    double errorNorm(double[] before, double[] after, double[] error);
}
