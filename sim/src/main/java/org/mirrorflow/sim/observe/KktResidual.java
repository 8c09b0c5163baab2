package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.mirror.HorizonFunction;

/** How far weights are from a critical point (a Karush–Kuhn–Tucker point) of min φ∞(w) s.t. qᵢ(w) ≥ 1, see {@link Kkt}. */
public final class KktResidual implements Observable {

    /** The certificate costs a linear programme or a few Newton steps at every recorded row. */
    private static final int MOST_SAMPLES = 200;

    @Override
    public String id() {
        return "kkt-residual";
    }

    @Override
    public String name() {
        return "KKT residual";
    }

    @Override
    public String formula() {
        return "\\phi_\\infty(w)\\min_{\\lambda}\\phi_\\infty^\\circ(\\sum\\lambda_i\\nabla q_i)/(L\\,q_{min}) - 1";
    }

    @Override
    public String summary() {
        return "How far the weights are from a critical point of the margin problem of their horizon norm; 0 exactly at one.";
    }

    @Override
    public String source() {
        return "Lyu and Li 2020 (arXiv 1906.05890); the form by duality is derived, checked";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.problem() instanceof MarginProblem margins
                && !margins.neurons().isEmpty()
                && margins.samples() <= MOST_SAMPLES
                && MarginGeometry.horizon(experiment).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        MarginProblem problem = MarginGeometry.margins(experiment).orElseThrow().copy();
        HorizonFunction horizon = MarginGeometry.horizon(experiment).orElseThrow();
        return moment -> Kkt.residual(problem, moment.weights(), horizon);
    }
}
