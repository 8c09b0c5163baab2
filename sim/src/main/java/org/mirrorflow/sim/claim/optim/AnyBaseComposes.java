package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.claim.optim.SparseRegression.End;

/** HO-A3: the construction is modular: every base gains the ℓ1 bias from the same hyperbolic step. */
public final class AnyBaseComposes extends OptimClaim {

    private static final String[] BASES = {"adamw", "lion", "sign"};

    public AnyBaseComposes() {
        super(
                new Words(
                        "HO-A3",
                        "The hyperbolic step fits any base",
                        "\\|w_{H\\circ A}\\|_1 < \\|w_A\\|_1,\\quad A\\in\\{\\mathrm{AdamW},\\mathrm{Lion},\\mathrm{sign}\\}",
                        "HORST is modular: the hyperbolic step induces its ℓ1 bias behind whatever adaptive step it is composed"
                                + " with.",
                        "With AdamW, Lion and sign descent as base, the composition lowers the ℓ1 norm of the solution by a factor of"
                                + " at least 1.2.",
                        "abstract of arXiv 2605.21104 (modular)"),
                true,
                List.of(SparseRegression.specification("Lion, then hyperbolic", 1, dynamics("lion", 1000))),
                Check.atLeast("adamw", "ℓ1 norm with α = 0 over that with α = 1000, base AdamW", 1.2),
                Check.atLeast("lion", "the same, base Lion", 1.2),
                Check.atLeast("sign", "the same, base sign descent", 1.2),
                Check.residual("fit", "the largest relative residual of the six", 2e-3),
                Check.control(
                        "decay",
                        "as much decay instead (β = 0.5, α = 0) leaves a residual or the ℓ1 norm: the composition's share of the"
                                + " ℓ1 norm that decay alone removes, as a ratio of the norms with decay and with α, base AdamW",
                        1.2));
    }

    private static String dynamics(String base, double alpha) {
        return SparseRegression.falling(
                "horst", 0.001, ", \"coupling\": \"raw\", \"base\": \"" + base + "\", \"alpha\": " + alpha);
    }

    @Override
    public void run(long seed, Trial trial) {
        double residual = 0;
        double composed = 1;
        for (String base : BASES) {
            End without = SparseRegression.end(seed, dynamics(base, 0), trial);
            End with = SparseRegression.end(seed, dynamics(base, 1000), trial);
            trial.record(base, without.l1() / with.l1());
            residual = Math.max(residual, Math.max(without.residual(), with.residual()));
            if (base.equals("adamw")) {
                composed = with.l1();
            }
        }
        trial.record("fit", residual);
        End decayed = SparseRegression.end(
                seed,
                SparseRegression.falling("horst", 0.001, ", \"coupling\": \"raw\", \"alpha\": 0, \"beta\": 0.5"),
                trial);
        trial.record("decay", decayed.l1() / composed);
    }
}
