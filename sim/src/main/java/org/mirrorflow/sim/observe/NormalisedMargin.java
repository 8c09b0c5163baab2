package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;

/** The smallest margin over the L-th power of the horizon norm of the mirror map. */
public final class NormalisedMargin implements Observable {

    @Override
    public String id() {
        return "margin";
    }

    @Override
    public String name() {
        return "Normalised margin";
    }

    @Override
    public String formula() {
        return "\\min_i q_i(w)/\\phi_\\infty(w)^L";
    }

    @Override
    public String summary() {
        return "The smallest margin over the L-th power of the horizon norm of the mirror map.";
    }

    @Override
    public String source() {
        return "Lyu and Li 2020 (arXiv 1906.05890); Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LINEAR;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof MarginProblem
                && MarginGeometry.horizon(experiment).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        MarginProblem problem = MarginGeometry.margins(experiment).orElseThrow().copy();
        HorizonFunction horizon = MarginGeometry.horizon(experiment).orElseThrow();
        return moment -> MarginGeometry.normalisedMargin(problem, moment.weights(), horizon);
    }

    @Override
    public Basis basis() {
        return Basis.DIRECTION;
    }
}
