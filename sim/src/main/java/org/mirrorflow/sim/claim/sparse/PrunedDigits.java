package org.mirrorflow.sim.claim.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.weights.SeededRandom;

/** Masks found by training dense and pruning, and masks drawn at random, on digits without batch norm. */
final class PrunedDigits {

    static final int STEPS = 300;
    static final double STEP_SIZE = 0.05;
    static final double HAM_STRENGTH = 20;

    /** What trains the live weights; batches, momentum and number of steps are the same. */
    enum Method {
        /** Stochastic gradient descent. */
        PLAIN,
        /** Sign-In with β = 1. */
        SIGN_IN,
        /** HAM with α = {@link #HAM_STRENGTH}. */
        HAM,
        /** HAM with α = 0, whose hyperbolic step does nothing. */
        HAM_WITHOUT_STRENGTH
    }

    private PrunedDigits() {}

    static NetworkLoss problem(long seed) {
        return Workbench.problem("mlp-on-sample-data", seed, "width", 48, "hidden-layers", 2, "rows", 400);
    }

    /** Plain stochastic gradient descent, or Sign-In around it. */
    static Dynamics train(NetworkLoss problem, boolean signIn, long seed) {
        return train(problem, signIn ? Method.SIGN_IN : Method.PLAIN, STEP_SIZE, seed);
    }

    /** One of the methods at that step size. */
    static Dynamics train(NetworkLoss problem, Method method, double stepSize, long seed) {
        return switch (method) {
            case PLAIN -> dynamics(problem, "sgd", stepSize, seed);
            case SIGN_IN -> dynamics(problem, "sign-in", stepSize, seed, "beta", "1", "reset-interval", 100);
            case HAM -> dynamics(problem, "ham", stepSize, seed, "alpha", HAM_STRENGTH);
            case HAM_WITHOUT_STRENGTH -> dynamics(problem, "ham", stepSize, seed, "alpha", 0);
        };
    }

    private static Dynamics dynamics(NetworkLoss problem, String kind, double stepSize, long seed, Object... more) {
        List<Object> settings = new ArrayList<>(List.of("step-size", stepSize, "momentum", 0.9, "batch", 32));
        settings.addAll(List.of(more));
        return Workbench.dynamics(problem, kind, seed, settings.toArray());
    }

    /** The weights after training dense. */
    static double[] trained(NetworkLoss problem, long seed, Trial trial) {
        return Workbench.advance(train(problem, false, seed), 2L * STEPS, trial)
                .weights()
                .clone();
    }

    /** The largest weights of each hidden matrix, and everything else. */
    static boolean[] largest(NetworkLoss problem, double[] w, double sparsity) {
        boolean[] mask = new boolean[w.length];
        Arrays.fill(mask, true);
        for (int block = 0; block < problem.roles().size(); block++) {
            if (problem.roles().get(block) == Network.Role.HIDDEN) {
                int from = problem.layout().offset(block);
                double[] sorted = Arrays.copyOfRange(
                        w, from, from + problem.layout().blocks().get(block).size());
                for (int i = 0; i < sorted.length; i++) {
                    sorted[i] = Math.abs(sorted[i]);
                }
                double[] magnitudes = sorted.clone();
                Arrays.sort(sorted);
                double threshold = sorted[(int) Math.round(sparsity * sorted.length)];
                for (int i = 0; i < magnitudes.length; i++) {
                    mask[from + i] = magnitudes[i] >= threshold;
                }
            }
        }
        return mask;
    }

    /** As many weights of each hidden matrix, drawn at random. */
    static boolean[] random(NetworkLoss problem, double sparsity, long seed) {
        SeededRandom random = new SeededRandom(seed, "random mask");
        double[] scores = new double[problem.dimension()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextDouble();
        }
        return largest(problem, scores, sparsity);
    }

    /** Starting weights under a mask. */
    static double[] masked(double[] w, boolean[] mask) {
        double[] kept = w.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = mask[i] ? kept[i] : 0;
        }
        return kept;
    }
}
