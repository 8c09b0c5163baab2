package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.predict.OptimizerMemory;

/** NanoAdam keeps two moments and an index for a share k of the weights alone, 6kS bytes in half precision, in place of 4S. */
public final class MemoryOfMoments extends SparseClaim {

    /** The catalogue entry. */
    public MemoryOfMoments() {
        super(
                new Words(
                        "NA-7",
                        Paper.NANO_ADAM,
                        "Memory",
                        "6kS\\ \\mathrm{bytes}",
                        "NanoAdam keeps two moments and an index for a share k of the weights alone, 6kS bytes in half precision, in place of 4S.",
                        "The weights with a moment other than 0, at six bytes each, are 6kS bytes up to the rounding of k·S in each matrix, at k = 0.1; Adam has one for nearly every weight.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)"),
                false,
                Check.residual("bytes", "Difference from 6kS in bytes, over the number of matrices times 6", 1),
                Check.control("adam", "Weights with a moment over all weights, Adam", 0.9));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = FineTuned.problem(seed);
        Dynamics nano = FineTuned.subset(problem, "small-weights", 0.003, 50, seed);
        Dynamics adam = FineTuned.adam(problem, 0.003, seed);
        Workbench.advance(nano, 60, trial);
        Workbench.advance(adam, 60, trial);
        double live = 0;
        double size = 0;
        double adams = 0;
        int matrices = 0;
        for (int block = 0; block < problem.roles().size(); block++) {
            if (problem.roles().get(block) == Network.Role.HIDDEN) {
                matrices++;
                double[] chosen = Workbench.memory(nano, block, "chosen");
                double[] second = Workbench.memory(nano, block, "second-moment");
                for (int i = 0; i < chosen.length; i++) {
                    // A weight that is chosen has a place for its moments, also while they are 0.
                    live += chosen[i] != 0 || second[i] != 0 ? 1 : 0;
                }
                size += chosen.length;
                for (double moment : Workbench.memory(adam, block, "second-moment")) {
                    adams += moment != 0 ? 1 : 0;
                }
            }
        }
        trial.record("bytes", Math.abs(6 * live - OptimizerMemory.nanoAdam(size, 0.1)) / (6.0 * matrices));
        trial.record("adam", adams / size);
    }
}
