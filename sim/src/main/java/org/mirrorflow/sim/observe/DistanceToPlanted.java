package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;

/** The Euclidean distance to the planted vector, relative to its norm. */
public final class DistanceToPlanted implements Observable {

    @Override
    public String id() {
        return "distance-to-planted";
    }

    @Override
    public String name() {
        return "Distance to the planted weights";
    }

    @Override
    public String formula() {
        return "\\|w - w^\\circ\\|_2/\\|w^\\circ\\|_2";
    }

    @Override
    public String summary() {
        return "The Euclidean distance from the weights to the planted vector, relative to its norm; on a saddle it stays at"
                + " 1.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof LinearRegression
                && experiment.problem().planted().isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        double[] planted = experiment.problem().planted().orElseThrow();
        return moment -> Norms.relativeDistance(moment.weights(), planted);
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
