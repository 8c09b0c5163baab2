package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** Mirror flow of linear margins in normalised time ds = f dt: the mirror flow of log f. */
public final class NormalisedMirrorFlowForm implements PythonForm {

    @Override
    public PythonPart part() {
        return PythonPart.DYNAMICS;
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.specification().dynamics().kind().equals("normalised-mirror-flow");
    }

    @Override
    public boolean writesModel() {
        return true;
    }

    @Override
    public void write(Experiment experiment, PythonScript script) {
        Settings settings = experiment.specification().dynamics().settings();
        if (settings.text("integrator").equals("midpoint")) {
            throw PythonText.none("setting dynamics.integrator = \"midpoint\"");
        }
        SeparableMirrorMap map = experiment
                .model()
                .potential()
                .orElseThrow(() -> PythonText.none("model \""
                        + experiment.specification().model().kind() + "\", whose map couples its coordinates,"));
        script.flag("log", true);
        script.flag("normalised", true);
        script.flag(
                PythonScript.ROSENBROCK,
                !settings.text("integrator").equals("dormand-prince")
                        && experiment.problem() instanceof MarginProblem margins
                        && margins.tail() == MarginProblem.Tail.EXPONENTIAL
                        && !Potentials.anySteep(map));
        FlowText.before(experiment, script);
        Potentials.start(map, experiment, script);
        script.template(part(), "dual");
        if (script.has(PythonScript.ROSENBROCK)) {
            script.template(part(), "margins_implicit");
        }
        FlowText.after(script);
    }
}
