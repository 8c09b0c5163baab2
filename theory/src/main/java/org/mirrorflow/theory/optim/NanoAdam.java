package org.mirrorflow.theory.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * NanoAdam: Adam on the k·N weights of smallest magnitude, chosen anew every few steps without looking at gradients.
 *
 * <pre>
 * every density interval   k ← k₁ + (k₀ − k₁)·max(0, 1 − step/horizon)
 * every mask interval      I ← the k·N smallest |θ|, or at a new k
 * m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  θ ← θ − η m/(√v + ε)   on I alone
 * </pre>
 *
 * The choice is made per tensor. Exact zeros are pruned weights and are left out, unless they are said to be weights like
 * any other. Moments of weights that stay in I are
 * kept, newcomers start at 0 (the paper does not say); the paper's rule has no correction of the start, which may be
 * switched on. The moments are held for all weights here, zero outside I, although k·N of them would do.
 *
 * <p>Source: Zhou et al. 2025 (arXiv 2506.21374), algorithm 1. The other criteria are its controls.
 */
public final class NanoAdam<T> implements Optimizer<T> {

    /** Which weights are updated. */
    public enum Criterion {
        /** The smallest weights: NanoAdam. */
        SMALL_WEIGHTS("small-weights"),
        /** The largest weights. */
        LARGE_WEIGHTS("large-weights"),
        /** The weights of largest gradient at the time of the choice. */
        LARGE_GRADIENTS("large-gradients"),
        /** Random weights. */
        RANDOM("random");

        private final String id;

        Criterion(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** The criterion with that id. */
        public static Criterion of(String id) {
            for (Criterion criterion : values()) {
                if (criterion.id.equals(id)) {
                    return criterion;
                }
            }
            throw new IllegalArgumentException("no criterion is called \"" + id + "\"");
        }
    }

    /**
     * Which share of the weights is updated, and when it is chosen.
     *
     * @param criterion which weights
     * @param first k₀ in (0, 1]
     * @param last k₁ in (0, 1]
     * @param horizon steps over which the density goes from k₀ to k₁; at least 1
     * @param maskInterval steps between two choices; at least 1
     * @param densityInterval steps between two changes of the density; at least 1
     */
    public record Selection(
            Criterion criterion, double first, double last, long horizon, long maskInterval, long densityInterval) {

        public Selection {
            if (!(first > 0 && first <= 1 && last > 0 && last <= 1)
                    || horizon < 1
                    || maskInterval < 1
                    || densityInterval < 1) {
                throw new IllegalArgumentException(
                        "densities must lie in (0, 1] and the horizon and both intervals be at"
                                + " least 1; given " + first + ", " + last + ", " + horizon + ", " + maskInterval + ", "
                                + densityInterval);
            }
        }

        /** k after that many steps, at the last density change. */
        double density(long steps) {
            long at = steps - steps % densityInterval;
            return last + (first - last) * Math.max(0, 1 - (double) at / horizon);
        }

        boolean chooses(long steps) {
            return steps % maskInterval == 0 || steps % densityInterval == 0;
        }
    }

    private final Algebra<T> algebra;
    private final AdamDirection<T> adam;
    private final Selection selection;
    private final T chosen;
    private final T allowed;
    private final T score;
    private final T direction;
    private final boolean zerosStay;
    private final long seed;
    private long steps;

    /**
     * @param shape any tensor of the parameters' shape
     * @param adam Adam's direction, new
     * @param selection which weights and when
     * @param zerosStay whether weights at exactly 0 are never chosen
     * @param seed seed of the random criterion
     */
    public NanoAdam(
            Algebra<T> algebra, T shape, AdamDirection<T> adam, Selection selection, boolean zerosStay, long seed) {
        this.zerosStay = zerosStay;
        this.algebra = algebra;
        this.adam = adam;
        this.selection = selection;
        this.seed = seed;
        this.chosen = algebra.zerosLike(shape);
        this.allowed = algebra.zerosLike(shape);
        this.score = algebra.zerosLike(shape);
        this.direction = algebra.zerosLike(shape);
    }

    @Override
    public void step(T parameters, T gradient, double learningRate) {
        if (selection.chooses(steps)) {
            choose(parameters, gradient);
        }
        steps++;
        algebra.multiply(chosen, gradient);
        adam.direct(parameters, gradient, direction);
        algebra.addScaled(-learningRate, direction, parameters);
    }

    private void choose(T parameters, T gradient) {
        int k = (int) Math.round(selection.density(steps) * algebra.size(parameters));
        // Where zeros may move they are the smallest weights of all: a magnitude below every other stands in for 0.
        algebra.fill(1, allowed);
        if (zerosStay) {
            algebra.nonZero(parameters, allowed);
        }
        boolean small = selection.criterion() == Criterion.SMALL_WEIGHTS;
        switch (selection.criterion()) {
            case SMALL_WEIGHTS, LARGE_WEIGHTS -> {
                algebra.nonZero(parameters, score);
                algebra.combine(Double.MIN_VALUE, allowed, -Double.MIN_VALUE, score);
                algebra.abs(parameters, chosen);
                algebra.addScaled(1, chosen, score);
            }
            case LARGE_GRADIENTS -> {
                algebra.copy(gradient, score);
                algebra.multiply(allowed, score);
            }
            case RANDOM -> {
                SeededRandom random = new SeededRandom(seed, "choice after step " + steps);
                double[] draws = new double[algebra.size(parameters)];
                for (int i = 0; i < draws.length; i++) {
                    draws[i] = random.nextDouble() + 0x1.0p-60;
                }
                algebra.assign(draws, score);
                algebra.multiply(allowed, score);
            }
        }
        if (small) {
            algebra.smallest(k, score, chosen);
        } else {
            algebra.largest(k, score, chosen);
        }
        adam.state().values().forEach(moment -> algebra.multiply(chosen, moment));
    }

    /** I as a mask, live. */
    public T chosen() {
        return chosen;
    }

    @Override
    public Map<String, T> state() {
        Map<String, T> state = new LinkedHashMap<>();
        state.put("chosen", chosen);
        state.putAll(adam.state());
        return state;
    }

    @Override
    public double[] counters() {
        return new double[] {steps, adam.counters()[0]};
    }

    @Override
    public void setCounters(double[] counters) {
        if (counters.length != 2) {
            throw new IllegalArgumentException("NanoAdam has two counters; given " + counters.length);
        }
        steps = (long) counters[0];
        adam.setCounters(new double[] {counters[1]});
    }

    @Override
    public void maskChanged(T mask) {
        algebra.multiply(mask, chosen);
        adam.state().values().forEach(moment -> algebra.multiply(mask, moment));
    }
}
