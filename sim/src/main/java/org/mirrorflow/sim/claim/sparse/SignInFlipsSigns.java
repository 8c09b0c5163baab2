package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.NetworkLoss;

/** The reparametrisation of Sign-In induces sign flips. */
public final class SignInFlipsSigns extends SparseClaim {

    /** The catalogue entry. */
    public SignInFlipsSigns() {
        super(
                new Words(
                        "SI-A2",
                        Paper.SIGN_IN,
                        "More sign flips",
                        "\\#\\{i:\\mathrm{sgn}\\,w_i \\neq \\mathrm{sgn}\\,w_{0,i}\\}",
                        "The reparametrisation of Sign-In induces sign flips.",
                        "Under a random mask at sparsity 0.9 on digits a larger share of the live hidden weights has changed its sign with Sign-In than with SGD, on average; products with β = 0 change none.",
                        "stated: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801), abstract"),
                false,
                Check.atLeast("flips", "Share of signs flipped by Sign-In minus that by SGD", 0)
                        .onAverage(),
                new Check(
                        "frozen",
                        "Share of signs flipped by products with scale 0",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        0.02,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = PrunedDigits.problem(seed);
        double[] start = problem.startWeights().orElseThrow();
        boolean[] drawn = PrunedDigits.random(problem, 0.9, seed);
        NetworkLoss masked = problem.with(drawn, PrunedDigits.masked(start, drawn));
        double sgd = flipped(masked, PrunedDigits.train(masked, false, seed), trial);
        double signIn = flipped(masked, PrunedDigits.train(masked, true, seed), trial);
        Dynamics frozen = Workbench.dynamics(
                masked,
                "sign-in",
                seed,
                "step-size",
                0.02,
                "momentum",
                0,
                "batch",
                32,
                "beta",
                "0",
                "reset-interval",
                0);
        trial.record("flips", signIn - sgd);
        trial.record("frozen", flipped(masked, frozen, trial));
    }

    private static double flipped(NetworkLoss problem, Dynamics dynamics, Trial trial) {
        double[] start = problem.startWeights().orElseThrow();
        double[] w = Workbench.advance(dynamics, PrunedDigits.STEPS, trial).weights();
        double flips = 0;
        double live = 0;
        for (int block = 0; block < problem.roles().size(); block++) {
            if (problem.roles().get(block) == Network.Role.HIDDEN) {
                int from = problem.layout().offset(block);
                for (int i = from;
                        i < from + problem.layout().blocks().get(block).size();
                        i++) {
                    live += start[i] != 0 ? 1 : 0;
                    flips += start[i] * w[i] < 0 ? 1 : 0;
                }
            }
        }
        return flips / live;
    }
}
