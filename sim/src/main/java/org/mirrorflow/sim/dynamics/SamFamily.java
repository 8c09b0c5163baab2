package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;

/**
 * Sharpness-aware minimisation around another optimizer: its step along the gradient at θ + ρ g/‖g‖, two gradients a step.
 * Both are of the same batch, g without weight decay; the norm is that of all factors together, and masked weights are not
 * perturbed. With ρ = 0 it is its base.
 */
public final class SamFamily extends OptimizerFamily {

    static final String RADIUS = "radius";

    @Override
    public String id() {
        return "sam";
    }

    @Override
    public String name() {
        return "Sharpness-aware minimisation";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow A_h(\\theta;\\nabla f(\\theta + e)),\\quad e = \\rho\\,g/\\|g\\|_2,\\ g = \\nabla f(\\theta)";
    }

    @Override
    public String summary() {
        return "Another optimizer's step, along the gradient at the worst point of a ball around the factors; two gradients a step.";
    }

    @Override
    public String source() {
        return "Foret, Kleiner, Mobahi and Neyshabur 2021 (arXiv 2010.01412)";
    }

    @Override
    List<Parameter> own() {
        return Bases.around(new Parameter.Real(
                RADIUS,
                "\\rho",
                "radius",
                "distance at which the gradient is taken; 0 for the base alone",
                true,
                0.05,
                0,
                1e6,
                false));
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        return Bases.based(assembly, part);
    }
}
