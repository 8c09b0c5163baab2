package org.mirrorflow.theory.reparam;

import java.util.Arrays;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Start;

/** The parameters that fix where a flow starts, declared alike in every family. */
final class Starts {

    static final String INITIAL_SCALE = "initial-scale";
    static final String INITIAL_WEIGHT = "initial-weight";

    private Starts() {}

    /** w₀: the problem's own where it has one, otherwise the declared initial weight everywhere; a fresh array. */
    static double[] weights(Settings settings, Start start) {
        return start.weights().map(double[]::clone).orElseGet(() -> {
            double[] w = new double[start.dimension()];
            Arrays.fill(w, settings.real(INITIAL_WEIGHT));
            return w;
        });
    }

    static Parameter initialScale(String help) {
        return new Parameter.Real(INITIAL_SCALE, "\\alpha", "Initial scale", help, false, 0.1, 1e-8, 1e4, true);
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
