package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * Gradient flow on the factors of a classification loss in normalised time ds = f dt:
 * dθ/ds = −Dg(θ)ᵀ∇f(g(θ))/f(g(θ)), with log t carried along.
 */
public final class NormalisedGradientFlow implements DynamicsFamily {

    private static final String ID = "normalised-gradient-flow";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "Gradient flow on the factors in normalised time";
    }

    @Override
    public String formula() {
        return "\\frac{d\\theta}{ds} = -\\frac{\\nabla_\\theta f(g(\\theta))}{f(g(\\theta))},\\quad ds = f\\,dt";
    }

    @Override
    public String summary() {
        return "Gradient flow of the factors on separable data, in the clock in which the loss falls exponentially.";
    }

    @Override
    public String source() {
        return "Lyu and Li 2020 (arXiv 1906.05890); derived, checked";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Tolerance.PARAMETER);
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization parametrization = GradientDescentFamily.factorsOf(model, ID);
        MarginProblem margins = NormalisedMirrorFlow.marginsOf(problem, ID, "gradient-flow");
        FactorSystem system =
                new FactorSystem(new LogLoss(margins.copy()), parametrization, settings.real(Tolerance.ID));
        return new NormalisedFlow(
                margins.copy(), new DormandPrince(system), parametrization.start(), parametrization::apply, true);
    }
}
