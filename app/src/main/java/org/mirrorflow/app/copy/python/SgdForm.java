package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** Stochastic gradient descent with momentum and coupled weight decay. */
public final class SgdForm extends StepsForm {

    @Override
    String kind() {
        return "sgd";
    }

    @Override
    Step step(Settings settings, Names names) {
        return new Step(
                List.of("velocity"),
                Directions.COUPLED
                        + Directions.heavyBall(names, settings.text("nesterov").equals("yes"))
                        + "return theta - h * d",
                Directions.momentumTime(names));
    }
}
