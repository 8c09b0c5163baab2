package org.mirrorflow.sim.dynamics;

/** No step size meets the tolerance: the solution leaves every bound, or its right-hand side is not finite. */
public final class StepSizeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepSizeException(double t, double h) {
        super("no step meets the tolerance at t = " + t + " (step " + h
                + "); the flow explodes there or the tolerance is below rounding");
    }
}
