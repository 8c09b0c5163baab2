package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.ProductOptimizer;

/** Trains each factor as a product of two whose imbalance is restored every so many steps, so that signs can change. */
public final class SignInFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "sign-in";
    }

    @Override
    public String name() {
        return "Sign-In";
    }

    @Override
    public String formula() {
        return "\\theta = m\\odot w,\\quad m^2-w^2=\\beta\\ \\mathrm{again\\ every}\\ p\\ \\mathrm{steps}";
    }

    @Override
    public String summary() {
        return "Trains each factor as a product of two whose imbalance is restored every so many steps, so that signs can change.";
    }

    @Override
    public String source() {
        return "Gadhikar et al. 2025 (arXiv 2504.12801)";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                Bases.momentum(0),
                new Parameter.Text(
                        "beta",
                        "\\beta",
                        "imbalance",
                        "m² − w² after a reset: one number, or one for each block, separated by commas; the last stands for the rest",
                        false,
                        "1",
                        false),
                new Parameter.Whole(
                        "reset-interval",
                        "p",
                        "reset interval",
                        "steps between two resets; 0 for none",
                        false,
                        100,
                        0,
                        1_000_000_000));
    }

    @Override
    boolean masks() {
        return true;
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        if (!part.weight()) {
            return Bases.descent(assembly, part, assembly.coupled(part.tensor(), Bases.heavyBall(assembly, part)));
        }
        return new ProductOptimizer<>(
                assembly.algebra(),
                part.tensor(),
                factor ->
                        Bases.descent(assembly, part, assembly.coupled(part.tensor(), Bases.heavyBall(assembly, part))),
                beta(assembly.settings().text("beta"), part.index()),
                assembly.settings().wholeLong("reset-interval"));
    }

    /** The number of that block; all of them must make sense. */
    private static double beta(String list, int block) {
        String[] words = list.split(",", -1);
        double[] betas = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            betas[i] = number(words[i].strip());
        }
        return betas[Math.min(block, betas.length - 1)];
    }

    private static double number(String word) {
        double beta;
        try {
            beta = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            beta = Double.NaN;
        }
        if (!(beta >= 0 && beta <= 1e12)) {
            throw new InvalidSettingException(
                    "beta",
                    "has \"" + word + "\" among its numbers; each must lie between 0 and 1e12, such as \"1, 0.3\"");
        }
        return beta;
    }
}
