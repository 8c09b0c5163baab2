package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** Gradient descent on the factors. */
public final class GradientDescentForm extends StepsForm {

    @Override
    String kind() {
        return "gradient-descent";
    }

    @Override
    Step step(Settings settings, Names names) {
        return new Step(List.of(), "return theta - h * g", "");
    }
}
