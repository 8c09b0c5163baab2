package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The number of weights whose sign is not the one at the start; weights that start at 0 do not count. */
public final class SignFlips implements Observable {

    @Override
    public String id() {
        return "sign-flips";
    }

    @Override
    public String name() {
        return "Signs changed";
    }

    @Override
    public String formula() {
        return "\\#\\{i : w_i\\,w_i(0) < 0\\}";
    }

    @Override
    public String summary() {
        return "The number of weights whose sign is not the one at the start; weights that start at 0 do not count.";
    }

    @Override
    public String source() {
        return "definition; Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801)";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return Norms.max(experiment.model().startWeights()) > 0;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        double[] start = experiment.model().startWeights();
        return moment -> {
            int flips = 0;
            for (int i = 0; i < start.length; i++) {
                flips += start[i] * moment.weights()[i] < 0 ? 1 : 0;
            }
            return flips;
        };
    }
}
