package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * A flow in normalised time s, ds = f dt, of a loss that falls to 0 exponentially: s is the clock, and log t is carried as
 * an integral, so that t may lie far beyond the range of a double.
 */
final class NormalisedFlow implements Dynamics {

    private final Integrator integrator;
    private final double[] state;
    private final BiConsumer<double[], double[]> weightsOfState;
    private final boolean factors;
    private final MarginProblem problem;
    private final double[] weights;
    private final double[] gradient;
    private final double[] normalised;
    private double logLoss;
    private double clock;
    private double logTime = Double.NEGATIVE_INFINITY;
    private long steps;

    NormalisedFlow(
            MarginProblem problem,
            Integrator integrator,
            double[] start,
            BiConsumer<double[], double[]> weightsOfState,
            boolean factors) {
        this.problem = problem;
        this.integrator = integrator;
        this.state = start;
        this.weightsOfState = weightsOfState;
        this.factors = factors;
        this.weights = new double[problem.dimension()];
        this.gradient = new double[problem.dimension()];
        this.normalised = new double[problem.dimension()];
        evaluate();
    }

    private void evaluate() {
        weightsOfState.accept(state, weights);
        logLoss = problem.logLossAndGradient(weights, normalised);
        double loss = Math.exp(logLoss);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = normalised[j] == 0 ? 0 : normalised[j] * loss;
        }
    }

    @Override
    public double time() {
        return Math.exp(logTime);
    }

    @Override
    public double logTime() {
        return logTime;
    }

    @Override
    public double normalisedTime() {
        return clock;
    }

    @Override
    public double clock() {
        return clock;
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
        return factors;
    }

    @Override
    public double[] state() {
        return state;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    /** f(w), 0 where it underflows; log f keeps its digits. */
    @Override
    public double loss() {
        return Math.exp(logLoss);
    }

    /** ∇f(w), 0 where it underflows. */
    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public void advance(double until) {
        double before = clock;
        double lossBefore = logLoss;
        clock = integrator.step(clock, state, until);
        steps++;
        evaluate();
        logTime = logSum(logTime, logElapsed(-lossBefore, -logLoss, clock - before));
    }

    /**
     * log ∫ e^a ds over a step of length h on which a = −log f goes from a₀ to a₁, taken as a straight line: exact once the
     * margins grow linearly, and the error of a curved stretch does not add up, since the last stretches hold most of t.
     */
    private static double logElapsed(double a0, double a1, double h) {
        double rise = Math.abs(a1 - a0);
        double share = rise < 1e-8 ? 1 - 0.5 * rise : -Math.expm1(-rise) / rise;
        return Math.max(a0, a1) + Math.log(h) + Math.log(share);
    }

    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {clock, steps, logTime});
        saved.put("state", state.clone());
        saved.put("integrator", integrator.memory());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clocks = Saved.array(saved, "clock", 3);
        clock = clocks[0];
        steps = (long) clocks[1];
        logTime = clocks[2];
        System.arraycopy(Saved.array(saved, "state", state.length), 0, state, 0, state.length);
        integrator.restore(Saved.array(saved, "integrator", integrator.memory().length));
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        // A flow has nothing to adjust: its tolerance belongs to its start.
    }
}
