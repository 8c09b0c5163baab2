package org.mirrorflow.sim.dynamics;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.optim.ProductOptimizer;
import org.mirrorflow.theory.optim.SparsityController;

/** Each factor as a product with a penalty that is steered by the loss and the norm, and fades in the second half. */
public final class ContinuousSparsificationFamily extends OptimizerFamily {

    @Override
    public String id() {
        return "continuous-sparsification";
    }

    @Override
    public String name() {
        return "Continuous sparsification (PILoT)";
    }

    @Override
    public String formula() {
        return "\\min f(m\\odot w)+\\alpha_k(\\|m\\|^2+\\|w\\|^2),\\quad m_0^2-w_0^2=\\beta";
    }

    @Override
    public String summary() {
        return "Each factor as a product with a penalty that is steered by the loss and the norm, and fades in the second half.";
    }

    @Override
    public String source() {
        return "Jacobs and Burkholz 2025 (arXiv 2408.09966)";
    }

    @Override
    List<Parameter> own() {
        return List.of(
                Bases.momentum(0),
                new Parameter.Real("beta", "\\beta", "imbalance", "m² − w² at the start", false, 1, 0, 1e12, false),
                new Parameter.Real("penalty", "\\alpha_0", "penalty", "α at the start", false, 1e-3, 0, 1e6, false),
                new Parameter.Real(
                        "penalty-factor",
                        "\\delta",
                        "penalty factor",
                        "what α is multiplied or divided by after each epoch",
                        false,
                        1.01,
                        1,
                        1e3,
                        false),
                new Parameter.Real(
                        "target-norm",
                        "K",
                        "target norm",
                        "the ℓ1 norm above which the penalty may grow",
                        false,
                        0,
                        0,
                        1e12,
                        false),
                new Parameter.Whole("epoch-steps", "", "epoch", "steps of an epoch", false, 100, 1, 1_000_000_000),
                new Parameter.Whole(
                        "epochs",
                        "T",
                        "epochs",
                        "epochs of the whole training; the penalty may grow in the first half",
                        false,
                        100,
                        0,
                        1_000_000_000));
    }

    @Override
    Optimizer<DenseTensor> assemble(Assembly assembly, Assembly.Part part) {
        if (!part.weight()) {
            return Bases.descent(assembly, part, assembly.coupled(part.tensor(), Bases.heavyBall(assembly, part)));
        }
        ProductOptimizer<DenseTensor> product = new ProductOptimizer<>(
                assembly.algebra(),
                part.tensor(),
                factor ->
                        Bases.descent(assembly, part, assembly.coupled(part.tensor(), Bases.heavyBall(assembly, part))),
                assembly.settings().real("beta"),
                0);
        product.setPenalty(assembly.settings().real("penalty"));
        return product;
    }

    @Override
    Descent.Epochs epochs(Settings settings, List<Optimizer<DenseTensor>> optimizers) {
        SparsityController controller = new SparsityController(
                settings.real("penalty"),
                settings.real("penalty-factor"),
                settings.real("target-norm"),
                settings.wholeLong("epochs") / 2);
        long epoch = settings.wholeLong("epoch-steps");
        return new Descent.Epochs() {

            @Override
            public void after(Dynamics dynamics, long steps) {
                if (steps % epoch == 0) {
                    double l1 = 0;
                    for (double x : dynamics.state()) {
                        l1 += Math.abs(x);
                    }
                    controller.epoch(dynamics.loss(), l1);
                    steer();
                }
            }

            private void steer() {
                for (Optimizer<DenseTensor> optimizer : optimizers) {
                    if (optimizer instanceof ProductOptimizer<DenseTensor> product) {
                        product.setPenalty(controller.penalty());
                    }
                }
            }

            @Override
            public double[] save() {
                return controller.save();
            }

            @Override
            public void restore(double[] saved) {
                controller.restore(saved);
                steer();
            }
        };
    }
}
