package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/** The heavy-ball flow on the factors, θ̈ + γθ̇ = −∇_θ f: what momentum tends to as its steps shrink. */
public final class HeavyBallFlow implements DynamicsFamily {

    private static final String FRICTION = "friction";

    @Override
    public String id() {
        return "heavy-ball-flow";
    }

    @Override
    public String name() {
        return "Heavy-ball flow";
    }

    @Override
    public String formula() {
        return "\\ddot\\theta + \\gamma\\dot\\theta = -\\nabla_\\theta f(g(\\theta))";
    }

    @Override
    public String summary() {
        return "A ball with friction γ rolls down the loss, from rest; with much friction it is gradient flow with the clock"
                + " slowed by γ.";
    }

    @Override
    public String source() {
        return "Polyak 1964; Alvarez 2000, On the minimizing property of a second order dissipative system";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter.Real(
                        FRICTION,
                        "\\gamma",
                        "friction",
                        "rate at which velocity is lost; momentum μ at step size h is about γ = (1 − μ)/√h",
                        false,
                        2,
                        0,
                        1e6,
                        false),
                Tolerance.PARAMETER);
    }

    /** No: inertia carries factors off the curve of gradient flow. */
    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        return new InertialFlow(
                problem,
                GradientDescentFamily.factorsOf(model, id()),
                settings.real(FRICTION),
                settings.real(Tolerance.ID));
    }
}
