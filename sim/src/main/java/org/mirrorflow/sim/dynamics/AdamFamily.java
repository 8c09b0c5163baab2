package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;

/** Averaged gradients over the root of averaged squares; weight decay, if any, is part of the gradient. */
public final class AdamFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "adam";
    }

    @Override
    public String name() {
        return "Adam";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow \\theta - h\\,\\hat m/(\\sqrt{\\hat v}+\\varepsilon)";
    }

    @Override
    public String summary() {
        return "Averaged gradients over the root of averaged squares; weight decay, if any, is part of the gradient.";
    }

    @Override
    public String source() {
        return "Kingma and Ba 2015";
    }

    @Override
    List<Parameter> own() {
        return List.of(Bases.BETA1, Bases.BETA2, Bases.EPSILON);
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        return Bases.descent(assembly, part, assembly.coupled(part.tensor(), Bases.adam(assembly, part)));
    }
}
