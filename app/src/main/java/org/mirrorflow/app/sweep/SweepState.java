package org.mirrorflow.app.sweep;

import java.util.Optional;
import org.mirrorflow.sim.sweep.SweepTable;

/**
 * What the page of sweeps shows at one instant.
 *
 * @param table the results so far; empty before the first sweep
 * @param running whether runs go on
 * @param secondsLeft an estimate; NaN where there is none
 * @param failure what cannot be, as a sentence; empty for nothing
 */
record SweepState(Optional<SweepTable> table, boolean running, double secondsLeft, String failure) {

    static final SweepState EMPTY = new SweepState(Optional.empty(), false, Double.NaN, "");
}
