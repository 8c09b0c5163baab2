package org.mirrorflow.sim.claim.steepest;

import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;

/** Descent from the saddle on regression with a planted vector. */
final class EscapeRuns {

    private EscapeRuns() {}

    /** n = 300 samples of d = 100 features, two planted ±1, product of L factors from (0, λ, …, λ). */
    static Specification specification(long seed, int depth, double lambda, boolean sign, double stepSize) {
        return Trials.specification(
                sign ? "Sign descent at a small step" : "Gradient descent at a small step",
                seed,
                "linear-regression",
                "product",
                sign ? "steepest-descent" : "gradient-descent",
                "problem.samples",
                300,
                "problem.features",
                100,
                "problem.sparsity",
                2,
                "problem.signal",
                "signs",
                "model.depth",
                depth,
                "model.initial-scale",
                lambda,
                "dynamics.step-size",
                stepSize);
    }

    /**
     * Runs until the distance to the planted vector has halved.
     *
     * @param halfStep the step at which it had; {@code steps + 1} when it never did
     * @param finalShare distance at the end, as a share of the start's
     */
    record Escape(int halfStep, double finalShare) {}

    static Escape run(Specification specification, int steps, boolean toTheEnd, Trial trial) {
        Experiment experiment = Trials.experiment(specification);
        double[] planted = experiment.problem().planted().orElseThrow();
        Dynamics descent = experiment.newDynamics();
        double start = distance(descent.weights(), planted);
        int half = steps + 1;
        double share = 1;
        for (int k = 1; k <= steps; k++) {
            descent.advance(Double.POSITIVE_INFINITY);
            share = distance(descent.weights(), planted) / start;
            if (share < 0.5 && half > steps) {
                half = k;
                if (!toTheEnd) {
                    break;
                }
            }
            if (!Double.isFinite(share)) {
                break;
            }
            if ((k & 255) == 0) {
                trial.checkpoint();
            }
        }
        return new Escape(half, share);
    }

    private static double distance(double[] w, double[] target) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += (w[i] - target[i]) * (w[i] - target[i]);
        }
        return Math.sqrt(sum);
    }
}
