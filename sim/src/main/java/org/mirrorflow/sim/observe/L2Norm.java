package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The Euclidean norm of the weights. */
public final class L2Norm implements Observable {

    @Override
    public String id() {
        return "l2-norm";
    }

    @Override
    public String name() {
        return "ℓ₂ norm";
    }

    @Override
    public String formula() {
        return "\\|w\\|_2";
    }

    @Override
    public String summary() {
        return "The Euclidean norm of the weights.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LINEAR;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return true;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> Norms.l2(moment.weights());
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
