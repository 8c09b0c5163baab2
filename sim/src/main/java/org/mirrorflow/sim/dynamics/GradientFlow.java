package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.Coordinatewise;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * Gradient flow on the factors, θ̇ = −Dg(θ)ᵀ∇f(g(θ)) − λ(t)∇h(θ), with a decay of ½‖θ‖² or of the parametrization's own
 * penalty.
 */
public final class GradientFlow implements DynamicsFamily {

    private static final String INTEGRATOR = "integrator";
    private static final String AUTOMATIC = "automatic";
    private static final String DORMAND_PRINCE = "dormand-prince";
    private static final String RODAS = "rodas";

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
        List<Parameter> all = new ArrayList<>(List.of(
                Tolerance.PARAMETER,
                new Parameter.Choice(
                        INTEGRATOR,
                        "",
                        "integrator",
                        "dormand-prince is explicit, of order 5; rodas is linearly implicit, of order 4, and passes stiff"
                                + " stretches in long steps; automatic takes rodas where the start is far below the"
                                + " weights and the network deep",
                        false,
                        AUTOMATIC,
                        List.of(AUTOMATIC, DORMAND_PRINCE, RODAS))));
        all.addAll(Decay.parameters(true));
        all.add(Decay.PENALTY_CHOICE);
        return List.copyOf(all);
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization parametrization = GradientDescentFamily.factorsOf(model, id());
        DecayClock decay = new DecayClock(Decay.of(settings));
        Penalty penalty = Decay.penalty(settings, parametrization);
        double tolerance = settings.real(Tolerance.ID);
        Integrator integrator = integrator(settings, problem, parametrization, penalty, decay, tolerance);
        return new Flow(
                problem.copy(),
                integrator,
                parametrization.start(),
                (time, theta, w) -> parametrization.apply(theta, w),
                true,
                decay,
                integrator instanceof Rodas && decay.constant());
    }

    private static Integrator integrator(
            Settings settings,
            Problem problem,
            Reparametrization parametrization,
            Penalty penalty,
            DecayClock decay,
            double tolerance) {
        if (implicit(settings, problem, parametrization)) {
            return new Rodas(new ImplicitFactorSystem(
                    (LinearRegression) problem.copy(), (Coordinatewise) parametrization, decay, tolerance));
        }
        return new DormandPrince(new FactorSystem(problem.copy(), parametrization, penalty, decay, tolerance));
    }

    /**
     * Whether the flow is integrated by Rodas; otherwise it is by Dormand–Prince.
     *
     * @throws InvalidSettingException when Rodas is asked for and cannot be used
     */
    public static boolean implicit(Settings settings, Problem problem, Reparametrization parametrization) {
        String choice = settings.text(INTEGRATOR);
        boolean solvable = parametrization instanceof Coordinatewise
                && problem instanceof LinearRegression
                && !Decay.ofAdmissiblePenalty(settings);
        if (choice.equals(RODAS) && !solvable) {
            throw new InvalidSettingException(
                    INTEGRATOR,
                    "is \"rodas\", which needs a regression, a parametrization coordinate by coordinate and ordinary weight"
                            + " decay; use \"dormand-prince\" or \"automatic\"");
        }
        return choice.equals(RODAS)
                || (choice.equals(AUTOMATIC)
                        && solvable
                        && ImplicitFactorSystem.stiff((LinearRegression) problem, (Coordinatewise) parametrization));
    }
}
