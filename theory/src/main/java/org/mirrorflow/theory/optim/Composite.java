package org.mirrorflow.theory.optim;

import java.util.Map;

/**
 * An optimizer composed of a direction and a step operator: d = d(g), then θ ← T_η(θ; g, d). The gradient is evaluated
 * once, at the start of the step, whatever the operator is composed of.
 *
 * <pre>
 * AdamW = adam direction, then decoupled decay, then descent
 * HAM   = any direction, then descent, then a hyperbolic step along g
 * HORST = adam direction, then decoupled decay, then descent, then a hyperbolic step along d
 * </pre>
 */
public final class Composite<T> implements Optimizer<T> {

    private final Algebra<T> algebra;
    private final Direction<T> source;
    private final StepOperator<T> operator;
    private final T direction;
    private final boolean plain;

    /** @param shape any tensor of the parameters' shape */
    public Composite(Algebra<T> algebra, T shape, Direction<T> source, StepOperator<T> operator) {
        this.algebra = algebra;
        this.source = source;
        this.operator = operator;
        this.direction = algebra.zerosLike(shape);
        this.plain = source instanceof Raw<T> && operator instanceof Descend<T>;
    }

    @Override
    public void step(T parameters, T gradient, double learningRate) {
        if (plain) {
            algebra.addScaled(-learningRate, gradient, parameters);
            return;
        }
        source.direct(parameters, gradient, direction);
        operator.move(parameters, gradient, direction, learningRate);
    }

    @Override
    public boolean isPlainDescent() {
        return plain;
    }

    @Override
    public double timePerStep() {
        return source.timePerStep();
    }

    @Override
    public Map<String, T> state() {
        return source.state();
    }

    @Override
    public double[] counters() {
        return source.counters();
    }

    @Override
    public void setCounters(double[] counters) {
        source.setCounters(counters);
    }

    @Override
    public void maskChanged(T mask) {
        source.state().values().forEach(memory -> algebra.multiply(mask, memory));
    }
}
