package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Steepest flow on the factors, θ̇ = −φ_q(∇_θ f(g(θ))): sign flow for q = 1, gradient flow for q = 2. */
public final class SteepestFlowFamily implements DynamicsFamily {

    /** Stable id. */
    public static final String ID = "steepest-flow";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "Steepest flow on the factors";
    }

    @Override
    public String formula() {
        return "\\dot\\theta = -\\varphi_q(\\nabla_\\theta f),\\quad \\varphi_q(g) = \\mathrm{sgn}(g)|g|^{q-1}";
    }

    @Override
    public String summary() {
        return "Steepest descent of an ℓp norm in continuous time, from sign flow (q = 1) to gradient flow (q = 2), with"
                + " coupled or decoupled weight decay.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), section 3";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(SteepestSettings.EXPONENT_PARAMETER);
        all.add(Tolerance.PARAMETER);
        all.add(SteepestSettings.SMALLEST_STEP_PARAMETER);
        all.add(SteepestSettings.SMOOTHING_PARAMETER);
        all.addAll(SteepestSettings.decay());
        return all;
    }

    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization g = GradientDescentFamily.factorsOf(model, id());
        Schedule decay = Decay.of(settings);
        SteepestField field = new SteepestField(
                SteepestSettings.signal(
                        problem.copy(),
                        SteepestSettings.scaleFree(settings),
                        decay,
                        SteepestSettings.coupling(settings)),
                g,
                SteepestSettings.field(settings),
                decay,
                SteepestSettings.coupling(settings),
                settings.real(Tolerance.ID));
        return new SteepestFlow(
                problem.copy(),
                new CrossingRungeKutta(field, settings.real(SteepestSettings.SMALLEST_STEP)),
                decay,
                g.start(),
                g::apply,
                true);
    }
}
