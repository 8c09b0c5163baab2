package org.mirrorflow.sim.dynamics;

import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * η̇ = −∇f(∇R*(η)). For a least-squares loss the Jacobian is −ZᵀZS with S = diag r*″(η), and a linear system with
 * s·I + ZᵀZS costs one n × n Cholesky factorisation, whatever d.
 */
final class DualSystem implements FlowSystem.Implicit {

    private final Problem problem;
    private final SeparableMirrorMap map;
    private final double tolerance;
    private final double[] weights;
    private final double[] speed;
    private final double[] restSpeed;
    private final LowRankShift jacobian;
    private double shift;

    DualSystem(Problem problem, SeparableMirrorMap map, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.tolerance = tolerance;
        int d = map.dimension();
        this.weights = new double[d];
        this.speed = new double[d];
        this.restSpeed = new double[d];
        map.speed(new double[d], restSpeed);
        this.jacobian = new LowRankShift(design(problem));
    }

    static DMatrixRMaj design(Problem problem) {
        if (problem instanceof LinearRegression regression) {
            return regression.design();
        }
        throw new IllegalArgumentException("an implicit method needs a least-squares loss; this problem is a "
                + problem.getClass().getSimpleName());
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

    /** The error is measured where it matters, in the weights: δwᵢ ≈ r*″(ηᵢ) δηᵢ against |wᵢ| and a thousandth of ‖w‖∞. */
    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        map.conjugateGradient(after, weights);
        map.speed(after, speed);
        double largest = 0;
        for (double w : weights) {
            largest = Math.max(largest, Math.abs(w));
        }
        double norm = 0;
        for (int i = 0; i < weights.length; i++) {
            double scale = Math.abs(weights[i]) + Math.max(1e-3 * largest, restSpeed[i]);
            // Math.max keeps NaN, which rejects the step.
            norm = Math.max(norm, Math.abs(speed[i] * error[i]) / (tolerance * scale));
        }
        return norm;
    }

    @Override
    public void factor(double[] eta, double s) {
        map.speed(eta, speed);
        shift = s;
        jacobian.factor(speed, s);
    }

    @Override
    public void solve(double[] b, double[] x) {
        jacobian.solve(speed, shift, b, x);
    }
}
