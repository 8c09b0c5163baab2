package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** AdamW, whose weight decay is part of the step. */
public final class AdamWForm extends StepsForm {

    @Override
    String kind() {
        return "adamw";
    }

    @Override
    Step step(Settings settings, Names names) {
        return new Step(
                List.of("first", "second", "steps"),
                Directions.adam(names) + Directions.DECOUPLED + "return theta - h * d",
                "");
    }
}
