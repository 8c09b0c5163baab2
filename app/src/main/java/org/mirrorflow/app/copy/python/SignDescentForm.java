package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.theory.catalogue.Settings;

/** Steps along a power of the averaged gradient, sign descent for q = 1. */
public final class SignDescentForm extends StepsForm {

    @Override
    String kind() {
        return "sign-descent";
    }

    @Override
    Step step(Settings settings, Names names) {
        if (settings.text("normalised").equals("yes")) {
            throw PythonText.none("setting dynamics.normalised = \"yes\"");
        }
        boolean coupled = settings.text("decay-coupling").equals("coupled");
        String average = names.of("average");
        String exponent = PythonScript.literal(settings.real("exponent"));
        return new Step(
                List.of("average"),
                (coupled ? Directions.COUPLED : "")
                        + "MEMORY[\"average\"] = (1 - " + average + ") * g + " + average + " * MEMORY[\"average\"]\n"
                        + power("MEMORY[\"average\"]", exponent)
                        + (coupled ? "" : Directions.DECOUPLED)
                        + "return theta - h * d",
                "");
    }

    /** d = sgn(x)|x|^{q−1}, 0 at 0. */
    static String power(String x, String exponent) {
        return exponent.equals("1.0")
                ? "d = np.sign(" + x + ")\n"
                : "d = np.sign(" + x + ") * np.abs(" + x + ") ** (" + exponent + " - 1)\n";
    }
}
