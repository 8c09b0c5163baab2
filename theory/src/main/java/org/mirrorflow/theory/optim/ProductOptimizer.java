package org.mirrorflow.theory.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Trains θ as m⊙w with m² − w² = β at the start, and every p steps anew:
 *
 * <pre>
 * m = √((β + √(β² + 4θ²))/2),  w = θ/m
 * </pre>
 *
 * so that m &gt; 0 and sgn w = sgn θ; at θ = 0 m = √β, w = 0. In continuous time θ̇ = −√(4θ² + β²)·∇f, which does not
 * vanish at θ = 0: the sign can change. A step of plain descent multiplies m² − w² by exactly 1 − η²g², which is why the
 * split is renewed. With β = 0 (m = |w|) a weight keeps its sign for ever. A penalty α(‖m‖² + ‖w‖²) makes the geometry
 * sparser as ∫α grows, and switched off leaves it so.
 *
 * <p>Sign-In resets every p steps without penalty; continuous sparsification (PILoT) never resets and steers α.
 *
 * <p>Source: Gadhikar et al. 2025 (arXiv 2504.12801), Jacobs and Burkholz 2025 (arXiv 2408.09966); the split is derived,
 * clearing the optimizers' memory at a reset is a choice made here.
 */
public final class ProductOptimizer<T> implements Optimizer<T> {

    private final Algebra<T> algebra;
    private final Optimizer<T> ofM;
    private final Optimizer<T> ofW;
    private final T m;
    private final T w;
    private final T gradientOfM;
    private final T gradientOfW;
    private final double beta;
    private final long interval;
    private double penalty;
    private long steps;

    /**
     * @param parameters θ at the start, split at once
     * @param inner makes a new optimizer for a tensor of that shape, once for m and once for w
     * @param beta β ≥ 0
     * @param interval p; 0 for never
     */
    public ProductOptimizer(
            Algebra<T> algebra, T parameters, Function<T, Optimizer<T>> inner, double beta, long interval) {
        if (!(beta >= 0) || interval < 0) {
            throw new IllegalArgumentException(
                    "beta and the interval must be at least 0; given " + beta + ", " + interval);
        }
        this.algebra = algebra;
        this.ofM = inner.apply(parameters);
        this.ofW = inner.apply(parameters);
        this.m = algebra.zerosLike(parameters);
        this.w = algebra.zerosLike(parameters);
        this.gradientOfM = algebra.zerosLike(parameters);
        this.gradientOfW = algebra.zerosLike(parameters);
        this.beta = beta;
        this.interval = interval;
        split(parameters);
    }

    /** (m, w) ← the split of θ. */
    private void split(T theta) {
        T radius = gradientOfM;
        // √(β² + 4θ²), of the two scaled first so that the squares do not underflow.
        double scale = Math.max(beta, 2 * algebra.absMax(theta));
        if (scale == 0) {
            algebra.fill(0, m);
            algebra.fill(0, w);
            return;
        }
        algebra.copy(theta, radius);
        algebra.scale(2 / scale, radius);
        algebra.multiply(radius, radius);
        algebra.add((beta / scale) * (beta / scale), radius);
        algebra.sqrt(radius, radius);
        algebra.scale(scale, radius);
        algebra.add(beta, radius);
        algebra.scale(0.5, radius);
        algebra.sqrt(radius, m);
        // Where m = 0 so is θ: w = 0 there, and that weight can never move.
        T guarded = gradientOfW;
        algebra.nonZero(m, guarded);
        algebra.scale(-1, guarded);
        algebra.add(1, guarded);
        algebra.addScaled(1, m, guarded);
        algebra.divide(theta, guarded, w);
    }

    /** α of the penalty α(‖m‖² + ‖w‖²) from the next step on. */
    public void setPenalty(double penalty) {
        this.penalty = penalty;
    }

    @Override
    public void step(T parameters, T gradient, double learningRate) {
        steps++;
        algebra.copy(gradient, gradientOfM);
        algebra.multiply(w, gradientOfM);
        algebra.copy(gradient, gradientOfW);
        algebra.multiply(m, gradientOfW);
        if (penalty != 0) {
            algebra.addScaled(2 * penalty, m, gradientOfM);
            algebra.addScaled(2 * penalty, w, gradientOfW);
        }
        ofM.step(m, gradientOfM, learningRate);
        ofW.step(w, gradientOfW, learningRate);
        algebra.copy(m, parameters);
        algebra.multiply(w, parameters);
        if (interval > 0 && steps % interval == 0) {
            split(parameters);
            forget(ofM);
            forget(ofW);
        }
    }

    private void forget(Optimizer<T> optimizer) {
        optimizer.state().values().forEach(memory -> algebra.fill(0, memory));
        optimizer.setCounters(new double[optimizer.counters().length]);
    }

    /** m, live. */
    public T m() {
        return m;
    }

    /** w, live. */
    public T w() {
        return w;
    }

    @Override
    public double timePerStep() {
        return ofM.timePerStep();
    }

    @Override
    public Map<String, T> state() {
        Map<String, T> state = new LinkedHashMap<>();
        state.put("m", m);
        state.put("w", w);
        ofM.state().forEach((name, memory) -> state.put("m-" + name, memory));
        ofW.state().forEach((name, memory) -> state.put("w-" + name, memory));
        return state;
    }

    @Override
    public double[] counters() {
        double[] a = ofM.counters();
        double[] b = ofW.counters();
        double[] counters = new double[1 + a.length + b.length];
        counters[0] = steps;
        System.arraycopy(a, 0, counters, 1, a.length);
        System.arraycopy(b, 0, counters, 1 + a.length, b.length);
        return counters;
    }

    @Override
    public void setCounters(double[] counters) {
        int a = ofM.counters().length;
        int b = ofW.counters().length;
        if (counters.length != 1 + a + b) {
            throw new IllegalArgumentException(
                    "this optimizer has " + (1 + a + b) + " counters; given " + counters.length);
        }
        steps = (long) counters[0];
        ofM.setCounters(java.util.Arrays.copyOfRange(counters, 1, 1 + a));
        ofW.setCounters(java.util.Arrays.copyOfRange(counters, 1 + a, 1 + a + b));
    }

    /** A weight that has been masked is gone; one that has been let live again is at 0, where m = √β and w = 0. */
    @Override
    public void maskChanged(T mask) {
        algebra.multiply(mask, w);
        // m ← M⊙m, and √β where M = 1 and m = 0.
        T newcomers = gradientOfM;
        algebra.nonZero(m, newcomers);
        algebra.scale(-1, newcomers);
        algebra.add(1, newcomers);
        algebra.multiply(mask, newcomers);
        algebra.multiply(mask, m);
        algebra.addScaled(Math.sqrt(beta), newcomers, m);
        ofM.maskChanged(mask);
        ofW.maskChanged(mask);
    }
}
