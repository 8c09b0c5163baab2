package org.mirrorflow.sim.dynamics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * Steepest mirror flow in the dual on regression, η̇ ∈ −φ_q(∇f(∇R*(η))), by linearly implicit Euler steps with
 * {@link SlidingStep}. Each step is taken once whole and once in two halves; their difference is the error estimate and
 * their extrapolation, of order two, is kept. On a sliding surface the error estimate falls to zero and steps grow.
 */
final class SteepestMirrorFlow implements Dynamics {

    private final LinearRegression problem;
    private final SeparableMirrorMap map;
    private final double tolerance;
    private final SlidingStep sliding;
    private final StepControl control = new StepControl(2);
    private final double[] eta;
    private final double[] weights;
    private final double[] gradient;
    private final double[] guess;
    private final double[] whole;
    private final double[] halves;
    private final double[] point;
    private final double[] slope;
    private final double[] speed;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    SteepestMirrorFlow(LinearRegression problem, SeparableMirrorMap map, double q, double tolerance) {
        this.problem = problem;
        this.map = map;
        this.tolerance = tolerance;
        this.sliding = new SlidingStep(problem.design(), q);
        int d = map.dimension();
        this.eta = new double[d];
        this.weights = new double[d];
        this.gradient = new double[d];
        this.guess = new double[d];
        this.whole = new double[d];
        this.halves = new double[d];
        this.point = new double[d];
        this.slope = new double[d];
        this.speed = new double[d];
        evaluate();
    }

    private void evaluate() {
        map.conjugateGradient(eta, weights);
        loss = problem.lossAndGradient(weights, gradient);
    }

    @Override
    public double time() {
        return time;
    }

    @Override
    public double normalisedTime() {
        return normalisedTime;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public boolean continuous() {
        return true;
    }

    @Override
    public boolean movesFactors() {
        return false;
    }

    @Override
    public double[] state() {
        return eta;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public void advance(double until) {
        if (control.proposal() == 0) {
            control.start(Math.min(until - time, 1e-6));
        }
        double before = time;
        double lossBefore = loss;
        while (true) {
            double h = control.trial(time, until);
            boolean solved = step(eta, h, whole);
            solved = solved && step(eta, 0.5 * h, halves) && step(halves, 0.5 * h, halves);
            double size = solved ? error(h) : Double.NaN;
            if (size <= 1) {
                control.accepted(h, size);
                for (int i = 0; i < eta.length; i++) {
                    eta[i] = 2 * halves[i] - whole[i];
                }
                time = h == until - time ? until : time + h;
                break;
            }
            control.rejected(time, h, size);
        }
        steps++;
        evaluate();
        normalisedTime += 0.5 * (lossBefore + loss) * (time - before);
    }

    private boolean step(double[] from, double h, double[] to) {
        map.conjugateGradient(from, point);
        problem.lossAndGradient(point, slope);
        map.speed(from, speed);
        // From s = 0: where it is not unique this selects no motion that the gradient does not ask for.
        Arrays.fill(guess, 0);
        boolean solved = sliding.solve(h, slope, speed, guess);
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] - h * guess[i];
        }
        return solved;
    }

    /**
     * The difference of the two results in the weights, against |wᵢ| and a thousandth of ‖w‖∞. What the iteration leaves of
     * s counts as error, times h: long steps along a sliding surface must not carry it into the weights.
     */
    private double error(double h) {
        map.conjugateGradient(whole, point);
        map.conjugateGradient(halves, slope);
        double largest = 0;
        for (double w : slope) {
            largest = Math.max(largest, Math.abs(w));
        }
        double norm = 0;
        for (int i = 0; i < slope.length; i++) {
            double difference = Math.abs(slope[i] - point[i]) + h * speed[i] * SlidingStep.TOLERANCE;
            if (difference != 0) {
                norm = Math.max(norm, difference / (tolerance * (Math.abs(slope[i]) + 1e-3 * largest)));
            }
        }
        return norm;
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("state", eta.clone());
        saved.put("integrator", control.memory());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        System.arraycopy(Saved.array(saved, "state", eta.length), 0, eta, 0, eta.length);
        control.restore(Saved.array(saved, "integrator", control.memory().length));
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        // A flow has nothing to adjust: its tolerance belongs to its start.
    }
}
