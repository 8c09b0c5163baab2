package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * v ← μv + g with d = v (Polyak 1964) or, as Nesterov (1983) looks ahead in the form of deep-learning libraries,
 * d = g + μv.
 */
public final class MomentumDirection<T> implements Direction<T> {

    private final Algebra<T> algebra;
    private final T velocity;
    private final boolean nesterov;
    private double momentum;

    /**
     * @param shape any tensor of the parameters' shape
     * @param momentum μ in [0, 1)
     */
    public MomentumDirection(Algebra<T> algebra, T shape, double momentum, boolean nesterov) {
        this.algebra = algebra;
        this.velocity = algebra.zerosLike(shape);
        this.nesterov = nesterov;
        setMomentum(momentum);
    }

    /** Changes μ from the next step on. */
    public void setMomentum(double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must lie in [0, 1); given " + momentum);
        }
        this.momentum = momentum;
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        algebra.scale(momentum, velocity);
        algebra.addScaled(1, gradient, velocity);
        algebra.copy(velocity, out);
        if (nesterov) {
            algebra.combine(1, gradient, momentum, out);
        }
    }

    @Override
    public double timePerStep() {
        return 1 / (1 - momentum);
    }

    @Override
    public Map<String, T> state() {
        return Map.of("velocity", velocity);
    }
}
