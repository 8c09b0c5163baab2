package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.AdamDirection;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.SpectralDirection;

/** Steepest descent of matrices in the spectral norm by Newton–Schulz steps; blocks that are no matrix move by AdamW at the same step size. */
public final class MuonFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "muon";
    }

    @Override
    public String name() {
        return "Muon";
    }

    @Override
    public String formula() {
        return "M \\leftarrow \\mu M + G,\\quad W \\leftarrow (1-h\\lambda)W - h\\sqrt{\\max(1,\\tfrac{n}{m})}\\,UV^\\top,\\ G+\\mu M = U\\Sigma V^\\top";
    }

    @Override
    public String summary() {
        return "Steepest descent of matrices in the spectral norm by Newton–Schulz steps; blocks that are no matrix move by AdamW at the same step size.";
    }

    @Override
    public String source() {
        return "Jordan et al. 2024; Bernstein and Newhouse 2024 (arXiv 2409.20325)";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                Bases.momentum(0.95),
                new Parameter.Whole("iterations", "", "iterations", "Newton–Schulz steps", false, 5, 1, 100),
                new Parameter.Choice(
                        "coefficients",
                        "",
                        "coefficients",
                        "of the Newton–Schulz step: Muon's, which are fast and inexact, or the classical ones, which converge",
                        false,
                        "muon",
                        List.of("muon", "classical")));
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        if (part.tensor().rows() == 1 || part.tensor().columns() == 1) {
            return Bases.decoupled(
                    assembly, part, new AdamDirection<>(assembly.algebra(), part.tensor(), 0.9, 0.999, 1e-8, true));
        }
        SpectralDirection<DenseTensor> direction = new SpectralDirection<>(
                assembly.algebra(),
                part.tensor(),
                assembly.settings().real(Bases.MOMENTUM),
                assembly.settings().whole("iterations"),
                assembly.settings().text("coefficients").equals("classical"));
        assembly.knob(Bases.MOMENTUM, direction::setMomentum);
        return Bases.decoupled(assembly, part, direction);
    }
}
