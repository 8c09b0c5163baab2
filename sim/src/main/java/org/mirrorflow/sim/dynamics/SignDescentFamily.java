package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.PowerDirection;

/** Steps along a power of the averaged gradient: its sign for q = 1, the gradient itself for q = 2. */
public final class SignDescentFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "sign-descent";
    }

    @Override
    public String name() {
        return "Steepest descent in ℓp";
    }

    @Override
    public String formula() {
        return "m \\leftarrow \\beta m + (1-\\beta)g,\\quad \\theta \\leftarrow \\theta - h\\,\\mathrm{sgn}(m)|m|^{q-1}";
    }

    @Override
    public String summary() {
        return "Steps along a power of the averaged gradient: its sign for q = 1, the gradient itself for q = 2.";
    }

    @Override
    public String source() {
        return "Bernstein et al. 2018 (signSGD, Signum); Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064)";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                new Parameter.Real(
                        "exponent", "q", "exponent", "q: 1 for signs, 2 for plain descent", false, 1, 1, 2, false),
                new Parameter.Real(
                        "average",
                        "\\beta",
                        "average",
                        "share of the averaged gradient kept each step",
                        true,
                        0,
                        0,
                        0.9999,
                        false),
                new Parameter.Choice(
                        "normalised",
                        "",
                        "normalised",
                        "whether the step has the length of the dual norm, as steepest descent in theory",
                        false,
                        "no",
                        List.of("no", "yes")),
                Bases.COUPLING);
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        Settings settings = assembly.settings();
        PowerDirection<DenseTensor> direction = new PowerDirection<>(
                assembly.algebra(),
                part.tensor(),
                settings.real("exponent"),
                settings.real("average"),
                settings.text("normalised").equals("yes"));
        assembly.knob("average", direction::setBeta);
        return Bases.coupledOrNot(assembly, part, direction);
    }
}
