package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.claim.optim.SparseRegression.End;

/** HO-A2: what is lost by pruning falls with the ℓ1 norm, so sparsity needs an ℓ1 bias. */
public final class SparsityNeedsSmallL1 extends OptimClaim {

    public SparsityNeedsSmallL1() {
        super(
                new Words(
                        "HO-A2",
                        "Sparsity needs an ℓ1 bias",
                        "\\|w\\|_1 \\downarrow\\ \\Rightarrow\\ \\|Zw_{\\mathrm{pruned}}-y\\| \\downarrow",
                        "Of solutions that all fit the data, those of smaller ℓ1 norm lose less when their smallest weights are set"
                                + " to 0.",
                        "After pruning to 80, 90 and 95 % the residuals fall from AdamW to gradient descent to the composition to"
                                + " hyperbolic descent, as their ℓ1 norms do.",
                        "abstract of arXiv 2605.21104; optimizers.md 4.4"),
                true,
                List.of(SparseRegression.specification("AdamW, then hyperbolic", 1, SparseRegression.COMPOSED)),
                Check.atLeast(
                        "order",
                        "least ratio of neighbours in that order, over the three levels of pruning and the ℓ1 norms",
                        1.02),
                Check.control(
                        "unpruned",
                        "the same without pruning would compare solutions that all fit: AdamW's residual after pruning to 80 %"
                                + " over before",
                        1e3));
    }

    @Override
    public void run(long seed, Trial trial) {
        End[] ends = {
            SparseRegression.end(seed, SparseRegression.ADAMW, trial),
            SparseRegression.end(seed, SparseRegression.DESCENT, trial),
            SparseRegression.end(seed, SparseRegression.COMPOSED, trial),
            SparseRegression.end(seed, SparseRegression.HYPERBOLIC, trial)
        };
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < ends.length; i++) {
            least = Math.min(least, ends[i - 1].l1() / ends[i].l1());
            for (double share : new double[] {0.8, 0.9, 0.95}) {
                least = Math.min(least, ends[i - 1].pruned(share) / ends[i].pruned(share));
            }
        }
        trial.record("order", least);
        trial.record("unpruned", ends[0].pruned(0.8) / ends[0].residual());
    }
}
