package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.optim.Schedule;

/**
 * η̇ = −∇f(∇R*(η)). For a least-squares loss the Jacobian is −ZᵀZS with S = diag r*″(η), and a linear system with
 * s·I + ZᵀZS costs one n × n Cholesky factorisation, whatever d.
 */
final class DualSystem implements FlowSystem.Implicit {

    /** An entry that is small beside the largest is followed to this share of it. */
    private static final double SHARE = 1e-3;

    private final Problem problem;
    private final SeparableMirrorMap map;
    private final @Nullable SeparableMovingMirrorMap moving;
    private final DecayClock decay;
    private final double[] drift;
    private final double tolerance;
    private final double[] weights;
    private final double[] speed;
    private final boolean[] steep;
    private final @Nullable LowRankShift jacobian;

    /** The time of the last evaluation: an error estimate follows the last stage, at the end of the step. */
    private double reached;

    DualSystem(Problem problem, SeparableMirrorMap map, double tolerance) {
        this(problem, map, null, new DecayClock(Schedule.NONE), tolerance);
    }

    /**
     * @param map R₀
     * @param moving R_Λ, or null where no mirror map follows the decay, which then has to be none
     * @param decay the clock that the flow sets
     */
    DualSystem(
            Problem problem,
            SeparableMirrorMap map,
            @Nullable SeparableMovingMirrorMap moving,
            DecayClock decay,
            double tolerance) {
        this.moving = moving;
        this.decay = decay;
        this.drift = new double[map.dimension()];
        this.problem = problem;
        this.map = map;
        this.tolerance = tolerance;
        int d = map.dimension();
        this.weights = new double[d];
        this.speed = new double[d];
        this.steep = new boolean[d];
        for (int i = 0; i < d; i++) {
            steep[i] = Double.isInfinite(map.potential(i).speed(map.potential(i).derivative(0)));
        }
        this.jacobian = problem instanceof LinearRegression regression && !infinitelySteep()
                ? new LowRankShift(regression.design())
                : null;
    }

    /** Whether r*″ is infinite where a weight is 0, as for powers above 2: there is then no Jacobian to solve with. */
    boolean infinitelySteep() {
        for (boolean infinite : steep) {
            if (infinite) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@link #factor} and {@link #solve} can be used. */
    boolean implicit() {
        return jacobian != null;
    }

    @Override
    public int dimension() {
        return map.dimension();
    }

    @Override
    public void rate(double[] eta, double[] rate) {
        rate(0, eta, rate);
    }

    /** w = ∇R_Λ*(η) with Λ at that time. */
    void weights(double t, double[] eta, double[] w) {
        if (moving == null || decay.constant()) {
            map.conjugateGradient(eta, w);
        } else {
            moving.conjugateGradient(decay.dose(t), eta, w);
        }
    }

    private void speed(double t, double[] eta, double[] out) {
        if (moving == null || decay.constant()) {
            map.speed(eta, out);
        } else {
            moving.speed(decay.dose(t), eta, out);
        }
    }

    @Override
    public void rate(double t, double[] eta, double[] rate) {
        reached = t;
        weights(t, eta, weights);
        problem.lossAndGradient(weights, rate);
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -rate[i];
        }
    }

    /**
     * The error is measured where it matters, in the weights: δwᵢ ≈ r*″(ηᵢ) δηᵢ against |wᵢ| and a thousandth of ‖w‖∞.
     * The rounding of ηᵢ counts as error: near the end of a bounded dual interval η no longer tells what w is, and a flow
     * that cannot be followed to its tolerance must stop instead of drifting.
     *
     * <p>Where r*″ is infinite at 0 a weight moves infinitely fast as it passes 0, while ηᵢ passes smoothly: there the
     * error is measured in ηᵢ, against |ηᵢ| and a thousandth of ‖η‖∞.
     */
    @Override
    public double errorNorm(double[] before, double[] after, double[] error) {
        weights(reached, after, weights);
        speed(reached, after, speed);
        double largestWeight = 0;
        double largestDual = 0;
        for (int i = 0; i < weights.length; i++) {
            largestWeight = Math.max(largestWeight, Math.abs(weights[i]));
            largestDual = Math.max(largestDual, Math.abs(after[i]));
        }
        double norm = 0;
        for (int i = 0; i < weights.length; i++) {
            double delta;
            double scale;
            if (steep[i]) {
                delta = Math.abs(error[i]);
                scale = Math.abs(after[i]) + SHARE * largestDual;
            } else {
                delta = speed[i] * (Math.abs(error[i]) + 0.5 * Math.ulp(after[i]));
                scale = Math.abs(weights[i]) + SHARE * largestWeight;
            }
            // Math.max keeps NaN, which rejects the step; no error is no error, even of a weight that is 0.
            if (delta != 0) {
                norm = Math.max(norm, delta / (tolerance * scale));
            }
        }
        return norm;
    }

    @Override
    public void linearise(double[] eta) {
        linearise(0, eta);
    }

    @Override
    public void linearise(double t, double[] eta) {
        speed(t, eta, speed);
        jacobian().scale(speed);
    }

    @Override
    public boolean autonomous() {
        return moving == null || decay.constant();
    }

    /** −∇²f(w) ∂w/∂Λ λ(t), for a least-squares loss −ZᵀZ times it. */
    @Override
    public void timeDerivative(double t, double[] eta, double[] out) {
        if (moving == null || !(problem instanceof LinearRegression regression)) {
            Arrays.fill(out, 0);
            return;
        }
        moving.drift(decay.dose(t), eta, drift);
        DMatrixRMaj z = regression.design();
        double lambda = decay.rate(t);
        Arrays.fill(out, 0);
        for (int a = 0; a < z.numRows; a++) {
            double sum = 0;
            for (int i = 0; i < z.numCols; i++) {
                sum += z.data[a * z.numCols + i] * drift[i];
            }
            for (int i = 0; i < z.numCols; i++) {
                out[i] -= lambda * sum * z.data[a * z.numCols + i];
            }
        }
    }

    @Override
    public boolean factor(double s) {
        return jacobian().factor(s);
    }

    @Override
    public void solve(double[] b, double[] x) {
        jacobian().solve(b, x);
    }

    private LowRankShift jacobian() {
        return Objects.requireNonNull(jacobian, "this system has no Jacobian");
    }
}
