package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;

/** The natural logarithm of a classification loss, also where the loss underflows. */
public final class LogLoss implements Observable {

    @Override
    public String id() {
        return "log-loss";
    }

    @Override
    public String name() {
        return "Log loss";
    }

    @Override
    public String formula() {
        return "\\log f(w)";
    }

    @Override
    public String summary() {
        return "The natural logarithm of a classification loss, also where the loss underflows.";
    }

    @Override
    public String source() {
        return "definition";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof MarginProblem;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        MarginProblem problem = MarginGeometry.margins(experiment).orElseThrow().copy();
        return moment -> problem.logLoss(moment.weights());
    }
}
