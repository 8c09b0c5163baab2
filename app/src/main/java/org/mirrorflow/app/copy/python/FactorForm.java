package org.mirrorflow.app.copy.python;

import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.reparam.Reparametrization;

/** A parametrization w = g(θ): its start, its value and its pull-back Dg(θ)ᵀ. */
public abstract class FactorForm implements PythonForm {

    /** Whether it writes this parametrization. */
    abstract boolean writes(Reparametrization parametrization);

    /** Writes {@code weights_of} and {@code pull_back}, and under {@link PythonScript#ROSENBROCK} slopes and curvatures. */
    abstract void maps(Reparametrization parametrization, PythonScript script);

    @Override
    public final PythonPart part() {
        return PythonPart.MODEL;
    }

    @Override
    public final boolean applies(Experiment experiment) {
        return experiment.model() instanceof Model.Factored(Reparametrization parametrization)
                && writes(parametrization);
    }

    @Override
    public final void write(Experiment experiment, PythonScript script) {
        if (experiment.model() instanceof Model.Factored(Reparametrization parametrization)) {
            script.array(part(), "THETA_0", parametrization.start());
            maps(parametrization, script);
        }
    }
}
