package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.observe.ExplorationRate;
import org.mirrorflow.sim.problem.NetworkLoss;

/** With the corrected gradient moving weights and the raw one growing them, RigL explores more weights than without the correction, or with the corrected gradient growing them. */
public final class ExplorationByRawGradients extends SparseClaim {

    private static final int REPETITIONS = 3;
    private static final double SPARSITY = 0.95;

    /** The catalogue entry. */
    public ExplorationByRawGradients() {
        super(
                new Words(
                        "SO-8",
                        Paper.SPARSE_OPT,
                        "Exploration by raw gradients",
                        "R_m = \\|\\bigvee_t M_t\\|_0/d",
                        "With the corrected gradient moving weights and the raw one growing them, RigL explores more weights than without the correction, or with the corrected gradient growing them.",
                        "R_m, the share of weights that were ever live in the batch-normalised layers, is on average at least that of plain RigL and at least that of growth by the corrected gradient, at sparsity 0.95.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)"),
                false,
                Check.atLeast("over-plain", "R_m of SparseOpt with raw growth minus R_m of plain RigL", 0)
                        .onAverage(),
                Check.atLeast("over-corrected", "R_m of raw growth minus R_m of corrected growth", 0)
                        .onAverage(),
                Check.control("explores", "R_m of plain RigL over the density of the mask", 1.2));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] plain = new double[REPETITIONS];
        double[] raw = new double[REPETITIONS];
        double[] corrected = new double[REPETITIONS];
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = SparseDigits.problem(own);
            plain[r] = explored(SparseDigits.rigl(problem, 0, SPARSITY, 0.1, own), trial);
            raw[r] = explored(SparseDigits.rigl(problem, 0.5, SPARSITY, 0.1, own), trial);
            corrected[r] = explored(SparseDigits.rigl(problem, 0.5, SPARSITY, 0.1, own, "grow-by", "corrected"), trial);
        }
        trial.record("over-plain", Workbench.mean(raw) - Workbench.mean(plain));
        trial.record("over-corrected", Workbench.mean(raw) - Workbench.mean(corrected));
        trial.record("explores", Workbench.mean(plain) / (1 - SPARSITY));
    }

    /** R_m after the budget; the masked layers of this network are its batch-normalised ones. */
    private static double explored(Dynamics dynamics, Trial trial) {
        return ExplorationRate.of(Workbench.advance(dynamics, SparseDigits.STEPS, trial));
    }
}
