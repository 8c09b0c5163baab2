package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/** Nesterov's flow on the factors, θ̈ + (3/t)θ̇ = −∇_θ f, from rest: the limit of accelerated gradient descent. */
public final class NesterovFlow implements DynamicsFamily {

    @Override
    public String id() {
        return "nesterov-flow";
    }

    @Override
    public String name() {
        return "Nesterov's flow";
    }

    @Override
    public String formula() {
        return "\\ddot\\theta + \\frac{3}{t}\\dot\\theta = -\\nabla_\\theta f(g(\\theta))";
    }

    @Override
    public String summary() {
        return "Friction that fades like 3/t: on a convex loss f falls like 1/t², and the weights overshoot on their way.";
    }

    @Override
    public String source() {
        return "Su, Boyd and Candès 2016 (arXiv 1503.01243), equation (3)";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Tolerance.PARAMETER);
    }

    /** No: inertia carries factors off the curve of gradient flow. */
    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        return new InertialFlow(
                problem, GradientDescentFamily.factorsOf(model, id()), Double.NaN, settings.real(Tolerance.ID));
    }
}
