package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;

/** The declared parameters that both flows share. */
final class Tolerances {

    static final String TOLERANCE = "tolerance";
    static final String INTEGRATOR = "integrator";

    private Tolerances() {}

    static List<Parameter> parameters(String defaultIntegrator) {
        return List.of(
                new Parameter.Real(
                        TOLERANCE,
                        "\\varepsilon",
                        "tolerance",
                        "largest estimated relative error of one integrator step",
                        false,
                        1e-9,
                        1e-13,
                        1e-2,
                        true),
                new Parameter.Choice(
                        INTEGRATOR,
                        "",
                        "integrator",
                        "dormand-prince is explicit, of order 5; rodas is linearly implicit, of order 4, for stiff starts",
                        false,
                        defaultIntegrator,
                        List.of("dormand-prince", "rodas")));
    }
}
