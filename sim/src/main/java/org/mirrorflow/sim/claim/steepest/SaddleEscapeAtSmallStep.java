package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.predict.SaddleEscape;

/** At small step sizes sign descent leaves the saddle, gradient descent does not. */
public final class SaddleEscapeAtSmallStep extends SteepestClaim {

    private static final int STEPS = 5000;

    public SaddleEscapeAtSmallStep() {
        super(
                "C4",
                "Saddle escape at a small step",
                "Near the saddle of a deep product, sign descent with a small step recovers a sparse truth in a time that"
                        + " hardly depends on depth, while gradient descent stays.",
                "t(t+\\lambda)^{L-1} = \\tfrac12",
                STATED,
                "300 samples, 100 features, two planted ±1, start (0, 0.1, …): in 5000 steps gradient descent with step"
                        + " 0.01 keeps 99 % of its distance at L = 4, and sign descent with step 0.001 has halved its"
                        + " distance by step 900 at L = 2, 3, 4, within 15 % of the root of t(t + λ)^{L−1} = ½.",
                false,
                Check.atLeast(
                        "gradient-stays",
                        "Distance of gradient descent after 5000 steps at L = 4, as a share of the start's",
                        0.99),
                Check.residual(
                        "sign-leaves",
                        "Step at which sign descent has halved its distance, the latest of L = 2, 3, 4",
                        900),
                Check.residual(
                        "root", "Largest relative error of that time against the root of t(t + λ)^{L−1} = ½", 0.15),
                Check.atLeast("gap", "Steps of gradient descent over steps of sign descent at L = 3", 1.5),
                Check.control(
                        "farther-start",
                        "Share of the distance that gradient descent has gone at L = 4 from λ = 0.3, where the gap closes",
                        0.9),
                Check.control(
                        "larger-step",
                        "1 over the share of 5000 steps after which gradient descent with step 1 first halves its distance"
                                + " at L = 4",
                        2));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                EscapeRuns.specification(1, 4, 0.1, true, 0.001), EscapeRuns.specification(1, 4, 0.1, false, 0.01));
    }

    @Override
    public void run(long seed, Trial trial) {
        EscapeRuns.Escape stays =
                EscapeRuns.run(EscapeRuns.specification(seed, 4, 0.1, false, 0.01), STEPS, true, trial);
        trial.record("gradient-stays", stays.finalShare());
        int latest = 0;
        double error = 0;
        int signSteps = 0;
        for (int depth = 2; depth <= 4; depth++) {
            EscapeRuns.Escape sign =
                    EscapeRuns.run(EscapeRuns.specification(seed, depth, 0.1, true, 0.001), STEPS, false, trial);
            latest = Math.max(latest, sign.halfStep());
            double root = SaddleEscape.signFlowTime(0.5, 0.1, depth);
            error = Math.max(error, Math.abs(0.001 * sign.halfStep() / root - 1));
            if (depth == 3) {
                signSteps = sign.halfStep();
            }
        }
        trial.record("sign-leaves", latest);
        trial.record("root", error);
        EscapeRuns.Escape gradient =
                EscapeRuns.run(EscapeRuns.specification(seed, 3, 0.1, false, 0.01), STEPS, false, trial);
        trial.record("gap", (double) gradient.halfStep() / signSteps);
        EscapeRuns.Escape farther =
                EscapeRuns.run(EscapeRuns.specification(seed, 4, 0.3, false, 0.01), STEPS, true, trial);
        trial.record("farther-start", 1 - farther.finalShare());
        EscapeRuns.Escape larger =
                EscapeRuns.run(EscapeRuns.specification(seed, 4, 0.1, false, 1), STEPS, false, trial);
        trial.record("larger-step", (double) STEPS / larger.halfStep());
    }
}
