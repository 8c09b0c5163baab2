package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;

/** The smallest margin of a sample, in units of the output. */
public final class SmallestMargin implements Observable {

    @Override
    public String id() {
        return "smallest-margin";
    }

    @Override
    public String name() {
        return "Smallest margin";
    }

    @Override
    public String formula() {
        return "\\min_i q_i(w)";
    }

    @Override
    public String summary() {
        return "The smallest margin of a sample, in units of the output.";
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
        return moment -> problem.smallestMargin(moment.weights());
    }
}
