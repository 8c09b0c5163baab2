package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.weights.SeededRandom;

/** At one step size, gradient descent falls behind sign descent the more the deeper the product is. */
public final class EscapeGapGrowsWithDepth extends SteepestClaim {

    private static final int MOST = 2_000_000;

    public EscapeGapGrowsWithDepth() {
        super(
                "NS-1",
                "Escape gap grows with depth",
                "At one small step size sign descent halves the loss sooner than gradient descent, and the more so the deeper"
                        + " the product.",
                "k_{GD}(L)/k_{sign}(L)",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064); numbers measured here",
                "Scalar target 1, step 0.001, start (0, 0.1, …): the ratio of the steps that halve the loss grows from L = 2"
                        + " to 3 to 4 by a factor of at least 2 each, with q = 1.5 in between.",
                true,
                Check.atLeast("ratio", "Steps of gradient descent over steps of sign descent at L = 2", 1.5),
                Check.atLeast("growth", "Least factor by which that ratio grows from L = 2 to 3 and from 3 to 4", 2),
                Check.atLeast("between", "Least of k(q = 2)/k(1.5) and k(1.5)/k(1) over L = 2, 3, 4", 1),
                Check.control(
                        "away-from-saddle",
                        "From λ = 1, away from the saddle: steps of sign descent over steps of gradient descent at L = 4",
                        0.5));
    }

    private static Specification specification(double target, int depth, double lambda, double q) {
        return Trials.specification(
                "Steps to halve the loss, q = " + q,
                1,
                "reference-regression",
                "product",
                "steepest-descent",
                "problem.data",
                "scalar",
                "problem.target-scale",
                0.5 * target,
                "model.depth",
                depth,
                "model.initial-scale",
                lambda,
                "dynamics.exponent",
                q,
                "dynamics.step-size",
                1e-3);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, 3, 0.1, 1), specification(1, 3, 0.1, 2));
    }

    /** Steps until the loss is at most half of the first. */
    static long steps(double target, int depth, double lambda, double q, Trial trial) {
        Dynamics descent = Trials.start(specification(target, depth, lambda, q));
        double half = 0.5 * descent.loss();
        while (descent.loss() > half && descent.steps() < MOST) {
            descent.advance(Double.POSITIVE_INFINITY);
            if ((descent.steps() & 4095) == 0) {
                trial.checkpoint();
            }
        }
        return descent.steps();
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double target = Trials.drawn(random, seed, 1, 0.8, 1.25);
        double lambda = Trials.drawn(random, seed, 0.1, 0.08, 0.12);
        double[] ratio = new double[5];
        double between = Double.POSITIVE_INFINITY;
        for (int depth = 2; depth <= 4; depth++) {
            double gradient = steps(target, depth, lambda, 2, trial);
            double middle = steps(target, depth, lambda, 1.5, trial);
            double sign = steps(target, depth, lambda, 1, trial);
            ratio[depth] = gradient / sign;
            between = Math.min(between, Math.min(gradient / middle, middle / sign));
        }
        trial.record("ratio", ratio[2]);
        trial.record("growth", Math.min(ratio[3] / ratio[2], ratio[4] / ratio[3]));
        trial.record("between", between);
        trial.record("away-from-saddle", (double) steps(target, 4, 1, 1, trial) / steps(target, 4, 1, 2, trial));
    }
}
