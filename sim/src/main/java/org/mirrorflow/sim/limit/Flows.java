package org.mirrorflow.sim.limit;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;

/** Which dynamics the theorems on decay are about. */
final class Flows {

    private static final List<String> KINDS = List.of("gradient-flow", "mirror-flow");

    private Flows() {}

    /** Gradient flow on the factors, or mirror flow. */
    static boolean continuousFlow(Experiment experiment) {
        return KINDS.contains(experiment.specification().dynamics().kind());
    }
}
