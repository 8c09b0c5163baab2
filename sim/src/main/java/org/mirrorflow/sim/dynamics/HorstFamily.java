package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Composite;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Descend;
import org.mirrorflow.theory.optim.Direction;
import org.mirrorflow.theory.optim.FusedHorst;
import org.mirrorflow.theory.optim.HyperbolicStep;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.PowerDirection;
import org.mirrorflow.theory.optim.StepOperator;

/** An adaptive step composed with a hyperbolic one, in either order: the stability of the first with the sparsity of the second. */
public final class HorstFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "horst";
    }

    @Override
    public String name() {
        return "HORST (our reading)";
    }

    @Override
    public String formula() {
        return "\\theta \\leftarrow H(A(\\theta)),\\quad A(\\theta)=(1-h\\lambda)\\theta-hd,\\quad H(\\theta)=\\theta\\odot e^{-h(\\alpha\\,\\mathrm{sgn}(\\theta)\\odot u+\\beta)}";
    }

    @Override
    public String summary() {
        return "An adaptive step composed with a hyperbolic one, in either order: the stability of the first with the sparsity of the second.";
    }

    @Override
    public String source() {
        return "Jacobs, Jain and Burkholz 2026 (arXiv 2605.21104); the rule is derived from its abstract";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                Bases.base("adamw", List.of("adamw", "lion", "sign")),
                new Parameter.Choice(
                        "order",
                        "",
                        "order",
                        "which step comes first: the adaptive one (HA = H after A) or the hyperbolic one (AH)",
                        false,
                        "HA",
                        List.of("HA", "AH")),
                new Parameter.Choice(
                        "coupling",
                        "u",
                        "coupling",
                        "what drives the hyperbolic step: the adaptive direction or the raw gradient",
                        false,
                        "adaptive",
                        List.of("adaptive", "raw")),
                Bases.FORM,
                Bases.alpha(20),
                Bases.BETA,
                Bases.GAMMA,
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
        Settings settings = assembly.settings();
        boolean first = settings.text("order").equals("AH");
        boolean raw = settings.text("coupling").equals("raw");
        HyperbolicStep.Form form = Bases.form(settings);
        if (part.weight()
                && settings.text(Bases.BASE).equals("adamw")
                && !raw
                && form == HyperbolicStep.Form.EXPONENTIAL) {
            FusedHorst fused = FusedHorst.horst(
                    part.tensor(),
                    settings.real(Bases.BETA1.id()),
                    settings.real(Bases.BETA2.id()),
                    settings.real(Bases.EPSILON.id()),
                    first,
                    settings.real(Bases.ALPHA),
                    settings.real(Bases.BETA.id()));
            assembly.knob(Bases.ALPHA, fused::setAlpha);
            assembly.knob(Bases.BETA.id(), fused::setBeta);
            assembly.knob(Bases.BETA1.id(), fused::setBeta1);
            assembly.knob(Bases.BETA2.id(), fused::setBeta2);
            assembly.knob(Bases.EPSILON.id(), fused::setEpsilon);
            return assembly.decaying(fused);
        }
        Direction<DenseTensor> direction = switch (settings.text(Bases.BASE)) {
            case "lion" -> Bases.lion(assembly, part);
            case "sign" -> new PowerDirection<>(assembly.algebra(), part.tensor(), 1, 0, false);
            default -> Bases.adam(assembly, part);
        };
        StepOperator<DenseTensor> adaptive = assembly.decoupled(new Descend<>(assembly.algebra()));
        if (!part.weight()) {
            return new Composite<>(assembly.algebra(), part.tensor(), direction, adaptive);
        }
        StepOperator<DenseTensor> hyperbolic = Bases.hyperbolic(
                assembly,
                part,
                form,
                raw ? HyperbolicStep.Coupling.RAW : HyperbolicStep.Coupling.ADAPTIVE,
                settings.real(Bases.GAMMA.id()));
        return new Composite<>(
                assembly.algebra(),
                part.tensor(),
                direction,
                first ? hyperbolic.then(adaptive) : adaptive.then(hyperbolic));
    }
}
