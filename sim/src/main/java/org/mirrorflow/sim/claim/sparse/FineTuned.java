package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** A network fine-tuned from the digits 0 to 4 to the digits 5 to 9, all variants alike but for what is named. */
final class FineTuned {

    static final int STEPS = 300;

    private FineTuned() {}

    /** The problem at its pretrained start. */
    static NetworkLoss problem(long seed) {
        return Workbench.problem("fine-tuning", seed);
    }

    /** Adam. */
    static Dynamics adam(NetworkLoss problem, double stepSize, long seed) {
        return Workbench.dynamics(problem, "adam", seed, "step-size", stepSize, "batch", 32);
    }

    /** Adam on a tenth of each hidden matrix, chosen every {@code interval} steps, its averages corrected as Adam's are. */
    static Dynamics subset(NetworkLoss problem, String criterion, double stepSize, long interval, long seed) {
        return Workbench.dynamics(
                problem,
                "nano-adam",
                seed,
                "criterion",
                criterion,
                "step-size",
                stepSize,
                "batch",
                32,
                "choice-interval",
                interval,
                "density-interval",
                interval,
                "correction",
                "yes");
    }

    /** Accuracies on the new task and on the old one after the budget. */
    static double[] accuracies(NetworkLoss problem, Dynamics dynamics, Trial trial) {
        Workbench.advance(dynamics, STEPS, trial);
        return new double[] {
            problem.score(Scored.TEST_ACCURACY, dynamics.weights()),
            problem.score(Scored.EARLIER_ACCURACY, dynamics.weights())
        };
    }
}
