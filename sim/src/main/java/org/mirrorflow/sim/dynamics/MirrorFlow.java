package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.optim.Schedule;

/** Mirror flow, η̇ = −∇f(∇R*(η)), integrated in the dual, where steep and stiff maps are tame. */
public final class MirrorFlow implements DynamicsFamily {

    private static final String INTEGRATOR = "integrator";
    private static final String AUTOMATIC = "automatic";
    private static final String DORMAND_PRINCE = "dormand-prince";
    private static final String RODAS = "rodas";

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
        List<Parameter> all = new ArrayList<>(List.of(
                Tolerance.PARAMETER,
                new Parameter.Choice(
                        INTEGRATOR,
                        "",
                        "integrator",
                        "automatic takes rodas wherever it can; rodas is linearly implicit, of order 4, and passes stiff"
                                + " stretches in long steps; dormand-prince is explicit, of order 5",
                        false,
                        AUTOMATIC,
                        List.of(AUTOMATIC, DORMAND_PRINCE, RODAS))));
        all.addAll(Decay.parameters(true));
        all.add(Decay.PENALTY_CHOICE);
        return List.copyOf(all);
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        if (model instanceof Model.Mirrored mirrored && !(mirrored.map() instanceof SeparableMirrorMap)) {
            return general(settings, problem, mirrored);
        }
        SeparableMirrorMap map = model.potential()
                .orElseThrow(() -> new InvalidSettingException(
                        "kind",
                        "is \"mirror-flow\", but the model induces no separable mirror map; use \"gradient-flow\""));
        Schedule schedule = Decay.of(settings);
        DecayClock decay = new DecayClock(schedule);
        SeparableMovingMirrorMap moving =
                model.movingPotential(Decay.ofAdmissiblePenalty(settings)).orElse(null);
        if (moving == null && !schedule.isNone()) {
            throw new InvalidSettingException(
                    Decay.RATE,
                    "is " + settings.real(Decay.RATE)
                            + ", but no mirror map follows this decay of this model; use 0, or"
                            + " \"gradient-flow\" on the factors");
        }
        DualSystem system = new DualSystem(problem.copy(), map, moving, decay, settings.real(Tolerance.ID));
        Integrator integrator = integrator(settings.text(INTEGRATOR), system);
        // The potential is normalised to ∇R(w₀) = 0, so every mirror flow starts at η = 0.
        return new Flow(problem.copy(), integrator, new double[map.dimension()], system::weights, false, decay);
    }

    /** A map that couples its coordinates has no sparse Jacobian: the explicit method, from η₀ = ∇R(w₀). */
    private static Dynamics general(Settings settings, Problem problem, Model.Mirrored model) {
        if (settings.text(INTEGRATOR).equals(RODAS)) {
            throw new InvalidSettingException(
                    INTEGRATOR,
                    "is \"rodas\", which needs the Jacobian of a separable map; use \"dormand-prince\" or"
                            + " \"automatic\"");
        }
        if (!Decay.of(settings).isNone()) {
            throw new InvalidSettingException(
                    Decay.RATE,
                    "is " + settings.real(Decay.RATE)
                            + ", but no decay of a map that couples its coordinates is known; use 0");
        }
        MirrorMap map = model.map();
        double[] eta = new double[map.dimension()];
        map.gradient(model.start(), eta);
        GeneralDualSystem system = new GeneralDualSystem(problem.copy(), map, settings.real(Tolerance.ID));
        return new Flow(problem.copy(), new DormandPrince(system), eta, map::conjugateGradient, false);
    }

    /**
     * Rodas by default, because it passes stiff stretches. Measured once each on 40 × 200 sparse regression, seed 11, to
     * loss 1e-12 at tolerance 1e-9: at depth 3 from α = 0.01 it converges in 8,740 steps, at t = 1.25e6, while
     * Dormand–Prince has come to t = 4e3 after 32,110 steps and was stopped there. Where little is stiff it costs more:
     * at depth 2 from α = 0.1 it takes 1,753 steps against 972, each about 2.5 times as dear. At depth 4 from α ≤ 0.01
     * neither had converged after six seconds.
     */
    private static Integrator integrator(String choice, DualSystem system) {
        if (choice.equals(RODAS) && !system.implicit()) {
            throw new InvalidSettingException(
                    INTEGRATOR,
                    "is \"rodas\", which needs a Jacobian, and this flow has none that is finite; use"
                            + " \"dormand-prince\" or \"automatic\"");
        }
        return choice.equals(DORMAND_PRINCE) || !system.implicit() ? new DormandPrince(system) : new Rodas(system);
    }

    /**
     * Whether the flow of a separable map is integrated by Rodas; otherwise it is by Dormand–Prince.
     *
     * @param map R, with ∇R(w₀) = 0
     */
    public static boolean implicit(Settings settings, Problem problem, SeparableMirrorMap map) {
        return !settings.text(INTEGRATOR).equals(DORMAND_PRINCE)
                && new DualSystem(problem.copy(), map, settings.real(Tolerance.ID)).implicit();
    }
}
