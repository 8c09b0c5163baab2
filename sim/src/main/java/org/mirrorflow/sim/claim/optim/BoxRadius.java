package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.theory.optim.DenseTensor;
import org.mirrorflow.theory.optim.FusedHorst;
import org.mirrorflow.theory.weights.SeededRandom;

/** HO-6: under a persistent sign the composition stays in a box of radius 1/(λ + β − α). */
public final class BoxRadius extends OptimClaim {

    private static final double STEP = 1e-3;

    public BoxRadius() {
        super(
                new Words(
                        "HO-6",
                        "The box of the composition",
                        "|\\theta|\\le\\frac{1}{\\lambda+\\beta-\\alpha}",
                        "Where the gradient keeps its sign, AdamW ends at 1/λ and its composition with a hyperbolic step at"
                                + " 1/(λ + β − α), or nowhere if α ≥ λ + β.",
                        "For (α, λ + β) = (0, 0.5), (0.2, 0.5) and (0.45, 0.5) the weight ends at 2, 3.333 and 20, to 0.2 %,"
                                + " however large the gradients are.",
                        "optimizers.md 4.2, derived, checked; not a statement of the paper"),
                true,
                List.of(),
                Check.residual("radius", "largest relative distance of the end from 1/(λ + β − α)", 2e-3),
                Check.control("unbounded", "the weight after 40 units of time with α = 0.6, λ + β = 0.5", 100));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = new SeededRandom(seed, "box");
        double worst = 0;
        double[][] cases = {{0, 0.5}, {0.2, 0.5}, {0.45, 0.5}};
        for (double[] each : cases) {
            double share = random.nextDouble();
            double scale = Math.pow(10, 4 * random.nextDouble() - 2);
            double end = end(each[0], share * each[1], (1 - share) * each[1], scale, 250_000, trial);
            double radius = 1 / (each[1] - each[0]);
            worst = Math.max(worst, Math.abs(end - radius) / radius);
        }
        trial.record("radius", worst);
        trial.record("unbounded", end(0.6, 0.25, 0.25, 1, 40_000, trial));
    }

    private static double end(double alpha, double beta, double decay, double scale, int steps, Trial trial) {
        DenseTensor theta = DenseTensor.vector(0);
        FusedHorst horst = FusedHorst.horst(theta, 0.9, 0.999, 1e-12, false, alpha, beta);
        horst.setRate(decay);
        DenseTensor gradient = DenseTensor.vector(-scale);
        for (int k = 0; k < steps; k++) {
            if (k % 8192 == 0) {
                trial.checkpoint();
            }
            horst.step(theta, gradient, STEP);
        }
        return theta.get(0);
    }
}
