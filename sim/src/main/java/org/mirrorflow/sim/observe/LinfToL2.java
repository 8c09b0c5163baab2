package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The largest weight over the ℓ2 norm: from 1/√d for weights all alike to 1 for a single weight. */
public final class LinfToL2 implements Observable {

    @Override
    public String id() {
        return "linf-l2-ratio";
    }

    @Override
    public String name() {
        return "ℓ∞ over ℓ₂";
    }

    @Override
    public String formula() {
        return "\\|w\\|_\\infty/\\|w\\|_2";
    }

    @Override
    public String summary() {
        return "The largest weight over the ℓ2 norm: from 1/√d for weights all alike to 1 for a single weight.";
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
        return moment -> Norms.max(moment.weights()) / Norms.l2(moment.weights());
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
