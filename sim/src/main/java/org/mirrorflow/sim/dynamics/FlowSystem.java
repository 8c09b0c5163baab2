package org.mirrorflow.sim.dynamics;

/** An autonomous system ẏ = F(y) with a notion of how large an error in y is. */
public interface FlowSystem {

    /** Length of y. */
    int dimension();

    /** rate = F(y). Leaves NaN in {@code rate} where F is not defined; never throws. */
    void rate(double[] y, double[] rate);

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
