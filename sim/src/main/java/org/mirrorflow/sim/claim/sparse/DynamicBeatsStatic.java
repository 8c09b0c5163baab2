package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** Choosing the weights anew every few steps is better than choosing them once. */
public final class DynamicBeatsStatic extends SparseClaim {

    private static final int REPETITIONS = 3;
    private static final long NEVER = 1_000_000_000;

    /** The catalogue entry. */
    public DynamicBeatsStatic() {
        super(
                new Words(
                        "NA-6",
                        Paper.NANO_ADAM,
                        "Choosing again and again",
                        "\\mathrm{acc}_2^{m=50} \\geq \\mathrm{acc}_2^{m=\\infty}",
                        "Choosing the weights anew every few steps is better than choosing them once.",
                        "On the new task NanoAdam that chooses every 50 steps is more accurate, and has a lower training loss, than NanoAdam that chooses once, at a share of 2 % of the weights.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)"),
                false,
                Check.atLeast("accuracy", "Accuracy on the new task, dynamic minus static", 0)
                        .onAverage(),
                Check.atLeast("loss", "log training loss, static minus dynamic", 0)
                        .onAverage(),
                new Check(
                        "same",
                        "The same difference of losses where all weights are chosen",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        1e-12,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        double accuracy = 0;
        double loss = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = FineTuned.problem(own);
            Dynamics dynamic = run(problem, 0.02, 50, own, trial);
            Dynamics fixed = run(problem, 0.02, NEVER, own, trial);
            accuracy += (problem.score(Scored.TEST_ACCURACY, dynamic.weights())
                            - problem.score(Scored.TEST_ACCURACY, fixed.weights()))
                    / REPETITIONS;
            loss += Math.log(fixed.loss() / dynamic.loss()) / REPETITIONS;
        }
        trial.record("accuracy", accuracy);
        trial.record("loss", loss);
        NetworkLoss problem = FineTuned.problem(seed);
        trial.record(
                "same",
                Math.abs(Math.log(run(problem, 1, NEVER, seed, trial).loss()
                        / run(problem, 1, 50, seed, trial).loss())));
    }

    private static Dynamics run(NetworkLoss problem, double density, long interval, long seed, Trial trial) {
        Dynamics dynamics = Workbench.dynamics(
                problem,
                "nano-adam",
                seed,
                "density",
                density,
                "last-density",
                density,
                "step-size",
                0.003,
                "batch",
                32,
                "choice-interval",
                interval,
                "density-interval",
                interval,
                "correction",
                "yes");
        return Workbench.advance(dynamics, FineTuned.STEPS, trial);
    }
}
