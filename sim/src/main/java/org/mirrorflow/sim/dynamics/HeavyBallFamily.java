package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.MomentumDirection;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Gradient descent with heavy-ball momentum on the factors. */
public final class HeavyBallFamily implements DynamicsFamily {

    private static final String MOMENTUM = "momentum";

    @Override
    public String id() {
        return "momentum";
    }

    @Override
    public String name() {
        return "Gradient descent with momentum";
    }

    @Override
    public String formula() {
        return "v_{k+1} = \\mu v_k + \\nabla_\\theta f,\\quad \\theta_{k+1} = \\theta_k - h\\,v_{k+1}";
    }

    @Override
    public String summary() {
        return "The heavy ball on the factors; the velocity carries it past where the flow would stop.";
    }

    @Override
    public String source() {
        return "Polyak 1964";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                GradientDescentFamily.STEP_SIZE,
                new Parameter.Real(
                        MOMENTUM,
                        "\\mu",
                        "momentum",
                        "share of the velocity kept each step",
                        true,
                        0.9,
                        0,
                        0.9999,
                        false));
    }

    @Override
    public Dynamics create(Settings settings, Problem problem, Model model, long seed) {
        Reparametrization parametrization = GradientDescentFamily.factorsOf(model, id());
        Assembly assembly = new Assembly(settings, seed);
        return new Descent(
                problem.copy(),
                parametrization,
                settings,
                seed,
                assembly,
                part -> {
                    MomentumDirection<DenseTensor> direction =
                            new MomentumDirection<>(assembly.algebra(), part.tensor(), settings.real(MOMENTUM), false);
                    assembly.knob(MOMENTUM, direction::setMomentum);
                    return new Composite<>(
                            assembly.algebra(), part.tensor(), direction, new Descend<>(assembly.algebra()));
                },
                optimizers -> Descent.Epochs.NONE);
    }
}
