package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** How many weights exceed a thousandth of the largest. */
public final class ActiveWeights implements Observable {

    @Override
    public String id() {
        return "active-weights";
    }

    @Override
    public String name() {
        return "Active weights";
    }

    @Override
    public String formula() {
        return "\\#\\{|w_i| > 10^{-3}\\|w\\|_\\infty\\}";
    }

    @Override
    public String summary() {
        return "How many weights exceed a thousandth of the largest.";
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
        return moment -> {
            double threshold = 1e-3 * Norms.max(moment.weights());
            int count = 0;
            for (double w : moment.weights()) {
                if (Math.abs(w) > threshold) {
                    count++;
                }
            }
            return count;
        };
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
