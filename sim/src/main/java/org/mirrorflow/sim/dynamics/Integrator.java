package org.mirrorflow.sim.dynamics;

/**
 * An adaptive one-step method. It is driven from outside, one accepted step at a time, so that a run can pause, record
 * and resume after any step; its whole memory is {@link #memory()}, and restoring it continues with the same bits.
 */
public interface Integrator {

    /**
     * Takes one accepted step, not beyond {@code until}, and lands on {@code until} exactly when it comes near.
     *
     * @param t the time of {@code y}
     * @param y the state, replaced by the state at the returned time
     * @param until time that must not be passed, greater than {@code t}
     * @return the new time
     * @throws StepSizeException when no step, however small, meets the tolerance; {@code y} is then unchanged
     */
    double step(double t, double[] y, double until);

    /** To be called where the right-hand side jumps: nothing of it is remembered beyond this time. */
    default void restart() {}

    /** Classical order of the propagated solution. */
    int order();

    /** Number of evaluations of the right-hand side so far. */
    long evaluations();

    /** What the next step depends on beside y. */
    double[] memory();

    /** Continues from a saved {@link #memory()}. */
    void restore(double[] memory);
}
