package org.mirrorflow.sim.dynamics;

import java.util.Map;
import org.mirrorflow.theory.catalogue.Settings;

/** A trajectory of weights, advanced one step at a time from outside. Not thread-safe. */
public interface Dynamics {

    /**
     * Flow time t; for discrete steps the sum of the step sizes η, with momentum μ of η/(1 − μ), the time that a flow
     * needs for as much.
     */
    double time();

    /** log t, also where t overflows. */
    default double logTime() {
        return Math.log(time());
    }

    /** The loss-normalised time s = ∫ f dt; for discrete steps the sum. */
    double normalisedTime();

    /**
     * The variable in which this trajectory is advanced, limited and recorded: flow time, unless the flow moves in
     * another clock (normalised time, where t would overflow).
     */
    default double clock() {
        return time();
    }

    /** The accumulated weight decay Λ = ∫ λ dt; 0 without decay. */
    default double dose() {
        return 0;
    }

    /** Accepted integrator steps, or optimizer steps. */
    long steps();

    /** Whether this is a flow in continuous time, so that a record can land on a given time. */
    boolean continuous();

    /** Whether {@link #state()} holds factors θ; otherwise it holds dual variables η. */
    boolean movesFactors();

    /** What is being advanced — factors θ or dual variables η — live, not to be written to. */
    double[] state();

    /** The current weights w, live, not to be written to. */
    double[] weights();

    /** f(w). */
    double loss();

    /** ∇f(w), live, not to be written to. */
    double[] gradient();

    /**
     * Takes one step. A flow does not pass {@code until}, in units of {@link #clock()}, and lands on it exactly when it comes near; a discrete
     * optimizer ignores it.
     *
     * @throws StepSizeException when a flow cannot go on
     */
    void advance(double until);

    /** Everything the continuation depends on, as fresh arrays by name. */
    Map<String, double[]> save();

    /** Continues from a {@link #save}; the bits that follow are the same as without the interruption. */
    void restore(Map<String, double[]> saved);

    /**
     * Takes over the adjustable ones among {@code settings} from the next step on.
     *
     * @param from when they change, in units of {@link #clock()}: now, or, before a {@link #restore}, a time that has passed
     */
    void adjust(double from, Settings settings);
}
