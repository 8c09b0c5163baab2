package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The sum of the absolute weights. */
public final class L1Norm implements Observable {

    @Override
    public String id() {
        return "l1-norm";
    }

    @Override
    public String name() {
        return "ℓ₁ norm";
    }

    @Override
    public String formula() {
        return "\\|w\\|_1";
    }

    @Override
    public String summary() {
        return "The sum of the absolute weights.";
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
        return moment -> Norms.l1(moment.weights());
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
