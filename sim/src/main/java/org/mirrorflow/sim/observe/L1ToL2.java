package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The ℓ1 norm over the ℓ2 norm: from 1 for a single weight to √d for weights all alike. */
public final class L1ToL2 implements Observable {

    @Override
    public String id() {
        return "l1-l2-ratio";
    }

    @Override
    public String name() {
        return "ℓ₁ over ℓ₂";
    }

    @Override
    public String formula() {
        return "\\|w\\|_1/\\|w\\|_2";
    }

    @Override
    public String summary() {
        return "The ℓ1 norm over the ℓ2 norm: from 1 for a single weight to √d for weights all alike.";
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
        return moment -> Norms.l1(moment.weights()) / Norms.l2(moment.weights());
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
