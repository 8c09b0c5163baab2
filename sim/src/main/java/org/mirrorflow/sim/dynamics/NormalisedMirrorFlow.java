package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.HomogeneousNetwork;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.MirrorMap;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * Mirror flow of a classification loss in normalised time ds = f dt: dη/ds = −∇f/f = Σ pᵢ∇qᵢ, w = ∇R*(η), with log t
 * carried along. A moderate s is a t far beyond any number a computer holds.
 *
 * <p>Linear margins under the exponential loss are integrated by Rodas, which passes the stiff stretches in which the
 * margins have become equal; networks whose activation has a kink by the midpoint rule with steps below the time in which
 * the margins equalise, because an error estimate stalls where a flow slides along a kink (measured: on six points and
 * twelve ReLU neurons, tolerance 1e-6, Dormand–Prince has come to a margin of 9 after 400,000 steps); everything else,
 * maps that couple their coordinates among it, by Dormand–Prince.
 */
public final class NormalisedMirrorFlow implements DynamicsFamily {

    private static final String ID = "normalised-mirror-flow";
    private static final String INTEGRATOR = "integrator";
    private static final String AUTOMATIC = "automatic";
    private static final String DORMAND_PRINCE = "dormand-prince";
    private static final String MIDPOINT = "midpoint";
    private static final String RODAS = "rodas";
    private static final String KERNEL_STEP = "kernel-step";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "Mirror flow in normalised time";
    }

    @Override
    public String formula() {
        return "\\frac{d\\eta}{ds} = -\\frac{\\nabla f(w)}{f(w)},\\quad w = \\nabla R^*(\\eta),\\quad ds = f\\,dt";
    }

    @Override
    public String summary() {
        return "Mirror flow on separable data in the clock in which it moves: the loss falls exponentially in it, and"
                + " flow times of e^100000 are reached.";
    }

    @Override
    public String source() {
        return "Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763), section 3; derived, checked";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Tolerance.PARAMETER,
                new Parameter.Choice(
                        INTEGRATOR,
                        "",
                        "integrator",
                        "automatic takes rodas for linear margins, midpoint where the activation has a kink, and"
                                + " dormand-prince otherwise",
                        false,
                        AUTOMATIC,
                        List.of(AUTOMATIC, DORMAND_PRINCE, MIDPOINT, RODAS)),
                new Parameter.Real(
                        KERNEL_STEP,
                        "c",
                        "kernel step",
                        "step of midpoint as a share of the time in which the margins equalise",
                        false,
                        0.1,
                        1e-6,
                        0.5,
                        true));
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        MarginProblem margins = marginsOf(problem, ID, "mirror-flow");
        if (model instanceof Model.Mirrored mirrored && !(mirrored.map() instanceof SeparableMirrorMap)) {
            return coupled(settings, margins, mirrored);
        }
        SeparableMirrorMap map = model.potential()
                .orElseThrow(
                        () -> new InvalidSettingException(
                                "kind",
                                "is \"" + ID
                                        + "\", but the model induces no separable mirror map; use \"normalised-gradient-flow\""));
        NormalisedDualSystem system = new NormalisedDualSystem(margins.copy(), map, settings.real(Tolerance.ID));
        Integrator integrator = integrator(settings, system, margins);
        return new NormalisedFlow(
                margins.copy(), integrator, new double[map.dimension()], map::conjugateGradient, false);
    }

    /** A map that couples its coordinates: an explicit method, from η₀ = ∇R(w₀). */
    private static Dynamics coupled(Settings settings, MarginProblem problem, Model.Mirrored model) {
        String choice = settings.text(INTEGRATOR);
        if (choice.equals(RODAS)) {
            throw new InvalidSettingException(
                    INTEGRATOR, "is \"rodas\", which needs the Jacobian of a separable map; use \"automatic\"");
        }
        MirrorMap map = model.map();
        double[] eta = new double[map.dimension()];
        map.gradient(model.start(), eta);
        GeneralDualSystem system = new GeneralDualSystem(new LogLoss(problem.copy()), map, settings.real(Tolerance.ID));
        Integrator integrator = choice.equals(MIDPOINT) || (choice.equals(AUTOMATIC) && kinked(problem))
                ? new KernelMidpoint(system, new MarginSpeed(problem.copy(), map)::at, settings.real(KERNEL_STEP))
                : new DormandPrince(system);
        return new NormalisedFlow(problem.copy(), integrator, eta, map::conjugateGradient, false);
    }

    private static boolean kinked(MarginProblem problem) {
        return problem instanceof HomogeneousNetwork network
                && network.activation() == HomogeneousNetwork.Activation.RELU;
    }

    private static Integrator integrator(Settings settings, NormalisedDualSystem system, MarginProblem problem) {
        String choice = settings.text(INTEGRATOR);
        if (choice.equals(RODAS) && !system.implicit()) {
            throw new InvalidSettingException(
                    INTEGRATOR,
                    "is \"rodas\", which needs a Jacobian: linear margins, the exponential loss and a map of finite"
                            + " steepness; use \"automatic\"");
        }
        if (choice.equals(MIDPOINT) || (choice.equals(AUTOMATIC) && kinked(problem))) {
            return new KernelMidpoint(system, system::kernel, settings.real(KERNEL_STEP));
        }
        return choice.equals(DORMAND_PRINCE) || !system.implicit() ? new DormandPrince(system) : new Rodas(system);
    }

    static MarginProblem marginsOf(Problem problem, String id, String instead) {
        if (problem instanceof MarginProblem margins) {
            return margins;
        }
        throw new InvalidSettingException(
                "kind",
                "is \"" + id + "\", which needs a classification loss that has no minimum; use \"" + instead + "\"");
    }
}
