package org.mirrorflow.sim.run;

import org.mirrorflow.sim.dynamics.Dynamics;

/**
 * All clocks at one moment of a run.
 *
 * @param step steps taken
 * @param clock the variable in which the trajectory is advanced and recorded
 * @param time flow time t; infinite where it overflows
 * @param logTime log t, also where t overflows
 * @param normalisedTime s = ∫ f dt
 */
public record Clocks(long step, double clock, double time, double logTime, double normalisedTime) {

    static Clocks of(Dynamics dynamics) {
        return new Clocks(
                dynamics.steps(), dynamics.clock(), dynamics.time(), dynamics.logTime(), dynamics.normalisedTime());
    }
}
