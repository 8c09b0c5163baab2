package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;

/** How far the normalised margin is below the largest that any direction has, as a share of it. */
public final class MarginGap implements Observable {

    @Override
    public String id() {
        return "margin-gap";
    }

    @Override
    public String name() {
        return "Margin gap";
    }

    @Override
    public String formula() {
        return "1 - \\gamma_t/\\gamma";
    }

    @Override
    public String summary() {
        return "How far the normalised margin is below the largest that any direction has, as a share of it.";
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
        return experiment.problem() instanceof MarginProblem
                && MarginGeometry.horizon(experiment).isPresent()
                && experiment
                        .prediction(Prediction.LIMIT)
                        .filter(limit -> limit.kind() == Prediction.Kind.DIRECTION)
                        .isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        MarginProblem problem = MarginGeometry.margins(experiment).orElseThrow().copy();
        HorizonFunction horizon = MarginGeometry.horizon(experiment).orElseThrow();
        double[] best = experiment.prediction(Prediction.LIMIT).orElseThrow().weights();
        double largest = MarginGeometry.normalisedMargin(problem, best, horizon);
        return moment -> 1 - MarginGeometry.normalisedMargin(problem, moment.weights(), horizon) / largest;
    }
}
