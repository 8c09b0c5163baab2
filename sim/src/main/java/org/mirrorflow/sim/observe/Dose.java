package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The accumulated weight decay, which alone decides what bias a flow is left with. */
public final class Dose implements Observable {

    @Override
    public String id() {
        return "dose";
    }

    @Override
    public String name() {
        return "Dose of weight decay";
    }

    @Override
    public String formula() {
        return "\\Lambda = \\int \\lambda\\,dt";
    }

    @Override
    public String summary() {
        return "The accumulated weight decay, which alone decides what bias a flow is left with.";
    }

    @Override
    public String source() {
        return "definition; Jacobs and Burkholz 2024 (arXiv 2408.09966)";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return !experiment.decay().isNone() && dynamics.continuous();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> moment.experiment().decay().dose(moment.dynamics().time());
    }
}
