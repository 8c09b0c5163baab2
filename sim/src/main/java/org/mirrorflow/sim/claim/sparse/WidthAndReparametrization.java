package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.NetworkLoss;

/** More inputs let plain flow recover the sign of w, Sign-In recovers the sign of a, and together they recover all four quadrants: the two are complementary. */
public final class WidthAndReparametrization extends SparseClaim {

    private static final int REPETITIONS = 20;
    private static final double RATE = 0.05;
    private static final long STEPS = 4000;

    /** The catalogue entry. */
    public WidthAndReparametrization() {
        super(
                new Words(
                        "SI-3",
                        Paper.SIGN_IN,
                        "Two kinds of sign flips",
                        "d > 1\\ \\mathrm{fixes}\\ w,\\quad \\beta_a > \\beta_w\\ \\mathrm{fixes}\\ a",
                        "More inputs let plain flow recover the sign of w, Sign-In recovers the sign of a, and together they recover all four quadrants: the two are complementary.",
                        "With five inputs from balanced starts: plain flow recovers (+,−) in at least 90 % and (−,±) in at most 10 % of the trials; Sign-In with β = (1, 0.3) recovers (−,+) in at least 90 % and (−,−) in at least 40 %; with one input neither recovers w < 0.",
                        "stated: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801); rates measured here"),
                false,
                Check.atLeast("width", "Share recovered by plain flow from (+,−), five inputs", 0.9),
                Check.residual("plain-a", "Largest share recovered by plain flow from a < 0, five inputs", 0.1),
                Check.atLeast("sign-in", "Share recovered by Sign-In from (−,+), five inputs", 0.9),
                Check.atLeast("together", "Share recovered by Sign-In from (−,−), five inputs", 0.4),
                new Check(
                        "one-input",
                        "Share recovered from w < 0 with one input",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        0,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        trial.record("width", share(5, "positive", "negative", false, seed, trial));
        trial.record(
                "plain-a",
                Math.max(
                        share(5, "negative", "positive", false, seed, trial),
                        share(5, "negative", "negative", false, seed, trial)));
        trial.record("sign-in", share(5, "negative", "positive", true, seed, trial));
        trial.record("together", share(5, "negative", "negative", true, seed, trial));
        trial.record(
                "one-input",
                Math.max(
                        share(1, "positive", "negative", true, seed, trial),
                        share(1, "negative", "negative", true, seed, trial)));
    }

    private static double share(int inputs, String a, String w, boolean products, long seed, Trial trial) {
        int found = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            NetworkLoss problem = Workbench.problem(
                    "single-neuron",
                    Workbench.repetition(seed, r),
                    "inputs",
                    inputs,
                    "samples",
                    60,
                    "output-sign",
                    a,
                    "input-sign",
                    w);
            Dynamics dynamics = products
                    ? Workbench.dynamics(
                            problem,
                            "sign-in",
                            0,
                            "step-size",
                            RATE,
                            "momentum",
                            0,
                            "beta",
                            "0.3, 1",
                            "reset-interval",
                            0)
                    : Workbench.dynamics(problem, "gradient-descent", 0, "step-size", RATE);
            Workbench.stepsTo(dynamics, NeuronFlows.FOUND, STEPS, trial);
            found += dynamics.loss() <= NeuronFlows.FOUND ? 1 : 0;
        }
        return (double) found / REPETITIONS;
    }
}
