package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** Steepest descent with small steps conserves |w_i|^q − |w_j|^q. */
public final class BalanceConserved extends SteepestClaim {

    public BalanceConserved() {
        super(
                "NS-2",
                "ℓq balance",
                "Steepest descent of exponent q conserves |w_i|^q − |w_j|^q, each q its own balance.",
                "|w_i|^q - |w_j|^q = \\mathrm{const}",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Lemma 4.4",
                "Scalar product of two factors, step 1e-4, q = 1, 1.5, 2: relative drift below 1e-3 until the target is"
                        + " fitted.",
                true,
                Check.residual(
                        "drift", "Largest relative change of |w₂|^q − |w₁|^q over q, until 99 % of the target", 1e-3),
                Check.control("other-balance", "Relative change of w₂² − w₁² along sign descent", 0.5));
    }

    private static Specification specification(double target, double lambda, double q) {
        return Trials.specification(
                "Balance of steepest descent, q = " + q,
                1,
                "reference-regression",
                "product",
                "steepest-descent",
                "problem.data",
                "scalar",
                "problem.target-scale",
                0.5 * target,
                "model.depth",
                2,
                "model.initial-scale",
                lambda,
                "dynamics.exponent",
                q,
                "dynamics.step-size",
                1e-4);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, 0.5, 1.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double target = Trials.drawn(random, seed, 1, 0.7, 1.5);
        double lambda = Trials.drawn(random, seed, 0.5, 0.3, 0.8);
        double drift = 0;
        for (double q : new double[] {1, 1.5, 2}) {
            drift = Math.max(drift, drift(target, lambda, q, q, trial));
        }
        trial.record("drift", drift);
        trial.record("other-balance", drift(target, lambda, 1, 2, trial));
    }

    private static double drift(double target, double lambda, double q, double power, Trial trial) {
        SteepestProduct law = new SteepestProduct(power, 2);
        Dynamics descent = Trials.start(specification(target, lambda, q));
        double first = law.balance(descent.state()[1], descent.state()[0]);
        double worst = 0;
        while (Math.abs(descent.weights()[0]) < 0.99 * target && descent.steps() < 1_000_000) {
            descent.advance(Double.POSITIVE_INFINITY);
            worst = Math.max(worst, Math.abs(law.balance(descent.state()[1], descent.state()[0]) / first - 1));
            if ((descent.steps() & 4095) == 0) {
                trial.checkpoint();
            }
        }
        return worst;
    }
}
