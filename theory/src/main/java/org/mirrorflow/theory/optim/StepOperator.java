package org.mirrorflow.theory.optim;

/**
 * The second half of an optimizer's step, as an operator on the weights: θ ↦ T_η(θ), with the gradient g and the
 * direction d taken once, before any operator acts. Operators do not commute: {@code a.then(b)} is b∘a, and b∘a − a∘b is
 * of the order η².
 *
 * @param <T> the tensor type of its {@link Algebra}
 */
@FunctionalInterface
public interface StepOperator<T> {

    /**
     * θ ← T_η(θ).
     *
     * @param parameters θ
     * @param gradient g at the start of the step, not written to
     * @param direction d at the start of the step, not written to
     * @param learningRate η
     */
    void move(T parameters, T gradient, T direction, double learningRate);

    /** This one first, then the other. */
    default StepOperator<T> then(StepOperator<T> next) {
        return (parameters, gradient, direction, learningRate) -> {
            move(parameters, gradient, direction, learningRate);
            next.move(parameters, gradient, direction, learningRate);
        };
    }
}
