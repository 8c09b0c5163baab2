package org.mirrorflow.theory.optim;

/** d = g: plain descent. */
public final class Raw<T> implements Direction<T> {

    private final Algebra<T> algebra;

    public Raw(Algebra<T> algebra) {
        this.algebra = algebra;
    }

    @Override
    public void direct(T parameters, T gradient, T out) {
        algebra.copy(gradient, out);
    }
}
