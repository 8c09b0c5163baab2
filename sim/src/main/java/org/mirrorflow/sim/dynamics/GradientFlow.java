package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient flow on the factors, θ̇ = −Dg(θ)ᵀ∇f(g(θ)). */
public final class GradientFlow implements DynamicsFamily {

    @Override
    public String id() {
        return "gradient-flow";
    }

    @Override
    public String name() {
        return "Gradient flow on the factors";
    }

    @Override
    public String formula() {
        return "\\dot\\theta = -\\nabla_\\theta f(g(\\theta))";
    }

    @Override
    public String summary() {
        return "Follows the negative gradient of the loss in the factors, in continuous time.";
    }

    @Override
    public String source() {
        return "Li, Wang, Lee and Arora 2022, equation (1)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Tolerance.PARAMETER);
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization parametrization = GradientDescentFamily.factorsOf(model, id());
        FactorSystem system = new FactorSystem(problem.copy(), parametrization, settings.real(Tolerance.ID));
        Integrator integrator = new DormandPrince(system);
        return new Flow(problem.copy(), integrator, parametrization.start(), parametrization::apply, true);
    }
}
