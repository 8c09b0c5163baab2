package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;

/** Undoes how batch normalisation amplifies the gradients of sparse neurons, under any mask and before any optimizer. */
public final class SparseOptFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "sparse-opt";
    }

    @Override
    public String name() {
        return "SparseOpt";
    }

    @Override
    public String formula() {
        return "W \\leftarrow W - h\\,(1-\\bar s)^{-p}\\,\\mathrm{diag}((1-s_i)^p)\\,\\nabla f(W)";
    }

    @Override
    public String summary() {
        return "Undoes how batch normalisation amplifies the gradients of sparse neurons, under any mask and before any optimizer.";
    }

    @Override
    public String source() {
        return "Adnan et al. 2026 (arXiv 2605.27541)";
    }

    @Override
    List<Parameter> own() {
        return Bases.around(
                new Parameter.Real(
                        "exponent",
                        "p",
                        "exponent",
                        "p: 0 for none, 1/2 for SparseOpt, 1 also evens out the curvature",
                        false,
                        0.5,
                        0,
                        4,
                        false),
                new Parameter.Choice(
                        "renormalised",
                        "",
                        "renormalised",
                        "whether the corrected gradient keeps its length, so that only its direction changes",
                        false,
                        "no",
                        List.of("no", "yes")),
                new Parameter.Choice(
                        "grow-by",
                        "",
                        "grow by",
                        "which gradient RigL grows by",
                        false,
                        "raw",
                        List.of("raw", "corrected")),
                new Parameter.Choice(
                        "layers",
                        "",
                        "layers",
                        "which layers are corrected: those that are batch-normalised, or every matrix",
                        false,
                        "normalised",
                        List.of("normalised", "all")));
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        return Bases.based(assembly, part);
    }

    @Override
    Masks.Correction preconditioned(Settings settings) {
        return new Masks.Correction(
                settings.real("exponent"),
                settings.text("renormalised").equals("yes"),
                settings.text("grow-by").equals("corrected"),
                settings.text("layers").equals("normalised"));
    }
}
