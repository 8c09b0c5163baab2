package org.mirrorflow.sim.observe;

import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/**
 * One instant of a run, as observables see it.
 *
 * @param experiment what runs
 * @param dynamics the trajectory; its state is live
 * @param weights w at this instant
 * @param loss f(w) at this instant
 */
public record Moment(Experiment experiment, Dynamics dynamics, double[] weights, double loss) {}
