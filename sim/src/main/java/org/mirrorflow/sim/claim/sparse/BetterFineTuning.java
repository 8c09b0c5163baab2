package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;

/** NanoAdam generalises better on the new task than Adam. */
public final class BetterFineTuning extends SparseClaim {

    private static final int REPETITIONS = 2;

    /** The catalogue entry. */
    public BetterFineTuning() {
        super(
                new Words(
                        "NA-5",
                        Paper.NANO_ADAM,
                        "Better on the new task",
                        "\\mathrm{acc}_2^{\\mathrm{NanoAdam}} \\geq \\mathrm{acc}_2^{\\mathrm{Adam}}",
                        "NanoAdam generalises better on the new task than Adam.",
                        "The best accuracy on the new task over the step sizes, mean over repetitions, is at least that of Adam.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), for language and vision models; here in the small"),
                false,
                Check.atLeast("gain", "Best accuracy on the new task, NanoAdam minus Adam", 0)
                        .onAverage(),
                Check.control("learns", "Best accuracy of Adam on the new task", 0.9));
    }

    @Override
    public void run(long seed, Trial trial) {
        double gain = 0;
        double learns = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = FineTuned.problem(own);
            double nano = 0;
            double adam = 0;
            for (double rate : new double[] {1e-3, 3e-3, 1e-2}) {
                nano = Math.max(
                        nano,
                        FineTuned.accuracies(problem, FineTuned.subset(problem, "small-weights", rate, 50, own), trial)[
                                0]);
                adam = Math.max(adam, FineTuned.accuracies(problem, FineTuned.adam(problem, rate, own), trial)[0]);
            }
            gain += (nano - adam) / REPETITIONS;
            learns += adam / REPETITIONS;
        }
        trial.record("gain", gain);
        trial.record("learns", learns);
    }
}
