package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** The gains of SparseOpt and of HAM add up without interfering. */
public final class AdditiveWithHam extends SparseClaim {

    /** The catalogue entry. */
    public AdditiveWithHam() {
        super(
                new Words(
                        "SO-7",
                        Paper.SPARSE_OPT,
                        "Additive with HAM",
                        "|\\bar\\Delta|/\\mathrm{se}(\\Delta) \\leq t_{0.975}",
                        "The gains of SparseOpt and of HAM add up without interfering.",
                        "In the 2 × 2 factorial of SparseOpt and HAM under RigL on digits at sparsity 0.95 the interaction in test accuracy over five repetitions is within its noise, |t| ≤ 2.78.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)"),
                false,
                Check.residual("interaction", "|t| of the interaction over five repetitions", Workbench.T4),
                Check.control(
                        "power",
                        "|t| of the loss in accuracy when the step size is cut to a thousandth, over the same repetitions",
                        Workbench.T4));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] interaction = new double[5];
        double[] power = new double[5];
        for (int r = 0; r < 5; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = SparseDigits.problem(own);
            double plain = accuracy(problem, 0, "sgd", 0.1, own, trial);
            double sparse = accuracy(problem, 0.5, "sgd", 0.1, own, trial);
            double ham = accuracy(problem, 0, "ham", 0.1, own, trial);
            double both = accuracy(problem, 0.5, "ham", 0.1, own, trial);
            interaction[r] = (both - ham) - (sparse - plain);
            power[r] = plain - accuracy(problem, 0, "sgd", 1e-4, own, trial);
        }
        trial.record("interaction", Workbench.tStatistic(interaction));
        trial.record("power", Workbench.tStatistic(power));
    }

    private static double accuracy(
            NetworkLoss problem, double exponent, String base, double stepSize, long seed, Trial trial) {
        return SparseDigits.accuracy(
                problem, SparseDigits.rigl(problem, exponent, 0.95, stepSize, seed, "base", base, "alpha", 20), trial);
    }
}
