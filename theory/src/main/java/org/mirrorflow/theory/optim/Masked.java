package org.mirrorflow.theory.optim;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.theory.weights.SeededRandom;

/**
 * Sparse training: another optimizer on the weights that a mask lets live. Masked weights have no gradient, no momentum
 * and no decay: g ← M⊙g before the step, θ ← M⊙θ after it, and what the optimizer remembers of a weight is forgotten when
 * the weight is masked.
 *
 * <p>SET and RigL drop the smallest of the live weights — a weight that is still exactly 0 is the smallest of all — and
 * grow as many others, which start at 0: random ones, or those of largest gradient. The gradient that decides is the dense
 * one, taken before it is masked; with a {@link SparsityPreconditioner} it is the uncorrected one unless asked otherwise,
 * since the correction favours the dense rows. The mask changes before the step; that step then moves the new weights.
 * (Evci et al. let the change take the place of the step.) Where the schedule says so, every row keeps its largest inputs
 * whatever the others are; that takes a copy of the weights at each change.
 */
public final class Masked<T> implements Optimizer<T> {

    private final Algebra<T> algebra;
    private final Optimizer<T> inner;
    private final MaskSchedule schedule;
    private final @Nullable SparsityPreconditioner<T> preconditioner;
    private final boolean growByCorrected;
    private final T mask;
    private final T explored;
    private final T keep;
    private final T score;
    private final double[] draws;
    private final long seed;
    private long steps;

    /**
     * @param parameters θ, masked at once
     * @param inner the optimizer of the live weights
     * @param schedule how the mask is chosen and changes
     * @param preconditioner SparseOpt's correction, or null
     * @param growByCorrected whether RigL grows by the corrected gradient
     * @param seed seed of whatever is drawn
     */
    public Masked(
            Algebra<T> algebra,
            T parameters,
            Optimizer<T> inner,
            MaskSchedule schedule,
            @Nullable SparsityPreconditioner<T> preconditioner,
            boolean growByCorrected,
            long seed) {
        this.algebra = algebra;
        this.inner = inner;
        this.schedule = schedule;
        this.preconditioner = preconditioner;
        this.growByCorrected = growByCorrected;
        this.seed = seed;
        this.mask = algebra.zerosLike(parameters);
        this.explored = algebra.zerosLike(parameters);
        this.keep = algebra.zerosLike(parameters);
        this.score = algebra.zerosLike(parameters);
        this.draws = new double[algebra.size(parameters)];
        int live = schedule.live(draws.length, 0);
        switch (schedule.kind()) {
            case START -> algebra.nonZero(parameters, mask);
            case MAGNITUDE -> choose(live, parameters, null, mask);
            case GRADUAL -> algebra.fill(1, mask);
            case RANDOM, SET, RIGL -> {
                draw(new SeededRandom(seed, "mask"));
                choose(live, score, null, mask);
            }
        }
        announce(parameters);
    }

    /**
     * With a mask that is given and stays.
     *
     * @param parameters θ, masked at once
     * @param mask M, copied
     */
    public static <T> Masked<T> fixed(
            Algebra<T> algebra,
            T parameters,
            Optimizer<T> inner,
            T mask,
            @Nullable SparsityPreconditioner<T> preconditioner) {
        Masked<T> masked = new Masked<>(
                algebra,
                parameters,
                inner,
                new MaskSchedule(MaskSchedule.Kind.GRADUAL, 0, 1, 0, 0),
                preconditioner,
                false,
                0);
        algebra.copy(mask, masked.mask);
        // The mask that the schedule began with was never in use.
        algebra.fill(0, masked.explored);
        masked.announce(parameters);
        return masked;
    }

    private void announce(T parameters) {
        algebra.multiply(mask, parameters);
        algebra.addScaled(1, mask, explored);
        algebra.nonZero(explored, explored);
        inner.maskChanged(mask);
        if (preconditioner != null) {
            preconditioner.maskChanged(mask);
        }
    }

    /**
     * chosen ← 1 at the k largest |scores| other than 0, else 0; where every row keeps some inputs, those of the largest
     * |scores| of each row first, of 0 too, and more than k where it takes more.
     *
     * @param among the weights to choose from, or null for all of them; where rows keep no inputs the scores say, being 0
     *     elsewhere
     */
    private void choose(int k, T scores, @Nullable T among, T chosen) {
        if (schedule.leastInputs() == 0) {
            algebra.largest(k, scores, chosen);
            return;
        }
        double[] sizes = algebra.values(scores);
        double[] open = among == null ? null : algebra.values(among);
        int rows = algebra.rows(scores);
        int columns = sizes.length / Math.max(1, rows);
        int[] kept = new int[rows];
        int left = k;
        List<Integer> order = IntStream.range(0, sizes.length)
                .filter(i -> open == null || open[i] != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(sizes[i])))
                .toList();
        double[] marks = new double[sizes.length];
        for (int i : order) {
            if (kept[i / columns] < schedule.leastInputs()) {
                kept[i / columns]++;
                marks[i] = 1;
                left--;
            }
        }
        for (int i : order) {
            if (left > 0 && marks[i] == 0 && sizes[i] != 0) {
                marks[i] = 1;
                left--;
            }
        }
        algebra.assign(marks, chosen);
    }

    /** score ← independent uniform draws in (0, 1). */
    private void draw(SeededRandom random) {
        for (int i = 0; i < draws.length; i++) {
            draws[i] = random.nextDouble() + 0x1.0p-60;
        }
        algebra.assign(draws, score);
    }

    @Override
    public void step(T parameters, T gradient, double learningRate) {
        steps++;
        boolean changes = schedule.changesAt(steps);
        if (changes && !growByCorrected) {
            change(parameters, gradient);
        }
        if (preconditioner != null) {
            preconditioner.correct(gradient);
        }
        if (changes && growByCorrected) {
            change(parameters, gradient);
        }
        algebra.multiply(mask, gradient);
        inner.step(parameters, gradient, learningRate);
        algebra.multiply(mask, parameters);
    }

    private void change(T parameters, T gradient) {
        long taken = steps - 1;
        int live = algebra.nonZeros(mask);
        if (schedule.kind() == MaskSchedule.Kind.GRADUAL) {
            choose(Math.min(live, schedule.live(draws.length, taken)), parameters, mask, mask);
        } else {
            int drop = (int) Math.round(schedule.dropped(taken) * live);
            if (drop == 0) {
                return;
            }
            choose(live - drop, parameters, mask, keep);
            int grow = live - algebra.nonZeros(keep);
            if (schedule.kind() == MaskSchedule.Kind.SET) {
                // A stream of its own for every change, so that a resumed run draws the same.
                draw(new SeededRandom(seed, "mask after step " + taken));
            } else {
                algebra.abs(gradient, score);
            }
            // Among those not kept: 1 − keep.
            algebra.copy(keep, mask);
            algebra.scale(-1, mask);
            algebra.add(1, mask);
            algebra.multiply(mask, score);
            algebra.largest(grow, score, mask);
            algebra.addScaled(1, keep, mask);
            // What is new starts at 0.
            algebra.multiply(keep, parameters);
        }
        announce(parameters);
    }

    /** M, live. */
    public T mask() {
        return mask;
    }

    /** 1 for each weight that some mask so far has let live, else 0; live. Its mean is the exploration rate R_m. */
    public T explored() {
        return explored;
    }

    @Override
    public void confine(T direction) {
        algebra.multiply(mask, direction);
        inner.confine(direction);
    }

    @Override
    public double timePerStep() {
        return inner.timePerStep();
    }

    @Override
    public Map<String, T> state() {
        Map<String, T> state = new LinkedHashMap<>();
        state.put("mask", mask);
        state.put("explored", explored);
        state.putAll(inner.state());
        return state;
    }

    @Override
    public double[] counters() {
        double[] counted = inner.counters();
        double[] counters = new double[counted.length + 1];
        counters[0] = steps;
        System.arraycopy(counted, 0, counters, 1, counted.length);
        return counters;
    }

    @Override
    public void setCounters(double[] counters) {
        if (counters.length < 1) {
            throw new IllegalArgumentException("a masked optimizer counts its steps; given no counters");
        }
        steps = (long) counters[0];
        inner.setCounters(java.util.Arrays.copyOfRange(counters, 1, counters.length));
        // The state has been put back before its counters; the scales follow the mask.
        if (preconditioner != null) {
            preconditioner.maskChanged(mask);
        }
    }
}
