package org.mirrorflow.sim.claim.sparse;

import java.util.Arrays;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** Updating small weights alone permits larger step sizes. */
public final class LargerStepSizes extends SparseClaim {

    private static final double[] RATES = {1e-4, 3e-4, 1e-3, 3e-3, 1e-2};

    /** The catalogue entry. */
    public LargerStepSizes() {
        super(
                new Words(
                        "NA-4",
                        Paper.NANO_ADAM,
                        "Larger step sizes",
                        "h^\\star_{\\mathrm{small}} \\geq 3\\,h^\\star_{\\mathrm{Adam}}",
                        "Updating small weights alone permits larger step sizes.",
                        "The step size with the best mean accuracy over the old and the new task is at least three times as large for small weights as for Adam, and as for large gradients.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)"),
                false,
                Check.atLeast("adam", "Best step size of small weights over that of Adam", 3),
                Check.atLeast("gradients", "Best step size of small weights over that of large gradients", 3),
                Check.control("matters", "Largest minus smallest mean accuracy of Adam over the step sizes", 0.03));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = FineTuned.problem(seed);
        double[][] mean = new double[3][RATES.length];
        for (int k = 0; k < RATES.length; k++) {
            mean[0][k] = Workbench.mean(FineTuned.accuracies(
                    problem, FineTuned.subset(problem, "small-weights", RATES[k], 50, seed), trial));
            mean[1][k] = Workbench.mean(FineTuned.accuracies(problem, FineTuned.adam(problem, RATES[k], seed), trial));
            mean[2][k] = Workbench.mean(FineTuned.accuracies(
                    problem, FineTuned.subset(problem, "large-gradients", RATES[k], 50, seed), trial));
        }
        trial.record("adam", best(mean[0]) / best(mean[1]));
        trial.record("gradients", best(mean[0]) / best(mean[2]));
        trial.record(
                "matters",
                Arrays.stream(mean[1]).max().orElseThrow()
                        - Arrays.stream(mean[1]).min().orElseThrow());
    }

    private static double best(double[] accuracy) {
        int best = 0;
        for (int k = 1; k < accuracy.length; k++) {
            best = accuracy[k] > accuracy[best] ? k : best;
        }
        return RATES[best];
    }
}
