package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** The hyperbolic step alone: mirror descent of hyperbolic entropy, or exponentiated gradients. */
public final class HyperbolicForm extends StepsForm {

    @Override
    String kind() {
        return "hyperbolic";
    }

    @Override
    Step step(Settings settings, Names names) {
        return new Step(
                List.of(),
                Directions.DECOUPLED
                        + Directions.hyperbolic(
                                names,
                                settings.text("form").equals("entropy"),
                                PythonScript.literal(settings.real("gamma")),
                                "g")
                        + "return theta",
                "");
    }
}
