package org.mirrorflow.theory.optim;

import java.util.List;

/**
 * Polyak's heavy ball, v ← μv + ∇f(θ), θ ← θ − ηv (Polyak 1964), in the form of deep-learning libraries, where the step
 * size multiplies the velocity. With small η it follows gradient flow in the rescaled time Σ η/(1 − μ).
 */
public final class HeavyBall<T> implements Optimizer<T> {

    private final Algebra<T> algebra;
    private final T velocity;
    private double momentum;

    /**
     * @param shape any vector of the parameters' shape
     * @param momentum μ in [0, 1)
     */
    public HeavyBall(Algebra<T> algebra, T shape, double momentum) {
        this.algebra = algebra;
        this.velocity = algebra.zerosLike(shape);
        setMomentum(momentum);
    }

    /** μ. */
    public double momentum() {
        return momentum;
    }

    /** Changes μ from the next step on. */
    public void setMomentum(double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must lie in [0, 1); given " + momentum);
        }
        this.momentum = momentum;
    }

    @Override
    public void step(T parameters, T gradient, double learningRate) {
        algebra.scale(momentum, velocity);
        algebra.addScaled(1, gradient, velocity);
        algebra.addScaled(-learningRate, velocity, parameters);
    }

    @Override
    public double timePerStep() {
        return 1 / (1 - momentum);
    }

    @Override
    public List<T> state() {
        return List.of(velocity);
    }
}
