package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.observe.WeightParticipation;
import org.mirrorflow.sim.problem.MarginProblem;

/** Sign descent finds a sparse truth only with depth, and pays for it with margin. */
public final class DepthSparsifies extends SteepestClaim {

    private static final int STEPS = 4000;

    public DepthSparsifies() {
        super(
                "C8",
                "Depth sparsifies sign descent",
                "Under sign descent a sparse truth is recovered only with depth: the share of the weights on its support rises"
                        + " with the number of factors, while the ℓ∞ margin of the weights falls.",
                "\\sum_{i\\in S}|x_i|/\\|x\\|_1\\ \\uparrow,\\quad \\min_i q_i(x)/\\|x\\|_\\infty\\ \\downarrow",
                STATED,
                "80 samples, 100 features, labels from two of them, start (0, 0.1, …), step 0.001, 4000 steps: share on the"
                        + " support at most 0.05 for L = 1, 2, 3 and at least 0.15 for L = 10.",
                false,
                Check.residual("shallow-share", "Largest share of ‖x‖₁ on the two features for L = 1, 2, 3", 0.05),
                Check.atLeast("deep-share", "That share for L = 10", 0.15),
                Check.atLeast(
                        "order", "Share at L = 10 over that at L = 5, or at L = 5 over that at L = 3, the smaller", 1),
                Check.atLeast("margin", "ℓ∞ margin at L = 1 over that at L = 10", 2),
                Check.atLeast("participation", "Participation ratio of the weights at L = 1 over that at L = 10", 3),
                Check.control("gradient-descent", "The share for gradient descent of depth 2, step 0.01", 0.15));
    }

    private static Specification specification(long seed, int depth, boolean sign) {
        Specification specification = Trials.specification(
                sign ? "Sign descent, depth " + depth : "Gradient descent, depth " + depth,
                seed,
                "separable-classification",
                depth == 1 ? "direct" : "product",
                sign ? "steepest-descent" : "gradient-descent",
                "problem.samples",
                80,
                "problem.features",
                100,
                "problem.sparsity",
                2,
                "problem.margin",
                1e-6,
                "dynamics.step-size",
                sign ? 0.001 : 0.01,
                "stop.loss",
                0,
                "stop.steps",
                STEPS);
        return depth == 1
                ? specification
                : specification.with("model.depth", depth).with("model.initial-scale", 0.1);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, 10, true), specification(1, 2, true), specification(1, 2, false));
    }

    private record End(double share, double participation, double margin) {}

    private static End end(Specification specification, Trial trial) {
        Experiment experiment = Trials.experiment(specification);
        Dynamics descent = experiment.newDynamics();
        for (int k = 0; k < STEPS; k++) {
            descent.advance(Double.POSITIVE_INFINITY);
            if ((k & 255) == 0) {
                trial.checkpoint();
            }
        }
        double[] planted = experiment.problem().planted().orElseThrow();
        double[] w = descent.weights();
        double on = 0;
        for (int i = 0; i < w.length; i++) {
            on += planted[i] != 0 ? Math.abs(w[i]) : 0;
        }
        return new End(
                on / Norms.l1(w),
                WeightParticipation.ratio(w),
                ((MarginProblem) experiment.problem().copy()).smallestMargin(w) / Norms.max(w));
    }

    @Override
    public void run(long seed, Trial trial) {
        End one = end(specification(seed, 1, true), trial);
        End two = end(specification(seed, 2, true), trial);
        End three = end(specification(seed, 3, true), trial);
        End five = end(specification(seed, 5, true), trial);
        End ten = end(specification(seed, 10, true), trial);
        trial.record("shallow-share", Math.max(one.share(), Math.max(two.share(), three.share())));
        trial.record("deep-share", ten.share());
        trial.record("order", Math.min(ten.share() / five.share(), five.share() / three.share()));
        trial.record("margin", one.margin() / ten.margin());
        trial.record("participation", one.participation() / ten.participation());
        trial.record(
                "gradient-descent", end(specification(seed, 2, false), trial).share());
    }
}
