package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/** ẇ = −(∇²R(w))⁻¹∇f(w) for a separable map; NaN outside its domain, which rejects a step. */
final class PrimalSystem implements FlowSystem {

    /** A weight that is small beside the largest is followed to this share of it. */
    private static final double SHARE = 1e-3;

    private final Problem problem;
    private final SeparableMirrorMap map;
    private final double tolerance;

    PrimalSystem(Problem problem, SeparableMirrorMap map, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.tolerance = tolerance;
    }

    @Override
    public int dimension() {
        return map.dimension();
    }

    @Override
    public void rate(double[] w, double[] rate) {
        problem.lossAndGradient(w, rate);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i] / map.potential(i).secondDerivative(w[i]);
        }
    }

    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        double largest = 0;
        for (double w : after) {
            largest = Math.max(largest, Math.abs(w));
        }
        double norm = map.contains(after) ? 0 : Double.NaN;
        for (int i = 0; i < after.length; i++) {
            // Math.max keeps NaN, which rejects the step; no error is no error, even of a weight that is 0.
            if (error[i] != 0) {
                norm = Math.max(norm, Math.abs(error[i]) / (tolerance * (Math.abs(after[i]) + SHARE * largest)));
            }
        }
        return norm;
    }
}
