package org.mirrorflow.theory.optim;

import java.util.List;

/** θ ← θ − η∇f(θ). */
public final class GradientDescent<T> implements Optimizer<T> {

    private final Algebra<T> algebra;

    public GradientDescent(Algebra<T> algebra) {
        this.algebra = algebra;
    }

    @Override
    public void step(T parameters, T gradient, double learningRate) {
        algebra.addScaled(-learningRate, gradient, parameters);
    }

    @Override
    public List<T> state() {
        return List.of();
    }
}
