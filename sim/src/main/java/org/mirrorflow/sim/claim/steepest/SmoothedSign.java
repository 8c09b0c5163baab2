package org.mirrorflow.sim.claim.steepest;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.weights.SeededRandom;

/** A damped sign approaches sign flow as its damping goes to 0. */
public final class SmoothedSign extends SteepestClaim {

    private static final double[] WIDTHS = {0.1, 0.01, 0.001};

    public SmoothedSign() {
        super(
                "C11",
                "Proxies of sign flow",
                "The damped sign g/√(g² + ε²), the direction of adaptive methods, approaches sign flow as ε goes to 0.",
                "\\dot\\theta = -g/\\sqrt{g^2+\\varepsilon^2}",
                "derived, checked; the proxy for Adam is stated by Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064)",
                "On the orthogonal design at L = 3 the largest distance between the two trajectories falls at least threefold"
                        + " from ε = 0.1 to 0.01 and from 0.01 to 0.001.",
                false,
                Check.atLeast(
                        "falls",
                        "Least factor by which the largest ‖x_ε(t) − x(t)‖∞ up to t = 2 falls per decade of ε",
                        3),
                Check.control("damped", "That distance at ε = 0.1, where the proxy is none", 0.5));
    }

    private static Specification specification(double scale, double lambda, double epsilon) {
        return Trials.specification(
                "Damped sign, ε = " + epsilon,
                1,
                "reference-regression",
                "product",
                "steepest-flow",
                "problem.data",
                "orthogonal",
                "problem.target-scale",
                scale,
                "model.depth",
                3,
                "model.initial-scale",
                lambda,
                "dynamics.smoothing",
                epsilon,
                "dynamics.tolerance",
                1e-7,
                "dynamics.smallest-step",
                2e-4);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(specification(1, 0.05, 0.01), specification(1, 0.05, 0));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double scale = Trials.drawn(random, seed, 1, 0.7, 1.3);
        double lambda = Trials.drawn(random, seed, 0.05, 0.03, 0.1);
        double[] distances = new double[WIDTHS.length];
        Dynamics sign = Trials.start(specification(scale, lambda, 0));
        Dynamics[] proxies = new Dynamics[WIDTHS.length];
        for (int k = 0; k < WIDTHS.length; k++) {
            proxies[k] = Trials.start(specification(scale, lambda, WIDTHS[k]));
        }
        for (int step = 1; step <= 40; step++) {
            double t = 0.05 * step;
            Trials.advance(sign, t, trial);
            for (int k = 0; k < WIDTHS.length; k++) {
                Trials.advance(proxies[k], t, trial);
                for (int i = 0; i < sign.weights().length; i++) {
                    distances[k] = Math.max(distances[k], Math.abs(proxies[k].weights()[i] - sign.weights()[i]));
                }
            }
        }
        trial.record("falls", Math.min(distances[0] / distances[1], distances[1] / distances[2]));
        trial.record("damped", distances[0]);
    }
}
