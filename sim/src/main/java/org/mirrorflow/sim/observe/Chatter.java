package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Chattering;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** How far the weights go in one step along a surface where the field jumps. */
public final class Chatter implements Observable {

    @Override
    public String id() {
        return "chatter";
    }

    @Override
    public String name() {
        return "Chatter";
    }

    @Override
    public String formula() {
        return "\\|w_k - w_{k-1}\\|_\\infty";
    }

    @Override
    public String summary() {
        return "How far the weights went in the last step if it crossed a surface where the field jumps, else 0: the sliding"
                + " solution lies within about this distance.";
    }

    @Override
    public String source() {
        return "definition; Filippov 1988 for the sliding solution";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return dynamics instanceof Chattering;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return moment -> moment.dynamics() instanceof Chattering chattering ? chattering.chatter() : 0;
    }
}
