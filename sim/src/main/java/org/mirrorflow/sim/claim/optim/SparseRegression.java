package org.mirrorflow.sim.claim.optim;

import java.nio.file.Path;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.observe.Pruning;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.ProblemException;

/** Forty equations in a hundred unknowns of which five are not zero: where an optimizer ends among the solutions. */
final class SparseRegression {

    /** Steps, in which every method but entropy mirror descent reaches residual 0. */
    static final int STEPS = 4000;

    /** Gradient descent from 0. */
    static final String DESCENT = "{\"kind\": \"sgd\", \"momentum\": 0, \"step-size\": 0.1}";

    /** AdamW without decay. */
    static final String ADAMW = falling("adamw", 0.01, "");

    /** AdamW, then the exponential step along the raw gradient. */
    static final String COMPOSED = falling("horst", 0.001, ", \"coupling\": \"raw\", \"alpha\": 1000");

    /** The hyperbolic mirror map alone. */
    static final String HYPERBOLIC = "{\"kind\": \"hyperbolic\", \"step-size\": 0.01, \"alpha\": 50, \"gamma\": 0.001}";

    private SparseRegression() {}

    /** A step size that falls to 0 with the cosine, so that sign-like steps settle. */
    static String falling(String kind, double stepSize, String more) {
        return "{\"kind\": \"" + kind + "\", \"step-size\": " + stepSize
                + ", \"step-schedule\": \"cosine\", \"step-schedule-steps\": " + STEPS + more + "}";
    }

    static Specification specification(String title, long seed, String dynamics) {
        return SpecificationCodec.parse(
                "{\"schema\": 1, \"title\": \"" + title + "\", \"seed\": " + seed
                        + ", \"problem\": {\"kind\": \"linear-regression\", \"samples\": 40, \"features\": 100,"
                        + " \"sparsity\": 5}, \"model\": {\"kind\": \"direct\"}, \"dynamics\": " + dynamics
                        + ", \"stop\": {\"steps\": " + STEPS + "}}",
                title);
    }

    /**
     * Where it ends.
     *
     * @param weights w
     * @param l1 ‖w‖₁/‖w*‖₁ of the planted w*
     * @param largest ‖w‖∞/‖w*‖∞
     * @param distance ‖w − w*‖₂/‖w*‖₂
     * @param residual ‖Zw − y‖₂/‖y‖₂
     * @param regression the data
     */
    record End(
            double[] weights,
            double l1,
            double largest,
            double distance,
            double residual,
            LinearRegression regression) {

        /** ‖Zw − y‖₂/‖y‖₂ after that share of the weights, the smallest, has been set to 0. */
        double pruned(double share) {
            double[] kept = new double[weights.length];
            Pruning.prune(weights, share, new double[weights.length], kept);
            return relativeResidual(regression, kept);
        }
    }

    static double relativeResidual(LinearRegression regression, double[] w) {
        return Math.sqrt(2 * regression.loss(w)) / Norms.l2(regression.targets());
    }

    static End end(long seed, String dynamics, Trial trial) {
        return end(seed, dynamics, STEPS, trial);
    }

    static End end(long seed, String dynamics, int steps, Trial trial) {
        try {
            Experiment experiment = Experiment.of(specification("trial", seed, dynamics), Path.of(""));
            LinearRegression regression = (LinearRegression) experiment.problem();
            Dynamics run = experiment.newDynamics();
            for (int k = 0; k < steps; k++) {
                if (k % 256 == 0) {
                    trial.checkpoint();
                }
                run.advance(Double.POSITIVE_INFINITY);
                if (!Double.isFinite(Norms.max(run.weights()))) {
                    break;
                }
            }
            double[] w = run.weights().clone();
            double[] planted = regression.planted().orElseThrow();
            return new End(
                    w,
                    Norms.l1(w) / Norms.l1(planted),
                    Norms.max(w) / Norms.max(planted),
                    Norms.relativeDistance(w, planted),
                    relativeResidual(regression, w),
                    regression);
        } catch (ProblemException e) {
            throw new IllegalStateException("a generated regression needs no files", e);
        }
    }
}
