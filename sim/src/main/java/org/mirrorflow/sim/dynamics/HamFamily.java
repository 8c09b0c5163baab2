package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.Direction;
import org.mirrorflow.theory.optim.HyperbolicStep;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.StepOperator;

/** An ordinary step and then a hyperbolic one along the gradient of the same point: from ℓ2 to ℓ1 with α. */
public final class HamFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "ham";
    }

    @Override
    public String name() {
        return "HAM";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow (\\theta - h d)\\odot e^{-h(\\alpha\\,\\mathrm{sgn}(\\theta-hd)\\odot g+\\beta)}";
    }

    @Override
    public String summary() {
        return "An ordinary step and then a hyperbolic one along the gradient of the same point: from ℓ2 to ℓ1 with α.";
    }

    @Override
    public String source() {
        return "Jacobs, Gadhikar, Rubio-Madrigal and Burkholz 2026 (arXiv 2506.02630)";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                Bases.base("sgd", List.of("sgd", "adamw")),
                Bases.momentum(0),
                Bases.alpha(20),
                Bases.BETA,
                Bases.BETA1,
                Bases.BETA2,
                Bases.EPSILON);
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        Direction<DenseTensor> direction = assembly.settings().text(Bases.BASE).equals("sgd")
                ? Bases.heavyBall(assembly, part)
                : Bases.adam(assembly, part);
        StepOperator<DenseTensor> steps = assembly.decoupled(new Descend<>(assembly.algebra()));
        if (part.weight()) {
            steps = steps.then(
                    Bases.hyperbolic(assembly, part, HyperbolicStep.Form.EXPONENTIAL, HyperbolicStep.Coupling.RAW, 1));
        }
        return new Composite<>(assembly.algebra(), part.tensor(), direction, steps);
    }
}
