package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.descent.LpGeometry;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** η̇ = −φ_q(∇f(∇R*(η))). */
final class DualSteepestField implements TimedField {

    private static final double SHARE = 1e-3;

    private final Problem problem;
    private final SeparableMirrorMap map;
    private final double q;
    private final double tolerance;
    private final double[] weights;

    DualSteepestField(Problem problem, SeparableMirrorMap map, double q, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.q = q;
        this.tolerance = tolerance;
        this.weights = new double[map.dimension()];
    }

    @Override
    public int dimension() {
        return map.dimension();
    }

    @Override
    public void rate(double t, double[] eta, double[] rate) {
        map.conjugateGradient(eta, weights);
        problem.lossAndGradient(weights, rate);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -LpGeometry.field(rate[i], q);
        }
    }

    /** In the dual, where the flow is smooth even as a steep map passes 0. */
    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        double largest = 0;
        for (double x : after) {
            largest = Math.max(largest, Math.abs(x));
        }
        double norm = 0;
        for (int i = 0; i < after.length; i++) {
            if (error[i] != 0) {
                norm = Math.max(norm, Math.abs(error[i]) / (tolerance * (Math.abs(after[i]) + SHARE * largest)));
            }
        }
        return norm;
    }
}
