package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;

/** The size of the weights in the norm to which the mirror map looks alike at infinity. */
public final class HorizonNorm implements Observable {

    @Override
    public String id() {
        return "horizon-norm";
    }

    @Override
    public String name() {
        return "Horizon norm";
    }

    @Override
    public String formula() {
        return "\\phi_\\infty(w)";
    }

    @Override
    public String summary() {
        return "The size of the weights in the norm to which the mirror map looks alike at infinity.";
    }

    @Override
    public String source() {
        return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof MarginProblem
                && MarginGeometry.horizon(experiment).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        HorizonFunction horizon = MarginGeometry.horizon(experiment).orElseThrow();
        return moment -> horizon.of(moment.weights());
    }

    @Override
    public Basis basis() {
        return Basis.WEIGHTS;
    }
}
