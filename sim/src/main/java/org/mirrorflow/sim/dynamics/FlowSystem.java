package org.mirrorflow.sim.dynamics;

/** A system ẏ = F(t, y) with a notion of how large an error in y is; most are autonomous, ẏ = F(y). */
public interface FlowSystem {

    /** Length of y. */
    int dimension();

    /** rate = F(y). Leaves NaN in {@code rate} where F is not defined; never throws. */
    void rate(double[] y, double[] rate);

    /** rate = F(t, y). A system that depends on time overrides this, and its {@link #rate(double[], double[])} is F(0, y). */
    default void rate(double t, double[] y, double[] rate) {
        rate(y, rate);
    }

    /**
     * Size of an error estimate relative to the tolerance: a step is accepted when this is at most 1. NaN rejects it.
     *
     * @param before y at the start of the step
     * @param after y at its end
     * @param error the estimated error of {@code after}
     */
    double errorNorm(double[] before, double[] after, double[] error);

    /** A system that can solve linear equations in its Jacobian, as linearly implicit methods need. */
    interface Implicit extends FlowSystem {

        /** Takes the Jacobian ∂F/∂y at this y. */
        void linearise(double[] y);

        /** Takes the Jacobian ∂F/∂y at this time and y. */
        default void linearise(double t, double[] y) {
            linearise(y);
        }

        /** Whether F does not depend on time. */
        default boolean autonomous() {
            return true;
        }

        /** out = ∂F/∂t at this time and y; asked for only where F depends on time. */
        default void timeDerivative(double t, double[] y, double[] out) {
            java.util.Arrays.fill(out, 0);
        }

        /**
         * Prepares to solve (s·I − ∂F/∂y) x = b with the last Jacobian, s &gt; 0.
         *
         * @return false when that matrix cannot be factored
         */
        boolean factor(double s);

        /** Solves for x with the last factored matrix; {@code x} may be {@code b}. */
        void solve(double[] b, double[] x);
    }
}
