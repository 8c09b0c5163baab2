package org.mirrorflow.sim.claim.steepest;

import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.predict.SaddleEscape;
import org.mirrorflow.theory.weights.SeededRandom;

/** Gradient flow learns one coordinate after the other, sign flow all at once. */
public final class StaircaseOrNone extends SteepestClaim {

    private static final int[] DEPTHS = {2, 3, 5};
    private static final double SCALE = 1.414213562373095e-4;

    public StaircaseOrNone() {
        super(
                "C3",
                "Staircase or none",
                "On an orthogonal design gradient flow of depth 2 fits one coordinate after the other, the largest target"
                        + " first, while under sign flow all coordinates move together whatever the depth.",
                "|x_i(t)| = \\min(|y_i|,\\,t(t+\\lambda)^{L-1}),\\quad t_{1/2} = \\log(2|y_i|/\\beta)/(2|y_i|)",
                "derived, checked; stated qualitatively by Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064)",
                "Sign flow at L = 2, 3, 5 within 1e-3 of its closed form at all times; half times of gradient flow with"
                        + " β = 1e-8 at 4.952, 9.557, 35.455 for y = 2, 1, 0.25, within 1e-3.",
                false,
                Check.residual("sign-flow", "Largest |x_i(t) − min(y_i, t(t + λ)^{L−1})| over t, i and L", 1e-3),
                Check.residual("half-times", "Largest error of the half times of gradient flow", 1e-3),
                Check.control(
                        "staircase",
                        "Spread of the half times of gradient flow over that of the closed form of sign flow",
                        2));
    }

    private static Specification sign(int depth, double lambda, double scale) {
        return Trials.specification(
                "Sign flow, no staircase",
                1,
                "reference-regression",
                "product",
                "steepest-flow",
                "problem.data",
                "orthogonal",
                "problem.target-scale",
                scale,
                "model.depth",
                depth,
                "model.initial-scale",
                lambda,
                "dynamics.smallest-step",
                2e-4);
    }

    private static Specification gradient(double scale) {
        return Trials.specification(
                "Gradient flow, a staircase",
                1,
                "reference-regression",
                "product",
                "gradient-flow",
                "problem.data",
                "orthogonal",
                "problem.target-scale",
                scale,
                "model.depth",
                2,
                "model.initial-scale",
                SCALE);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(sign(3, 0.05, 1), gradient(1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double scale = Trials.drawn(random, seed, 1, 0.5, 1.2);
        double lambda = Trials.drawn(random, seed, 0.05, 0.02, 0.2);
        List<Double> errors = new ArrayList<>();
        double[] targets =
                ((LinearRegression) Trials.experiment(gradient(scale)).problem()).targets();
        for (int depth : DEPTHS) {
            Dynamics flow = Trials.start(sign(depth, lambda, scale));
            for (int k = 1; k <= 80; k++) {
                double t = 0.02 * k;
                Trials.advance(flow, t, trial);
                for (int i = 0; i < targets.length; i++) {
                    errors.add(Math.abs(flow.weights()[i] - SaddleEscape.signFlow(targets[i], lambda, depth, t)));
                }
            }
        }
        trial.record("sign-flow", errors.stream().mapToDouble(e -> e).max().orElseThrow());
        double beta = 0.5 * SCALE * SCALE;
        double[] half = halfTimes(Trials.experiment(gradient(scale)), targets, trial);
        double worst = 0;
        for (int i = 0; i < half.length; i++) {
            worst = Math.max(worst, Math.abs(half[i] - SaddleEscape.halfTime(targets[i], beta)));
        }
        trial.record("half-times", worst);
        double spread = SaddleEscape.signFlowTime(0.5 * targets[0], lambda, 2)
                / SaddleEscape.signFlowTime(0.5 * targets[2], lambda, 2);
        trial.record("staircase", half[2] / half[0] / spread);
    }

    /** Lands on the times at which theory puts the halves, and goes by the measured speed to where they are. */
    private static double[] halfTimes(Experiment experiment, double[] targets, Trial trial) {
        double beta = 0.5 * SCALE * SCALE;
        Dynamics flow = experiment.newDynamics();
        double[] half = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            double expected = SaddleEscape.halfTime(targets[i], beta);
            Trials.advance(flow, 0.9 * expected, trial);
            double before = flow.time();
            double weight = flow.weights()[i];
            while (flow.weights()[i] < 0.5 * targets[i]) {
                before = flow.time();
                weight = flow.weights()[i];
                flow.advance(flow.time() + 1e-3 * expected);
            }
            // Near one half the logit of the share is linear in time.
            double a = logit(weight / targets[i]);
            double b = logit(flow.weights()[i] / targets[i]);
            half[i] = before + (flow.time() - before) * a / (a - b);
        }
        return half;
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }
}
