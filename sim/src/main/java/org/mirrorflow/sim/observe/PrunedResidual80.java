package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.LinearRegression;

/** The relative residual of the regression after the smallest 80 % of the weights have been set to 0. */
public final class PrunedResidual80 implements Observable {

    @Override
    public String id() {
        return "pruned-residual-80";
    }

    @Override
    public String name() {
        return "Residual pruned to 80 %";
    }

    @Override
    public String formula() {
        return "\\|Zw_{80\\%}-y\\|/\\|y\\|";
    }

    @Override
    public String summary() {
        return "The relative residual of the regression after the smallest 80 % of the weights have been set to 0.";
    }

    @Override
    public String source() {
        return "Jacobs, Jain and Burkholz 2026 (arXiv 2605.21104), as one-shot magnitude pruning";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof LinearRegression;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        return Pruning.residual((LinearRegression) experiment.problem(), 0.8);
    }
}
