package org.mirrorflow.theory.optim;

/**
 * θ ← (1 − ηλ)θ, whatever the direction.
 *
 * <p>Source: Loshchilov and Hutter 2019 (arXiv 1711.05101).
 */
public final class DecoupledDecay<T> implements StepOperator<T>, WeightDecay {

    private final Algebra<T> algebra;
    private double rate;

    public DecoupledDecay(Algebra<T> algebra) {
        this.algebra = algebra;
    }

    @Override
    public void setRate(double rate) {
        this.rate = rate;
    }

    @Override
    public void move(T parameters, T gradient, T direction, double learningRate) {
        if (rate != 0) {
            algebra.scale(1 - learningRate * rate, parameters);
        }
    }
}
