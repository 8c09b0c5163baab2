package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.claim.optim.SparseRegression.End;

/** HO-1: AdamW ends densest, the composition sparser than gradient descent, in ℓ1; the reverse in ℓ∞. */
public final class ComposedBias extends OptimClaim {

    public ComposedBias() {
        super(
                new Words(
                        "HO-1",
                        "ℓ∞ bias of AdamW, ℓ1 bias of the composition",
                        "\\|w_A\\|_1>\\|w_{GD}\\|_1>\\|w_{HA}\\|_1,\\quad \\|w_A\\|_\\infty<\\|w_{GD}\\|_\\infty<\\|w_{HA}\\|_\\infty",
                        "AdamW is biased to small ℓ∞ norm, and composing it with a hyperbolic step along the gradient lowers the"
                                + " ℓ1 norm of the solution found.",
                        "On sparse regression, with all residuals at 0, the ℓ1 norm falls from AdamW to gradient descent to the"
                                + " composition, and the ℓ∞ norm rises in that order.",
                        "abstract of arXiv 2605.21104; optimizers.md 4.4, derived and checked"),
                true,
                List.of(
                        SparseRegression.specification("AdamW, then hyperbolic", 1, SparseRegression.COMPOSED),
                        SparseRegression.specification("AdamW", 1, SparseRegression.ADAMW)),
                Check.atLeast("l1-adamw-over-descent", "ℓ1 norm of AdamW's solution over gradient descent's", 1.1),
                Check.atLeast(
                        "l1-descent-over-composed",
                        "ℓ1 norm of gradient descent's solution over the composition's",
                        1.1),
                Check.atLeast("linf-descent-over-adamw", "ℓ∞ norm of gradient descent's solution over AdamW's", 1.1),
                Check.atLeast(
                        "linf-composed-over-descent",
                        "ℓ∞ norm of the composition's solution over gradient descent's",
                        1.1),
                Check.residual("residual", "the largest relative residual of the three", 1e-6),
                Check.control(
                        "alpha-zero",
                        "ℓ1 norm of the same composition with α = 0 over that with α = 1000: without the hyperbolic step there is"
                                + " no such bias",
                        1.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        End adamw = SparseRegression.end(seed, SparseRegression.ADAMW, trial);
        End descent = SparseRegression.end(seed, SparseRegression.DESCENT, trial);
        End composed = SparseRegression.end(seed, SparseRegression.COMPOSED, trial);
        End without = SparseRegression.end(
                seed, SparseRegression.falling("horst", 0.001, ", \"coupling\": \"raw\", \"alpha\": 0"), trial);
        trial.record("l1-adamw-over-descent", adamw.l1() / descent.l1());
        trial.record("l1-descent-over-composed", descent.l1() / composed.l1());
        trial.record("linf-descent-over-adamw", descent.largest() / adamw.largest());
        trial.record("linf-composed-over-descent", composed.largest() / descent.largest());
        trial.record("residual", Math.max(adamw.residual(), Math.max(descent.residual(), composed.residual())));
        trial.record("alpha-zero", without.l1() / composed.l1());
    }
}
