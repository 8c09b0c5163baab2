package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.optim.Schedule;

/** Steepest mirror flow, η̇ = −φ_q(∇f(∇R*(η))), in the dual; on regression it slides along surfaces without chatter. */
public final class SteepestMirrorFlowFamily implements DynamicsFamily {

    @Override
    public String id() {
        return "steepest-mirror-flow";
    }

    @Override
    public String name() {
        return "Steepest mirror flow in the dual";
    }

    @Override
    public String formula() {
        return "\\dot\\eta = -\\varphi_q(\\nabla f(w)),\\quad w = \\nabla R^*(\\eta)";
    }

    @Override
    public String summary() {
        return "Moves the dual variable of a separable mirror map in the direction of steepest descent, which is what"
                + " steepest flow on a product of factors does to the weights.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.6";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                SteepestSettings.EXPONENT_PARAMETER,
                new Parameter.Real(
                        Tolerance.ID,
                        "\\varepsilon",
                        "tolerance",
                        "largest estimated relative error of one step of order one, before it is extrapolated",
                        false,
                        1e-5,
                        1e-12,
                        1e-2,
                        true),
                SteepestSettings.SMALLEST_STEP_PARAMETER);
    }

    @Override
    public boolean followsGradientFlow() {
        return false;
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        double q = settings.real(SteepestSettings.EXPONENT);
        double tolerance = settings.real(Tolerance.ID);
        if (!(model instanceof Model.Mirrored)) {
            throw new InvalidSettingException(
                    "kind",
                    "is \"" + id() + "\", which moves a mirror map, but the model is a parametrization; use"
                            + " \"mirror-flow\", or \"steepest-flow\" on its factors, or a mirror map as the model");
        }
        SeparableMirrorMap map = model.potential()
                .orElseThrow(() -> new InvalidSettingException(
                        "kind",
                        "is \"" + id() + "\", which needs a separable mirror map, and this one is not; use"
                                + " \"mirror-flow\""));
        if (problem instanceof LinearRegression regression && !steepAtZero(map)) {
            return new SteepestMirrorFlow(regression, map, q, tolerance);
        }
        return new SteepestFlow(
                problem.copy(),
                new CrossingRungeKutta(
                        new DualSteepestField(problem.copy(), map, q, tolerance),
                        settings.real(SteepestSettings.SMALLEST_STEP)),
                Schedule.NONE,
                new double[map.dimension()],
                map::conjugateGradient,
                false);
    }

    /** Whether some weight moves infinitely fast at 0, where a step linearised there makes no sense. */
    private static boolean steepAtZero(SeparableMirrorMap map) {
        for (int i = 0; i < map.dimension(); i++) {
            if (Double.isInfinite(map.potential(i).speed(map.potential(i).derivative(0)))) {
                return true;
            }
        }
        return false;
    }
}
