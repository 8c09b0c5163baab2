package org.mirrorflow.sim.curve;

import org.mirrorflow.sim.experiment.Experiment;

/** Which dynamics the laws of decay are about. */
final class Flow {

    private Flow() {}

    /** Gradient flow on the factors, not steps. */
    static boolean is(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals("gradient-flow");
    }
}
