package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** Which weights NanoAdam updates can be told without any gradient. */
public final class GradientFreeChoice extends SparseClaim {

    /** The catalogue entry. */
    public GradientFreeChoice() {
        super(
                new Words(
                        "NA-A2",
                        Paper.NANO_ADAM,
                        "Chosen without gradients",
                        "I = I(|\\theta|)",
                        "Which weights NanoAdam updates can be told without any gradient.",
                        "With other samples, and so another gradient, NanoAdam chooses the very same weights at the start; the choice by gradient changes.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), abstract"),
                false,
                Check.residual("same", "Share of chosen weights that differ between two batches, small weights", 0),
                Check.control("gradients", "The same for the choice by gradient", 0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = FineTuned.problem(seed);
        trial.record("same", difference(problem, "small-weights", seed, trial));
        trial.record("gradients", difference(problem, "large-gradients", seed, trial));
    }

    private static double difference(NetworkLoss problem, String criterion, long seed, Trial trial) {
        double[][] chosen = new double[2][];
        for (int k = 0; k < 2; k++) {
            // Another seed draws another batch.
            chosen[k] = Workbench.memory(
                    Workbench.advance(FineTuned.subset(problem, criterion, 0.003, 50, seed + 1000L * k), 1, trial),
                    0,
                    "chosen");
        }
        int differ = 0;
        int all = 0;
        for (int i = 0; i < chosen[0].length; i++) {
            differ += chosen[0][i] != chosen[1][i] ? 1 : 0;
            all += chosen[0][i] != 0 ? 1 : 0;
        }
        return differ / (2.0 * all);
    }
}
