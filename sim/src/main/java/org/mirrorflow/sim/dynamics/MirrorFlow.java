package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** Mirror flow, η̇ = −∇f(∇R*(η)), integrated in the dual, where steep and stiff maps are tame. */
public final class MirrorFlow implements DynamicsFamily {

    @Override
    public String id() {
        return "mirror-flow";
    }

    @Override
    public String name() {
        return "Mirror flow in the dual";
    }

    @Override
    public String formula() {
        return "\\dot\\eta = -\\nabla f(w),\\quad w = \\nabla R^*(\\eta)";
    }

    @Override
    public String summary() {
        return "Moves the dual variable along the negative gradient; with a parametrization as the model, R is the map"
                + " that it induces.";
    }

    @Override
    public String source() {
        return "Nemirovski and Yudin 1983; Gunasekar, Lee, Soudry and Srebro 2018";
    }

    @Override
    public List<Parameter> parameters() {
        return Tolerances.parameters("rodas");
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model) {
        SeparableMirrorMap map = model.potential()
                .orElseThrow(() -> new InvalidSettingException(
                        "kind",
                        "is \"mirror-flow\", but the model induces no separable mirror map; use \"gradient-flow\""));
        DualSystem system = new DualSystem(problem.copy(), map, settings.real(Tolerances.TOLERANCE));
        Integrator integrator =
                settings.text(Tolerances.INTEGRATOR).equals("rodas") ? new Rodas(system) : new DormandPrince(system);
        // The potential is normalised to ∇R(w₀) = 0, so every mirror flow starts at η = 0.
        return new Flow(problem.copy(), integrator, new double[map.dimension()], map::conjugateGradient, false);
    }
}
