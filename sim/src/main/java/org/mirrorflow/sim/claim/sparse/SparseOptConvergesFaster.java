package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** SparseOpt makes dynamic sparse training converge faster. */
public final class SparseOptConvergesFaster extends SparseClaim {

    private static final int REPETITIONS = 2;
    private static final double[] STEP_SIZES = {0.05, 0.15, 0.4};

    /** The catalogue entry. */
    public SparseOptConvergesFaster() {
        super(
                new Words(
                        "SO-A3",
                        Paper.SPARSE_OPT,
                        "Faster dynamic sparse training",
                        "f_{\\mathrm{SparseOpt}}(k) < f_{\\mathrm{SGD}}(k)",
                        "SparseOpt makes dynamic sparse training converge faster.",
                        "After the same steps of RigL at sparsity 0.95 on digits the logarithm of the training loss is lower with SparseOpt, each at its best step size, on average.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), abstract, for ResNets; here in the small"),
                false,
                Check.atLeast("gain", "log training loss of SGD minus that of SparseOpt, each at its best step size", 0)
                        .onAverage(),
                Check.control("dense", "log training loss of SGD at sparsity 0.95 minus that of dense SGD", 0.5));
    }

    @Override
    public void run(long seed, Trial trial) {
        double gain = 0;
        double dense = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = SparseDigits.problem(own);
            double sgd = best(problem, 0, 0.95, own, trial);
            gain += (sgd - best(problem, 0.5, 0.95, own, trial)) / REPETITIONS;
            dense += (sgd - best(problem, 0, 0, own, trial)) / REPETITIONS;
        }
        trial.record("gain", gain);
        trial.record("dense", dense);
    }

    private static double best(NetworkLoss problem, double exponent, double sparsity, long seed, Trial trial) {
        double best = Double.POSITIVE_INFINITY;
        for (double size : STEP_SIZES) {
            double loss = Workbench.advance(
                            SparseDigits.rigl(problem, exponent, sparsity, size, seed), SparseDigits.STEPS, trial)
                    .loss();
            best = Math.min(best, Math.log(loss));
        }
        return best;
    }
}
