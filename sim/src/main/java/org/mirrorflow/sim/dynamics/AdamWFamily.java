package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.FusedHorst;
import org.mirrorflow.theory.optim.Optimizer;

/** Adam with decoupled weight decay: every weight shrinks by the same share, whatever its gradients. */
public final class AdamWFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "adamw";
    }

    @Override
    public String name() {
        return "AdamW";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow (1-h\\lambda)\\theta - h\\,\\hat m/(\\sqrt{\\hat v}+\\varepsilon)";
    }

    @Override
    public String summary() {
        return "Adam with decoupled weight decay: every weight shrinks by the same share, whatever its gradients.";
    }

    @Override
    public String source() {
        return "Loshchilov and Hutter 2019 (arXiv 1711.05101)";
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
        FusedHorst fused = FusedHorst.adamW(
                part.tensor(),
                assembly.settings().real(Bases.BETA1.id()),
                assembly.settings().real(Bases.BETA2.id()),
                assembly.settings().real(Bases.EPSILON.id()));
        assembly.knob(Bases.BETA1.id(), fused::setBeta1);
        assembly.knob(Bases.BETA2.id(), fused::setBeta2);
        assembly.knob(Bases.EPSILON.id(), fused::setEpsilon);
        return assembly.decaying(fused);
    }
}
