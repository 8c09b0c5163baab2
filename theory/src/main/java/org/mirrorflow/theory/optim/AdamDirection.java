package org.mirrorflow.theory.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam's direction: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
 *
 * <pre>
 * d = (m/(1 − β₁ᵏ)) / (√(v/(1 − β₂ᵏ)) + ε)
 * </pre>
 *
 * in step k = 1, 2, …; without the correction of the start, d = m/(√v + ε).
 *
 * <p>Source: Kingma and Ba 2015, algorithm 1.
 */
public final class AdamDirection<T> implements Direction<T> {

    private final Algebra<T> algebra;
    private final T first;
    private final T second;
    private final boolean corrected;
    private double beta1;
    private double beta2;
    private double epsilon;
    private double steps;

    /**
     * @param shape any tensor of the parameters' shape
     * @param beta1 β₁ in [0, 1)
     * @param beta2 β₂ in [0, 1)
     * @param epsilon ε &gt; 0
     * @param corrected whether the bias of the start is corrected
     */
    public AdamDirection(Algebra<T> algebra, T shape, double beta1, double beta2, double epsilon, boolean corrected) {
        this.algebra = algebra;
        this.first = algebra.zerosLike(shape);
        this.second = algebra.zerosLike(shape);
        this.corrected = corrected;
        setBeta1(beta1);
        setBeta2(beta2);
        setEpsilon(epsilon);
    }

    /** Changes β₁ from the next step on. */
    public void setBeta1(double beta1) {
        this.beta1 = Decays.rate("beta1", beta1);
    }

    /** Changes β₂ from the next step on. */
    public void setBeta2(double beta2) {
        this.beta2 = Decays.rate("beta2", beta2);
    }

    /** Changes ε from the next step on. */
    public void setEpsilon(double epsilon) {
        this.epsilon = positive(epsilon);
    }

    static double positive(double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException(
                    "epsilon must be positive, or a weight without gradient has no direction; given " + epsilon);
        }
        return epsilon;
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        steps++;
        algebra.combine(1 - beta1, gradient, beta1, first);
        algebra.scale(beta2, second);
        algebra.addProduct(1 - beta2, gradient, gradient, second);
        algebra.sqrt(second, out);
        if (corrected) {
            algebra.scale(1 / Math.sqrt(correction(beta2, steps)), out);
        }
        algebra.add(epsilon, out);
        algebra.divide(first, out, out);
        if (corrected) {
            algebra.scale(1 / correction(beta1, steps), out);
        }
    }

    /** 1 − βᵏ. */
    static double correction(double beta, double steps) {
        return beta == 0 ? 1 : -Math.expm1(steps * Math.log(beta));
    }

    @Override
    public Map<String, T> state() {
        Map<String, T> state = new LinkedHashMap<>();
        state.put("first-moment", first);
        state.put("second-moment", second);
        return state;
    }

    @Override
    public double[] counters() {
        return new double[] {steps};
    }

    @Override
    public void setCounters(double[] counters) {
        if (counters.length != 1) {
            throw new IllegalArgumentException("Adam counts its steps alone; given " + counters.length + " counters");
        }
        steps = counters[0];
    }
}
