package org.mirrorflow.theory.optim;

import java.util.Map;

/** Coupled weight decay, the penalty ½λ‖θ‖²: another direction is given g + λθ instead of g. */
public final class CoupledDecay<T> implements Direction<T>, WeightDecay {

    private final Algebra<T> algebra;
    private final Direction<T> inner;
    private final T penalised;
    private double rate;

    /**
     * @param shape any tensor of the parameters' shape
     * @param inner what makes a direction of g + λθ
     */
    public CoupledDecay(Algebra<T> algebra, T shape, Direction<T> inner) {
        this.algebra = algebra;
        this.inner = inner;
        this.penalised = algebra.zerosLike(shape);
    }

    @Override
    public void setRate(double rate) {
        this.rate = rate;
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        algebra.copy(gradient, penalised);
        if (rate != 0) {
            algebra.addScaled(rate, parameters, penalised);
        }
        inner.direct(parameters, penalised, out);
    }

    @Override
    public double timePerStep() {
        return inner.timePerStep();
    }

    @Override
    public Map<String, T> state() {
        return inner.state();
    }

    @Override
    public double[] counters() {
        return inner.counters();
    }

    @Override
    public void setCounters(double[] counters) {
        inner.setCounters(counters);
    }
}
