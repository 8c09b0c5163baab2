package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;

/** Plain, heavy-ball or Nesterov steps along gradients of batches, with coupled weight decay, dense or under a mask. */
public final class SgdFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "sgd";
    }

    @Override
    public String name() {
        return "Stochastic gradient descent";
    }

    @Override
    public String formula() {
        return "v \\leftarrow \\mu v + g + \\lambda\\theta,\\quad \\theta \\leftarrow \\theta - h\\,v";
    }

    @Override
    public String summary() {
        return "Plain, heavy-ball or Nesterov steps along gradients of batches, with coupled weight decay, dense or under a mask.";
    }

    @Override
    public String source() {
        return "Robbins and Monro 1951; Polyak 1964; Nesterov 1983";
    }

    @Override
    List<Parameter> own() {
        return List.of(Bases.momentum(0.9), Bases.NESTEROV);
    }

    @Override
    public boolean followsGradientFlow() {
        return true;
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        return Bases.descent(assembly, part, Bases.sgd(assembly, part));
    }
}
