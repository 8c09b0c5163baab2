package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;

/** Dynamic sparse training converges significantly slower than dense training. */
public final class SlowSparseTraining extends SparseClaim {

    /** The catalogue entry. */
    public SlowSparseTraining() {
        super(
                new Words(
                        "SO-A1",
                        Paper.SPARSE_OPT,
                        "Sparse training is slower",
                        "f_{\\mathrm{RigL}}(k) > f_{\\mathrm{dense}}(k)",
                        "Dynamic sparse training converges significantly slower than dense training.",
                        "After the same steps the training loss of RigL at sparsity 0.95 is at least three times that of dense training, on digits.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), abstract"),
                false,
                Check.atLeast("loss-ratio", "Training loss of RigL at sparsity 0.95 over that of dense training", 3),
                new Check(
                        "mild",
                        "The same ratio at sparsity 0.3",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        3,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = SparseDigits.problem(seed);
        double dense = loss(SparseDigits.rigl(problem, 0, 0, 0.1, seed), trial);
        trial.record("loss-ratio", loss(SparseDigits.rigl(problem, 0, 0.95, 0.1, seed), trial) / dense);
        trial.record("mild", loss(SparseDigits.rigl(problem, 0, 0.3, 0.1, seed), trial) / dense);
    }

    private static double loss(Dynamics dynamics, Trial trial) {
        return Workbench.advance(dynamics, SparseDigits.STEPS, trial).loss();
    }
}
