package org.mirrorflow.app.copy.python;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.Settings;

/** Steepest descent on the factors, φ_q of the gradient, with coupled or decoupled weight decay. */
public final class SteepestDescentForm extends StepsForm {

    @Override
    String kind() {
        return "steepest-descent";
    }

    @Override
    Step step(Settings settings, Names names) {
        double q = settings.real("exponent");
        double smoothing = settings.real("smoothing");
        boolean coupled = settings.text("decay-coupling").equals("coupled");
        String exponent = PythonScript.literal(q);
        String field = smoothing == 0 || q == 2
                ? SignDescentForm.power("g", exponent)
                : "d = g * np.hypot(g, " + PythonScript.literal(smoothing) + ") ** (" + exponent + " - 2)\n";
        return new Step(
                List.of(),
                (coupled ? Directions.COUPLED : "")
                        + field
                        + (coupled
                                ? ""
                                : "theta = math.exp(DECAY.dose(time) - DECAY.dose(time + h)) * theta  #: decay\n")
                        + "return theta - h * d",
                "");
    }

    @Override
    boolean followsLogLoss(Experiment experiment) {
        Settings settings = experiment.specification().dynamics().settings();
        return settings.real("exponent") == 1
                && settings.real("smoothing") == 0
                && (experiment.decay().isNone()
                        || settings.text("decay-coupling").equals("decoupled"));
    }
}
