package org.mirrorflow.sim.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Steepest descent on the factors in steps of fixed size: sign descent for q = 1, gradient descent for q = 2. */
public final class SteepestDescentFamily implements DynamicsFamily {

    /** Stable id. */
    public static final String ID = "steepest-descent";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String name() {
        return "Steepest descent";
    }

    @Override
    public String formula() {
        return "\\theta_{k+1} = \\theta_k - h\\,\\varphi_q(\\nabla_\\theta f),\\quad"
                + " \\varphi_q(g) = \\mathrm{sgn}(g)|g|^{q-1}";
    }

    @Override
    public String summary() {
        return "Steps of fixed size, from sign descent (q = 1) to gradient descent (q = 2), with coupled or decoupled weight"
                + " decay; no momentum.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), section 3";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(SteepestSettings.EXPONENT_PARAMETER);
        all.add(new Parameter.Real(
                Descent.STEP_SIZE, "h", "step size", "factor of φ_q in one step", true, 0.002, 1e-8, 10, true));
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
        SteepestField.Coupling coupling = SteepestSettings.coupling(settings);
        Problem own = problem.copy();
        return new SteepestDescent(
                own,
                SteepestSettings.signal(own, SteepestSettings.scaleFree(settings), decay, coupling),
                g,
                SteepestSettings.field(settings),
                decay,
                coupling,
                settings.real(Descent.STEP_SIZE));
    }
}
