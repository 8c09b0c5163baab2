package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The share of ‖w‖₁ on the places where the planted vector is not zero. */
public final class SupportShare implements Observable {

    @Override
    public String id() {
        return "support-share";
    }

    @Override
    public String name() {
        return "Share on the planted support";
    }

    @Override
    public String formula() {
        return "\\sum_{i\\in S}|w_i|/\\|w\\|_1";
    }

    @Override
    public String summary() {
        return "The share of the l1 norm on the places where the planted vector is not zero: 1 where they are found.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment
                .problem()
                .planted()
                .filter(planted -> planted.length == dynamics.weights().length)
                .isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        double[] planted = experiment.problem().planted().orElseThrow();
        return moment -> {
            double on = 0;
            double all = 0;
            for (int i = 0; i < planted.length; i++) {
                double size = Math.abs(moment.weights()[i]);
                all += size;
                on += planted[i] != 0 ? size : 0;
            }
            return on / all;
        };
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
