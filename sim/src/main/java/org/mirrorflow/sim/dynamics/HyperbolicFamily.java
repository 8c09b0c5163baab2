package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.HyperbolicStep;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.Raw;
import org.mirrorflow.theory.optim.StepOperator;

/** The hyperbolic step alone: mirror descent of hyperbolic entropy, or exponentiated gradients, which keep every sign. */
public final class HyperbolicFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "hyperbolic";
    }

    @Override
    public String name() {
        return "Hyperbolic descent";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow \\gamma\\sinh(\\mathrm{asinh}(\\theta/\\gamma)-h\\alpha g)\\,e^{-h\\beta}";
    }

    @Override
    public String summary() {
        return "The hyperbolic step alone: mirror descent of hyperbolic entropy, or exponentiated gradients, which keep every sign.";
    }

    @Override
    public String source() {
        return "Ghai, Hazan and Singer 2020; Kivinen and Warmuth 1997";
    }

    @Override
    List<Parameter> own() {
        return List.of(Bases.FORM_ENTROPY, Bases.alpha(20), Bases.BETA, Bases.GAMMA);
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        StepOperator<DenseTensor> step = part.weight()
                ? Bases.hyperbolic(
                        assembly,
                        part,
                        Bases.form(assembly.settings()),
                        HyperbolicStep.Coupling.RAW,
                        assembly.settings().real(Bases.GAMMA.id()))
                : new Descend<>(assembly.algebra());
        return new Composite<>(
                assembly.algebra(), part.tensor(), new Raw<>(assembly.algebra()), assembly.decoupled(step));
    }
}
