package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** Dynamic sparse training of a small batch-normalised network on digits, all variants alike but for what is named. */
final class SparseDigits {

    static final int STEPS = 160;

    private SparseDigits() {}

    static NetworkLoss problem(long seed) {
        return Workbench.problem(
                "mlp-on-sample-data", seed, "normalisation", "batch", "width", 48, "hidden-layers", 2, "rows", 600);
    }

    /**
     * RigL with SparseOpt's correction of that exponent, 0 for none.
     *
     * @param more further settings of {@code sparse-opt}, ids and values in turn
     */
    static Dynamics rigl(
            NetworkLoss problem, double exponent, double sparsity, double stepSize, long seed, Object... more) {
        Object[] given = {
            "exponent",
            exponent,
            "step-size",
            stepSize,
            "momentum",
            0.9,
            "batch",
            32,
            "mask",
            "rigl",
            "mask-sparsity",
            sparsity,
            "mask-interval",
            10,
            "mask-end",
            STEPS * 3 / 4
        };
        Object[] all = new Object[given.length + more.length];
        System.arraycopy(given, 0, all, 0, given.length);
        System.arraycopy(more, 0, all, given.length, more.length);
        return Workbench.dynamics(problem, "sparse-opt", seed, all);
    }

    /** Test accuracy after the budget. */
    static double accuracy(NetworkLoss problem, Dynamics dynamics, Trial trial) {
        Workbench.advance(dynamics, STEPS, trial);
        return problem.score(Scored.TEST_ACCURACY, dynamics.weights());
    }
}
