package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * Lion's direction: d = sgn(β₁m + (1 − β₁)g), then m ← β₂m + (1 − β₂)g.
 *
 * <p>Source: Chen et al. 2023 (arXiv 2302.06675), algorithm 2.
 */
public final class LionDirection<T> implements Direction<T> {

    private final Algebra<T> algebra;
    private final T average;
    private double beta1;
    private double beta2;

    /**
     * @param shape any tensor of the parameters' shape
     * @param beta1 β₁ in [0, 1)
     * @param beta2 β₂ in [0, 1)
     */
    public LionDirection(Algebra<T> algebra, T shape, double beta1, double beta2) {
        this.algebra = algebra;
        this.average = algebra.zerosLike(shape);
        setBeta1(beta1);
        setBeta2(beta2);
    }

    /** Changes β₁ from the next step on. */
    public void setBeta1(double beta1) {
        this.beta1 = Decays.rate("beta1", beta1);
    }

    /** Changes β₂ from the next step on. */
    public void setBeta2(double beta2) {
        this.beta2 = Decays.rate("beta2", beta2);
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        algebra.copy(average, out);
        algebra.combine(1 - beta1, gradient, beta1, out);
        algebra.sign(out, out);
        algebra.combine(1 - beta2, gradient, beta2, average);
    }

    @Override
    public Map<String, T> state() {
        return Map.of("average", average);
    }
}
