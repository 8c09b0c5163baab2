package org.mirrorflow.theory.optim;

/** g ← g·min(1, c/‖g‖₂): the gradient never longer than c. */
public final class GradientClip<T> {

    private final Algebra<T> algebra;
    private final double bound;

    /** @param bound c &gt; 0 */
    public GradientClip(Algebra<T> algebra, double bound) {
        if (!(bound > 0)) {
            throw new IllegalArgumentException("the bound must be positive; given " + bound);
        }
        this.algebra = algebra;
        this.bound = bound;
    }

    /** Shortens the gradient. */
    public void clip(T gradient) {
        double length = algebra.norm(gradient);
        if (length > bound) {
            algebra.scale(bound / length, gradient);
        }
    }
}
