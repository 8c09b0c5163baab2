package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** Adam, whose weight decay is part of the gradient. */
public final class AdamForm extends StepsForm {

    @Override
    String kind() {
        return "adam";
    }

    @Override
    Step step(Settings settings, Names names) {
        return new Step(
                List.of("first", "second", "steps"),
                Directions.COUPLED + Directions.adam(names) + "return theta - h * d",
                "");
    }
}
