package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.claim.optim.SparseRegression.End;

/** HO-A1: adaptive optimizers are biased to small ℓ∞ norm. */
public final class LargestWeightOfAdaptiveSteps extends OptimClaim {

    public LargestWeightOfAdaptiveSteps() {
        super(
                new Words(
                        "HO-A1",
                        "Adaptive steps keep the largest weight small",
                        "\\|w_{A}\\|_\\infty < \\|w_{GD}\\|_\\infty",
                        "Effective adaptive optimizers have an implicit ℓ∞ bias.",
                        "Adam, AdamW, Lion and sign descent end, at residual 0, with a largest weight at most 0.8 times that of"
                                + " gradient descent, which ends at the least ℓ2 norm.",
                        "abstract of arXiv 2605.21104"),
                true,
                List.of(SparseRegression.specification("AdamW", 1, SparseRegression.ADAMW)),
                Check.residual("adam", "largest weight of Adam over that of gradient descent", 0.8),
                Check.residual("adamw", "the same for AdamW", 0.8),
                Check.residual("lion", "the same for Lion", 0.8),
                Check.residual("sign", "the same for sign descent", 0.8),
                Check.residual("fit", "the largest relative residual of the five", 1e-3),
                Check.control("hyperbolic", "the same for hyperbolic descent, which is no adaptive method", 1.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        End descent = SparseRegression.end(seed, SparseRegression.DESCENT, trial);
        double residual = descent.residual();
        String[][] adaptive = {
            {"adam", SparseRegression.falling("adam", 0.01, "")},
            {"adamw", SparseRegression.ADAMW},
            {"lion", SparseRegression.falling("lion", 0.001, "")},
            {"sign", SparseRegression.falling("sign-descent", 0.001, "")}
        };
        for (String[] each : adaptive) {
            End end = SparseRegression.end(seed, each[1], trial);
            trial.record(each[0], end.largest() / descent.largest());
            residual = Math.max(residual, end.residual());
        }
        trial.record("fit", residual);
        trial.record(
                "hyperbolic",
                SparseRegression.end(seed, SparseRegression.HYPERBOLIC, trial).largest() / descent.largest());
    }
}
