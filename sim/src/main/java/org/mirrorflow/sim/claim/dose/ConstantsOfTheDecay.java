package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.PrescribedFlow;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.weights.SeededRandom;

/** Which constants are right. */
public final class ConstantsOfTheDecay extends DoseClaim {

    /** The claim with its checks. */
    public ConstantsOfTheDecay() {
        super(
                new Text(
                        "A6",
                        "Which constants are right",
                        "\\beta_t = u_0v_0\\,e^{-4\\int\\alpha}",
                        "With u₀ = (m₀ + w₀)/√2, v₀ = (m₀ − w₀)/√2 and the penalty α(‖m‖² + ‖w‖²), the moving scale is u₀v₀ with exponent 4∫α; the constants printed in the first version are not.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), version 1, corrected; derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The mirror residual vanishes to 1e-8 for (u₀v₀, 4) and exceeds 0.1 for the other three pairs of scale and exponent."),
                true,
                Check.residual("right", "mirror residual with scale u₀v₀ and exponent 4", 1e-8),
                Check.control("wrong", "smallest mirror residual of the other three pairs", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        double m = 1 + 0.3 * random.nextDouble();
        double w = 0.2 + 0.2 * random.nextDouble();
        double alpha = 0.35;
        double gradient = -0.4;
        double time = 1;
        double x = PrescribedFlow.weights(
                new HadamardProduct(new double[] {m}, new double[] {w}),
                Penalty.squares(),
                new PrescribedFlow.Signal(new double[] {gradient}, 2 * alpha, time))[0];
        double product = (m + w) * (m - w) / 2;
        double wrong = Double.POSITIVE_INFINITY;
        for (double scale : new double[] {product, 2 * product}) {
            for (int exponent = 2; exponent <= 4; exponent += 2) {
                double shrunk = scale * Math.exp(-exponent * alpha * time);
                double residual = Math.abs(0.5 * new HyperbolicEntropy(shrunk).derivative(x)
                        - 0.5 * new HyperbolicEntropy(scale).derivative(m * w)
                        + gradient * time);
                if (scale == product && exponent == 4) {
                    trial.record("right", residual);
                } else {
                    wrong = Math.min(wrong, residual);
                }
            }
        }
        trial.record("wrong", wrong);
    }
}
