package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** With the mask of a trained network its signs are enough to recover accuracy, its magnitudes are not. */
public final class SignsNotMagnitudes extends SparseClaim {

    private static final int REPETITIONS = 4;

    /** The catalogue entry. */
    public SignsNotMagnitudes() {
        super(
                new Words(
                        "SI-5",
                        Paper.SIGN_IN,
                        "Signs, not magnitudes",
                        "\\mathrm{acc}(M, \\mathrm{sgn}\\,w^\\star, |w_0|) > \\mathrm{acc}(M, \\mathrm{sgn}\\,w_0, |w^\\star|)",
                        "With the mask of a trained network its signs are enough to recover accuracy, its magnitudes are not.",
                        "Retrained under the learned mask at sparsity 0.95 from learned signs with random magnitudes a network is more accurate, on average, than from learned magnitudes with random signs, and than from random ones.",
                        "stated: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801)"),
                false,
                Check.atLeast(
                                "over-magnitudes",
                                "Test accuracy from learned signs minus that from learned magnitudes",
                                0)
                        .onAverage(),
                Check.atLeast("over-random", "Test accuracy from learned signs minus that from a random start", 0)
                        .onAverage(),
                Check.control("loss", "log training loss from a random start minus that from learned weights", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        double overMagnitudes = 0;
        double overRandom = 0;
        double control = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = PrunedDigits.problem(own);
            double[] learned = PrunedDigits.trained(problem, own, trial);
            boolean[] mask = PrunedDigits.largest(problem, learned, 0.95);
            double[] fresh = Workbench.problem(
                            "mlp-on-sample-data", own + 500, "width", 48, "hidden-layers", 2, "rows", 400)
                    .startWeights()
                    .orElseThrow();
            double[] signs = fresh.clone();
            double[] magnitudes = learned.clone();
            for (int i = 0; i < learned.length; i++) {
                signs[i] = Math.copySign(fresh[i], learned[i]);
                magnitudes[i] = Math.copySign(learned[i], fresh[i]);
            }
            Dynamics bySigns = retrain(problem, mask, signs, own, trial);
            Dynamics byMagnitudes = retrain(problem, mask, magnitudes, own, trial);
            Dynamics byNothing = retrain(problem, mask, fresh, own, trial);
            Dynamics byAll = retrain(problem, mask, learned, own, trial);
            double accuracy = problem.score(Scored.TEST_ACCURACY, bySigns.weights());
            overMagnitudes += (accuracy - problem.score(Scored.TEST_ACCURACY, byMagnitudes.weights())) / REPETITIONS;
            overRandom += (accuracy - problem.score(Scored.TEST_ACCURACY, byNothing.weights())) / REPETITIONS;
            control += Math.log(byNothing.loss() / byAll.loss()) / REPETITIONS;
        }
        trial.record("over-magnitudes", overMagnitudes);
        trial.record("over-random", overRandom);
        trial.record("loss", control);
    }

    private static Dynamics retrain(NetworkLoss problem, boolean[] mask, double[] start, long seed, Trial trial) {
        NetworkLoss masked = problem.with(mask, PrunedDigits.masked(start, mask));
        return Workbench.advance(PrunedDigits.train(masked, false, seed), PrunedDigits.STEPS, trial);
    }
}
