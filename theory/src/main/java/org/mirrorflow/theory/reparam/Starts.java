package org.mirrorflow.theory.reparam;

import org.mirrorflow.theory.catalogue.Parameter;

/** The parameters that fix where a flow starts, declared alike in every family. */
final class Starts {

    static final String INITIAL_SCALE = "initial-scale";
    static final String INITIAL_WEIGHT = "initial-weight";

    private Starts() {}

    static Parameter initialScale(String help) {
        return new Parameter.Real(
                INITIAL_SCALE, "\\alpha", "Initial scale", help, false, 0.1, 1e-8, 1e4, true);
    }

    static Parameter initialWeight() {
        return new Parameter.Real(
                INITIAL_WEIGHT,
                "w_0",
                "Initial weight",
                "Value of every weight at the start; 0 for an unbiased start.",
                false,
                0,
                -1e4,
                1e4,
                false);
    }
}
