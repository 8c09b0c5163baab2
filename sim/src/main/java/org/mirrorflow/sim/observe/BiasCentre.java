package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;

/** The distance of the minimum of the moving potential from 0: where the bias draws the weights, apart from the data. */
public final class BiasCentre implements Observable {

    @Override
    public String id() {
        return "bias-centre";
    }

    @Override
    public String name() {
        return "Centre of the bias";
    }

    @Override
    public String formula() {
        return "\\|e^{-2\\Lambda_t} w_0\\|_2";
    }

    @Override
    public String summary() {
        return "The distance of the minimum of the moving potential from 0: where the bias draws the weights, apart from the data.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883), positional bias";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.movingPotential().isPresent()
                && dynamics.continuous()
                && Norms.max(experiment.model().startWeights()) > 0;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        SeparableMovingMirrorMap moving = experiment.movingPotential().orElseThrow();
        double[] origin = new double[moving.dimension()];
        double[] centre = new double[moving.dimension()];
        return moment -> {
            moving.conjugateGradient(
                    moment.experiment().decay().dose(moment.dynamics().time()), origin, centre);
            return Norms.l2(centre);
        };
    }
}
