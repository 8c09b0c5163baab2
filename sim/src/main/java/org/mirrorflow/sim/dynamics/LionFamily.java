package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;

/** The sign of a look-ahead average, with decoupled weight decay. */
public final class LionFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "lion";
    }

    @Override
    public String name() {
        return "Lion";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow (1-h\\lambda)\\theta - h\\,\\mathrm{sgn}(\\beta_1 m+(1-\\beta_1)g)";
    }

    @Override
    public String summary() {
        return "The sign of a look-ahead average, with decoupled weight decay.";
    }

    @Override
    public String source() {
        return "Chen et al. 2023 (arXiv 2302.06675)";
    }

    @Override
    List<Parameter> own() {
        return List.of(Bases.BETA1, Bases.share("beta2", "\\beta_2", 0.99));
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        return Bases.decoupled(assembly, part, Bases.lion(assembly, part));
    }
}
