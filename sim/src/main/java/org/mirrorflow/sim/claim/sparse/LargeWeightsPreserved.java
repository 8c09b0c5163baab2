package org.mirrorflow.sim.claim.sparse;

import java.util.Arrays;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.NetworkLoss;

/** NanoAdam preserves the weights of large magnitude, which encode what pretraining learned. */
public final class LargeWeightsPreserved extends SparseClaim {

    /** The catalogue entry. */
    public LargeWeightsPreserved() {
        super(
                new Words(
                        "NA-A3",
                        Paper.NANO_ADAM,
                        "Large weights are left alone",
                        "\\#\\{i : w_i \\neq w_{0,i}\\}\\ \\mathrm{among\\ large}\\ |w_0|",
                        "NanoAdam preserves the weights of large magnitude, which encode what pretraining learned.",
                        "Of the half of each hidden matrix that is larger at the start at most 10 % is touched; with large gradients at least 5 % more is.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), abstract"),
                false,
                Check.residual("touched", "Share of the larger half that NanoAdam touches", 0.1),
                Check.control("gradients", "The share that the choice by gradient touches, minus that", 0.05));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = FineTuned.problem(seed);
        double small = touched(problem, "small-weights", seed, trial);
        trial.record("touched", small);
        trial.record("gradients", touched(problem, "large-gradients", seed, trial) - small);
    }

    private static double touched(NetworkLoss problem, String criterion, long seed, Trial trial) {
        double[] start = problem.startWeights().orElseThrow();
        double[] w = Workbench.advance(FineTuned.subset(problem, criterion, 0.003, 50, seed), FineTuned.STEPS, trial)
                .weights();
        double touched = 0;
        double all = 0;
        for (int block = 0; block < problem.roles().size(); block++) {
            if (problem.roles().get(block) == Network.Role.HIDDEN) {
                int from = problem.layout().offset(block);
                int size = problem.layout().blocks().get(block).size();
                double[] magnitudes = new double[size];
                for (int i = 0; i < size; i++) {
                    magnitudes[i] = Math.abs(start[from + i]);
                }
                double[] sorted = magnitudes.clone();
                Arrays.sort(sorted);
                for (int i = 0; i < size; i++) {
                    if (magnitudes[i] > sorted[size / 2]) {
                        all++;
                        touched += w[from + i] != start[from + i] ? 1 : 0;
                    }
                }
            }
        }
        return touched / all;
    }
}
