package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.Raw;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient descent on the factors. */
public final class GradientDescentFamily implements DynamicsFamily {

    static final Parameter STEP_SIZE = new Parameter.Real(
            Descent.STEP_SIZE, "h", "step size", "factor of the gradient in one step", true, 0.01, 1e-8, 10, true);

    @Override
    public String id() {
        return "gradient-descent";
    }

    @Override
    public String name() {
        return "Gradient descent";
    }

    @Override
    public String formula() {
        return "\\theta_{k+1} = \\theta_k - h\\,\\nabla_\\theta f(g(\\theta_k))";
    }

    @Override
    public String summary() {
        return "Steps of fixed size along the negative gradient in the factors; its limit differs from the flow's by the"
                + " order of the step size.";
    }

    @Override
    public String source() {
        return "Cauchy 1847";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(STEP_SIZE);
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization parametrization = factorsOf(model, id());
        Assembly assembly = new Assembly(settings, seed);
        return new Descent(
                problem.copy(),
                parametrization,
                settings,
                seed,
                assembly,
                part -> new Composite<>(
                        assembly.algebra(),
                        part.tensor(),
                        new Raw<>(assembly.algebra()),
                        new Descend<>(assembly.algebra())),
                optimizers -> Descent.Epochs.NONE);
    }

    static Reparametrization factorsOf(Model model, String id) {
        if (model instanceof Model.Factored(Reparametrization parametrization)) {
            return parametrization;
        }
        throw new InvalidSettingException(
                "kind",
                "is \"" + id + "\", which moves factors, but the model is a mirror map; use \"mirror-flow\", or a"
                        + " parametrization as the model");
    }
}
