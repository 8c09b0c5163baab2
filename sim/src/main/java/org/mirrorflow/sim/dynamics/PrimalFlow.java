package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;

/**
 * ẇᵢ = −∂ᵢf(w)/r″(wᵢ), integrated in w. Shown are the dual point ∇R(w) and the weights that it stands for, which are w up
 * to rounding.
 */
final class PrimalFlow implements Dynamics {

    private final Problem problem;
    private final SeparableMirrorMap map;
    private final Integrator integrator;
    private final double[] point;
    private final double[] eta;
    private final double[] weights;
    private final double[] gradient;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    PrimalFlow(Problem problem, SeparableMirrorMap map, double[] start, double tolerance) {
        this.problem = problem.copy();
        this.map = map;
        this.integrator = new DormandPrince(new PrimalSystem(problem.copy(), map, tolerance));
        this.point = start.clone();
        this.eta = new double[start.length];
        this.weights = new double[start.length];
        this.gradient = new double[start.length];
        evaluate();
    }

    private void evaluate() {
        map.gradient(point, eta);
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
        double before = time;
        double lossBefore = loss;
        time = integrator.step(time, point, until);
        steps++;
        evaluate();
        // The trapezoidal rule: this is an axis, not a prediction.
        normalisedTime += 0.5 * (lossBefore + loss) * (time - before);
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("state", point.clone());
        saved.put("integrator", integrator.memory());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        double[] state = Saved.array(saved, "state", point.length);
        double[] memory = Saved.array(saved, "integrator", integrator.memory().length);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        System.arraycopy(state, 0, point, 0, point.length);
        integrator.restore(memory);
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        // A flow has nothing to adjust: its tolerance belongs to its start.
    }
}
