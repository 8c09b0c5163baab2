package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.reparam.Reparametrization;

/** θ̇ = −Dg(θ)ᵀ∇f(g(θ)). */
class FactorSystem implements FlowSystem {

    final Problem problem;
    final Reparametrization parametrization;
    final double[] weights;
    final double[] gradient;
    private final double tolerance;
    private final double floor;

    FactorSystem(Problem problem, Reparametrization parametrization, double tolerance) {
        this.problem = problem;
        this.parametrization = parametrization;
        this.tolerance = tolerance;
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        double largest = 0;
        for (double theta : parametrization.start()) {
            largest = Math.max(largest, Math.abs(theta));
        }
        this.floor = 1e-6 * (largest == 0 ? 1 : largest);
    }

    @Override
    public int dimension() {
        return parametrization.factorCount();
    }

    @Override
    public void rate(double[] theta, double[] rate) {
        parametrization.apply(theta, weights);
        problem.lossAndGradient(weights, gradient);
        parametrization.pullBack(theta, gradient, rate);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i];
        }
    }

    /** Relative in every factor: the small one of a pair carries the conserved quantity as much as the large one. */
    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        double norm = 0;
        for (int i = 0; i < after.length; i++) {
            double scale = Math.max(Math.abs(before[i]), Math.abs(after[i])) + floor;
            // Math.max keeps NaN, which rejects the step.
            norm = Math.max(norm, Math.abs(error[i]) / (tolerance * scale));
        }
        return norm;
    }
}
