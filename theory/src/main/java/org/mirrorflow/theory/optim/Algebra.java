package org.mirrorflow.theory.optim;

/**
 * The vector operations that optimizers are written in. All operate in place on the last argument; implementations
 * allocate only in {@link #zerosLike}. Every implementation passes the same contract suite.
 *
 * @param <T> a vector, tensor or the like
 */
public interface Algebra<T> {

    /** A zero of the same shape. */
    T zerosLike(T shape);

    /** x ← a·x. */
    void scale(double a, T x);

    /** y ← y + a·x. */
    void addScaled(double a, T x, T y);

    /** ⟨x, y⟩. */
    double dot(T x, T y);
}
