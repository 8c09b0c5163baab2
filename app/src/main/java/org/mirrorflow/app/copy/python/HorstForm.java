package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** An adaptive step composed with a hyperbolic one, in either order. */
public final class HorstForm extends StepsForm {

    @Override
    String kind() {
        return "horst";
    }

    @Override
    Step step(Settings settings, Names names) {
        String base = settings.text("base");
        if (base.equals("lion")) {
            throw PythonText.none("setting dynamics.base = \"lion\"");
        }
        String adaptive = Directions.DECOUPLED + "theta = theta - h * d\n";
        String hyperbolic = Directions.hyperbolic(
                names,
                settings.text("form").equals("entropy"),
                PythonScript.literal(settings.real("gamma")),
                settings.text("coupling").equals("raw") ? "g" : "d");
        return new Step(
                base.equals("sign") ? List.of() : List.of("first", "second", "steps"),
                (base.equals("sign") ? "d = np.sign(g)\n" : Directions.adam(names))
                        + (settings.text("order").equals("AH") ? hyperbolic + adaptive : adaptive + hyperbolic)
                        + "return theta",
                "");
    }
}
