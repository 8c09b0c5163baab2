package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The value of the loss at the current weights. */
public final class Loss implements Observable {

    @Override
    public String id() {
        return "loss";
    }

    @Override
    public String name() {
        return "Loss";
    }

    @Override
    public String formula() {
        return "f(w)";
    }

    @Override
    public String summary() {
        return "The value of the loss at the current weights.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return true;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return Moment::loss;
    }
}
