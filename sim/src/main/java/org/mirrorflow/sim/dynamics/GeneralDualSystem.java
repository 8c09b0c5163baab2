package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * η̇ = −∇f(∇R*(η)) for a map that is not separable, such as a spectral one. The error is measured where it matters, in the
 * weights: ∇R* of the new point against ∇R* of the point without its error, relative to the largest weight.
 */
final class GeneralDualSystem implements FlowSystem {

    /** A weight that is small beside the largest is followed to this share of it. */
    private static final double SHARE = 1e-3;

    private final Problem problem;
    private final MirrorMap map;
    private final double tolerance;
    private final double[] weights;
    private final double[] other;

    GeneralDualSystem(Problem problem, MirrorMap map, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.tolerance = tolerance;
        this.weights = new double[map.dimension()];
        this.other = new double[map.dimension()];
    }

    @Override
    public int dimension() {
        return map.dimension();
    }

    @Override
    public void rate(double[] eta, double[] rate) {
        map.conjugateGradient(eta, weights);
        problem.lossAndGradient(weights, rate);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i];
        }
    }

    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        map.conjugateGradient(after, weights);
        for (int i = 0; i < other.length; i++) {
            other[i] = after[i] - error[i];
        }
        map.conjugateGradient(other, other);
        double largest = 0;
        for (double w : weights) {
            largest = Math.max(largest, Math.abs(w));
        }
        double norm = 0;
        for (int i = 0; i < other.length; i++) {
            double delta = Math.abs(weights[i] - other[i]);
            // Math.max keeps NaN, which rejects the step; no error is no error, even where every weight is 0.
            if (delta != 0) {
                norm = Math.max(norm, delta / (tolerance * (Math.abs(weights[i]) + SHARE * largest)));
            }
        }
        return norm;
    }
}
