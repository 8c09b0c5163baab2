package org.mirrorflow.theory.optim;

/** θ ← θ − ηd. */
public final class Descend<T> implements StepOperator<T> {

    private final Algebra<T> algebra;

    public Descend(Algebra<T> algebra) {
        this.algebra = algebra;
    }

    @Override
    public void move(T parameters, T gradient, T direction, double learningRate) {
        algebra.addScaled(-learningRate, direction, parameters);
    }
}
