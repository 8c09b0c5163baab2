package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** Gradient descent with momentum, the heavy ball. */
public final class HeavyBallForm extends StepsForm {

    @Override
    String kind() {
        return "momentum";
    }

    @Override
    Step step(Settings settings, Names names) {
        return new Step(
                List.of("velocity"),
                Directions.heavyBall(names, false) + "return theta - h * d",
                Directions.momentumTime(names));
    }
}
