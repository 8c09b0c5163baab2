package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** Under a random mask Sign-In is more accurate than plain training. */
public final class SignInOverSgd extends SparseClaim {

    private static final int REPETITIONS = 4;

    /** The catalogue entry. */
    public SignInOverSgd() {
        super(
                new Words(
                        "SI-A1",
                        Paper.SIGN_IN,
                        "Better pruning at initialisation",
                        "\\mathrm{acc}_{\\mathrm{Sign\\text{-}In}} > \\mathrm{acc}_{\\mathrm{SGD}}",
                        "Under a random mask Sign-In is more accurate than plain training.",
                        "At sparsity 0.9 on digits the test accuracy of Sign-In under a random mask is at least that of SGD, on average; it stays below that of the mask of a trained network with its signs.",
                        "stated: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801), abstract, for ResNets; here in the small"),
                false,
                Check.atLeast("gain", "Test accuracy of Sign-In minus that of SGD under the same random mask", 0)
                        .onAverage(),
                Check.atLeast(
                                "gap",
                                "Test accuracy of dense training then pruning and retraining minus that of Sign-In",
                                0)
                        .onAverage(),
                Check.control(
                        "masks-matter", "log training loss under a random mask minus that under the learned one", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        double gain = 0;
        double gap = 0;
        double control = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = PrunedDigits.problem(own);
            double[] start = problem.startWeights().orElseThrow();
            boolean[] drawn = PrunedDigits.random(problem, 0.9, own);
            NetworkLoss masked = problem.with(drawn, PrunedDigits.masked(start, drawn));
            Dynamics sgd = Workbench.advance(PrunedDigits.train(masked, false, own), PrunedDigits.STEPS, trial);
            Dynamics signIn = Workbench.advance(PrunedDigits.train(masked, true, own), PrunedDigits.STEPS, trial);
            double[] learned = PrunedDigits.trained(problem, own, trial);
            boolean[] found = PrunedDigits.largest(problem, learned, 0.9);
            NetworkLoss pruned = problem.with(found, PrunedDigits.masked(learned, found));
            Dynamics dense = Workbench.advance(PrunedDigits.train(pruned, false, own), PrunedDigits.STEPS, trial);
            double accuracy = problem.score(Scored.TEST_ACCURACY, signIn.weights());
            gain += (accuracy - problem.score(Scored.TEST_ACCURACY, sgd.weights())) / REPETITIONS;
            gap += (problem.score(Scored.TEST_ACCURACY, dense.weights()) - accuracy) / REPETITIONS;
            control += Math.log(sgd.loss() / dense.loss()) / REPETITIONS;
        }
        trial.record("gain", gain);
        trial.record("gap", gap);
        trial.record("masks-matter", control);
    }
}
