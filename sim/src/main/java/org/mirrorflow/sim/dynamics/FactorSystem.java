package org.mirrorflow.sim.dynamics;

import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.reparam.Reparametrization;

/** θ̇ = −Dg(θ)ᵀ∇f(g(θ)) − λ(t)∇h(θ). */
final class FactorSystem implements FlowSystem {

    /** A factor is followed to this share of the largest one at the start, or of the largest now after a start at 0. */
    private static final double SHARE = 1e-6;

    private final Problem problem;
    private final Reparametrization parametrization;
    private final double[] weights;
    private final double[] gradient;
    private final double tolerance;
    private final double startFloor;
    private final Penalty penalty;
    private final DecayClock decay;
    private final double[] penaltyGradient;

    FactorSystem(Problem problem, Reparametrization parametrization, double tolerance) {
        this(problem, parametrization, Penalty.squares(), new DecayClock(Schedule.NONE), tolerance);
    }

    /**
     * @param penalty h
     * @param decay λ, the clock that the flow sets
     */
    FactorSystem(
            Problem problem, Reparametrization parametrization, Penalty penalty, DecayClock decay, double tolerance) {
        this.penalty = penalty;
        this.decay = decay;
        this.penaltyGradient = new double[parametrization.factorCount()];
        this.problem = problem;
        this.parametrization = parametrization;
        this.tolerance = tolerance;
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        this.startFloor = floor(parametrization.start());
    }

    private static double largest(double[] theta) {
        double largest = 0;
        for (double x : theta) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }

    @Override
    public int dimension() {
        return parametrization.factorCount();
    }

    @Override
    public void rate(double[] theta, double[] rate) {
        rate(0, theta, rate);
    }

    @Override
    public void rate(double t, double[] theta, double[] rate) {
        parametrization.apply(theta, weights);
        problem.lossAndGradient(weights, gradient);
        parametrization.pullBack(theta, gradient, rate);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i];
        }
        double lambda = decay.rate(t);
        if (lambda != 0) {
            penalty.gradient(theta, penaltyGradient);
            for (int i = 0; i < rate.length; i++) {
                rate[i] -= lambda * penaltyGradient[i];
            }
        }
    }

    /** Relative in every factor: the small one of a pair carries the conserved quantity as much as the large one. */
    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        return relativeError(before, after, error, startFloor, tolerance);
    }

    static double floor(double[] start) {
        return SHARE * largest(start);
    }

    static double relativeError(double[] before, double[] after, double[] error, double startFloor, double tolerance) {
        double floor = startFloor > 0 ? startFloor : SHARE * largest(after);
        double norm = 0;
        for (int i = 0; i < after.length; i++) {
            double scale = Math.max(Math.abs(before[i]), Math.abs(after[i])) + floor;
            // Math.max keeps NaN, which rejects the step; no error is no error, even of a factor that is 0.
            if (error[i] != 0) {
                norm = Math.max(norm, Math.abs(error[i]) / (tolerance * scale));
            }
        }
        return norm;
    }
}
