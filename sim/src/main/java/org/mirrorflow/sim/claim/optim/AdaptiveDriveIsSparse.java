package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.claim.optim.SparseRegression.End;

/** HO-A4: the hyperbolic step driven by the adaptive direction also lowers the ℓ1 norm on regression. */
public final class AdaptiveDriveIsSparse extends OptimClaim {

    public AdaptiveDriveIsSparse() {
        super(
                new Words(
                        "HO-A4",
                        "The adaptive drive is sparse on regression too",
                        "\\|w_{H_d\\circ A}\\|_1 \\le 0.9\\,\\|w_A\\|_1",
                        "With the adaptive direction in place of the gradient as drive of the hyperbolic step, the composition"
                                + " lowers the ℓ1 norm of full-batch regression as well.",
                        "With α = 20, and with α = 100, the ℓ1 norm is at least a tenth below AdamW's at the same step size.",
                        "optimizers.md 4.3, derived (the reading that is recommended there); not a statement of the paper"),
                true,
                List.of(SparseRegression.specification(
                        "AdamW, then hyperbolic along its direction",
                        1,
                        SparseRegression.falling("horst", 0.001, ", \"alpha\": 20"))),
                Check.residual("alpha-20", "ℓ1 norm with α = 20 over AdamW's", 0.9),
                Check.residual("alpha-100", "ℓ1 norm with α = 100 over AdamW's", 0.9),
                Check.control("raw", "AdamW's ℓ1 norm over that with the raw gradient as drive, α = 1000", 1.2));
    }

    @Override
    public void run(long seed, Trial trial) {
        End adamw = SparseRegression.end(seed, SparseRegression.falling("adamw", 0.001, ""), trial);
        for (int alpha : new int[] {20, 100}) {
            End end = SparseRegression.end(
                    seed, SparseRegression.falling("horst", 0.001, ", \"alpha\": " + alpha), trial);
            trial.record("alpha-" + alpha, end.l1() / adamw.l1());
        }
        trial.record(
                "raw",
                adamw.l1()
                        / SparseRegression.end(seed, SparseRegression.COMPOSED, trial)
                                .l1());
    }
}
