package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.GradientFlow;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient flow on the factors, by the integrator that the lab takes. */
public final class GradientFlowForm implements PythonForm {

    @Override
    public PythonPart part() {
        return PythonPart.DYNAMICS;
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals("gradient-flow");
    }

    @Override
    public void write(Experiment experiment, PythonScript script) {
        Settings settings = experiment.specification().dynamics().settings();
        if (!(experiment.model() instanceof Model.Factored(Reparametrization parametrization))) {
            throw PythonText.none("model without factors under gradient-flow");
        }
        boolean admissible = Decay.ofAdmissiblePenalty(settings) && script.has("decay");
        if (admissible && !(parametrization instanceof DiagonalNetwork)) {
            throw PythonText.none("setting dynamics.decay-of = \"admissible\" of this model");
        }
        boolean implicit = GradientFlow.implicit(settings, experiment.problem(), parametrization);
        script.flag(PythonScript.ROSENBROCK, implicit);
        script.flag("fine", implicit && !script.has("decay"));
        script.flag("powers", admissible);
        FlowText.before(experiment, script);
        if (script.has("decay")) {
            script.code(part(), """
                    def penalty_gradient(theta):
                        return theta  #: !powers
                        return DEPTH * np.copysign(np.abs(theta ** (DEPTH - 1)), theta)  #: powers
                    """);
        }
        script.template(part(), "factors");
        if (implicit) {
            script.template(part(), "factors_implicit");
        }
        FlowText.after(script);
    }
}
