package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** An ordinary step and then a hyperbolic one along the gradient of the same point. */
public final class HamForm extends StepsForm {

    @Override
    String kind() {
        return "ham";
    }

    @Override
    Step step(Settings settings, Names names) {
        boolean sgd = settings.text("base").equals("sgd");
        return new Step(
                sgd ? List.of("velocity") : List.of("first", "second", "steps"),
                (sgd ? Directions.heavyBall(names, false) : Directions.adam(names))
                        + Directions.DECOUPLED
                        + "theta = theta - h * d\n"
                        + Directions.hyperbolic(names, false, "1", "g")
                        + "return theta",
                sgd ? Directions.momentumTime(names) : "");
    }
}
