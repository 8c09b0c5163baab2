package org.mirrorflow.sim.claim.sparse;

import java.util.Arrays;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** At a short budget dynamic sparse training of a batch-normalised network is more accurate with SparseOpt, and the gain grows with the sparsity. */
public final class SparseTrainingAccuracy extends SparseClaim {

    private static final int REPETITIONS = 3;
    private static final double[] STEP_SIZES = {0.03, 0.1, 0.3};

    /** The catalogue entry. */
    public SparseTrainingAccuracy() {
        super(
                new Words(
                        "SO-5",
                        Paper.SPARSE_OPT,
                        "Accuracy at a short budget",
                        "\\mathrm{acc}_{\\mathrm{SparseOpt}} - \\mathrm{acc}_{\\mathrm{SGD}} > 0",
                        "At a short budget dynamic sparse training of a batch-normalised network is more accurate with SparseOpt, and the gain grows with the sparsity.",
                        "RigL on digits, two hidden layers of 48: the gain in test accuracy, mean over repetitions, is positive at sparsity 0.9 and 0.95, at equal and at individually tuned step sizes, and larger at 0.95 than at 0.9.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), for ResNets on CIFAR-100 and ImageNet; here in the small"),
                false,
                Check.atLeast("gain-90", "Gain in test accuracy at sparsity 0.9, equal step size", 0)
                        .onAverage(),
                Check.atLeast("gain-95", "Gain in test accuracy at sparsity 0.95, equal step size", 0)
                        .onAverage(),
                Check.atLeast("gain-tuned", "Gain in test accuracy at sparsity 0.95, each at its best step size", 0)
                        .onAverage(),
                Check.atLeast("grows", "Gain at 0.95 minus gain at 0.9", 0).onAverage(),
                new Check(
                        "dense",
                        "Difference in accuracy where nothing is masked, which is rounding",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        0.02,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] ninety = new double[REPETITIONS];
        double[] more = new double[REPETITIONS];
        double[][] tuned = new double[2][STEP_SIZES.length];
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = SparseDigits.problem(own);
            ninety[r] = accuracy(problem, 0.5, 0.9, 0.1, own, trial) - accuracy(problem, 0, 0.9, 0.1, own, trial);
            for (int k = 0; k < STEP_SIZES.length; k++) {
                double with = accuracy(problem, 0.5, 0.95, STEP_SIZES[k], own, trial);
                double without = accuracy(problem, 0, 0.95, STEP_SIZES[k], own, trial);
                tuned[0][k] += with / REPETITIONS;
                tuned[1][k] += without / REPETITIONS;
                if (STEP_SIZES[k] == 0.1) {
                    more[r] = with - without;
                }
            }
        }
        trial.record("gain-90", Workbench.mean(ninety));
        trial.record("gain-95", Workbench.mean(more));
        trial.record(
                "gain-tuned",
                Arrays.stream(tuned[0]).max().orElseThrow()
                        - Arrays.stream(tuned[1]).max().orElseThrow());
        trial.record("grows", Workbench.mean(more) - Workbench.mean(ninety));
        NetworkLoss problem = SparseDigits.problem(seed);
        trial.record(
                "dense",
                Math.abs(accuracy(problem, 0.5, 0, 0.1, seed, trial) - accuracy(problem, 0, 0, 0.1, seed, trial)));
    }

    private static double accuracy(
            NetworkLoss problem, double exponent, double sparsity, double stepSize, long seed, Trial trial) {
        return SparseDigits.accuracy(problem, SparseDigits.rigl(problem, exponent, sparsity, stepSize, seed), trial);
    }
}
