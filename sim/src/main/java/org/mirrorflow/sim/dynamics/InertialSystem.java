package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * θ̈ + γ(t)θ̇ = −∇_θ f as an autonomous system in y = (θ, θ̇, t), with constant friction γ, or with Nesterov's γ = 3/t. The
 * latter is singular at t = 0, where a start at rest makes θ̈ = −∇_θ f/4: θ̇ ≈ −t∇_θ f/4 balances θ̈ and 3θ̇/t.
 */
final class InertialSystem implements FlowSystem {

    /** A factor or velocity is followed to this share of the largest factor. */
    private static final double SHARE = 1e-6;

    private final Problem problem;
    private final Reparametrization parametrization;
    private final double friction;
    private final double tolerance;
    private final int factors;
    private final double[] theta;
    private final double[] slope;
    private final double[] weights;
    private final double[] gradient;

    /** @param friction γ, or NaN for 3/t */
    InertialSystem(Problem problem, Reparametrization parametrization, double friction, double tolerance) {
        this.problem = problem;
        this.parametrization = parametrization;
        this.friction = friction;
        this.tolerance = tolerance;
        this.factors = parametrization.factorCount();
        this.theta = new double[factors];
        this.slope = new double[factors];
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
    }

    @Override
    public int dimension() {
        return 2 * factors + 1;
    }

    @Override
    public void rate(double[] y, double[] rate) {
        System.arraycopy(y, 0, theta, 0, factors);
        parametrization.apply(theta, weights);
        problem.lossAndGradient(weights, gradient);
        parametrization.pullBack(theta, gradient, slope);
        double t = y[2 * factors];
        boolean nesterov = Double.isNaN(friction);
        double gamma = nesterov ? 3 / t : friction;
        for (int i = 0; i < factors; i++) {
            double velocity = y[factors + i];
            rate[i] = velocity;
            rate[factors + i] = nesterov && t == 0 ? -slope[i] / 4 : -slope[i] - gamma * velocity;
        }
        rate[2 * factors] = 1;
    }

    /**
     * Factors relative to themselves and a millionth of the largest; velocities relative to themselves and the same floor
     * over the time in which friction stops them. Time itself has no error.
     */
    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        double largest = 0;
        double fastest = 0;
        for (int i = 0; i < factors; i++) {
            largest = Math.max(largest, Math.abs(after[i]));
            fastest = Math.max(fastest, Math.abs(after[factors + i]));
        }
        double norm = 0;
        for (int i = 0; i < factors; i++) {
            double scale = Math.max(Math.abs(before[i]), Math.abs(after[i])) + SHARE * largest;
            double velocity = Math.max(fastest, largest);
            if (error[i] != 0) {
                norm = Math.max(norm, Math.abs(error[i]) / (tolerance * scale));
            }
            if (error[factors + i] != 0) {
                norm = Math.max(norm, Math.abs(error[factors + i]) / (tolerance * velocity));
            }
        }
        return norm;
    }
}
