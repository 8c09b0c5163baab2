package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The largest absolute weight. */
public final class LargestWeight implements Observable {

    @Override
    public String id() {
        return "linf-norm";
    }

    @Override
    public String name() {
        return "ℓ∞ norm";
    }

    @Override
    public String formula() {
        return "\\|w\\|_\\infty";
    }

    @Override
    public String summary() {
        return "The largest absolute weight.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return true;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> Norms.max(moment.weights());
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
