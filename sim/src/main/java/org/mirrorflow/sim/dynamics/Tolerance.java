package org.mirrorflow.sim.dynamics;

import org.mirrorflow.theory.catalogue.Parameter;

/** The declared parameter that both flows share. */
final class Tolerance {

    static final String ID = "tolerance";

    static final Parameter PARAMETER = new Parameter.Real(
            ID,
            "\\varepsilon",
            "tolerance",
            "largest estimated relative error of one integrator step",
            false,
            1e-9,
            1e-13,
            1e-2,
            true);

    private Tolerance() {}
}
