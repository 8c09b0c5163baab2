package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Optimizer;
import org.mirrorflow.theory.reparam.Reparametrization;

/** A discrete optimizer on the factors. Its time is the sum of its step sizes, each times what a step of the
 * optimizer follows of gradient flow. */
final class Descent implements Dynamics {

    static final String STEP_SIZE = "step-size";

    private final Problem problem;
    private final Reparametrization parametrization;
    private final Optimizer<double[]> optimizer;
    private final List<Knob> knobs;
    private final double[] theta;
    private final double[] weights;
    private final double[] gradient;
    private final double[] pulledBack;
    private double stepSize;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    Descent(
            Problem problem,
            Reparametrization parametrization,
            Optimizer<double[]> optimizer,
            double stepSize,
            List<Knob> knobs) {
        this.problem = problem;
        this.parametrization = parametrization;
        this.optimizer = optimizer;
        this.stepSize = stepSize;
        this.knobs = List.copyOf(knobs);
        this.theta = parametrization.start();
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        this.pulledBack = new double[theta.length];
        evaluate();
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
        return false;
    }

    @Override
    public boolean movesFactors() {
        return true;
    }

    @Override
    public double[] state() {
        return theta;
    }

    /** The gradient of the new point serves the record now and the next step later: one evaluation a step. */
    private void evaluate() {
        parametrization.apply(theta, weights);
        loss = problem.lossAndGradient(weights, gradient);
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
        parametrization.pullBack(theta, gradient, pulledBack);
        optimizer.step(theta, pulledBack, stepSize);
        double passed = stepSize * optimizer.timePerStep();
        time += passed;
        normalisedTime += loss * passed;
        steps++;
        evaluate();
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("adjustable", adjustable());
        saved.put("state", theta.clone());
        List<double[]> memory = optimizer.state();
        for (int i = 0; i < memory.size(); i++) {
            saved.put("optimizer" + i, memory.get(i).clone());
        }
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        double[] adjusted = Saved.array(saved, "adjustable", 1 + knobs.size());
        stepSize = adjusted[0];
        for (int i = 0; i < knobs.size(); i++) {
            knobs.get(i).set().accept(adjusted[1 + i]);
        }
        System.arraycopy(Saved.array(saved, "state", theta.length), 0, theta, 0, theta.length);
        List<double[]> memory = optimizer.state();
        for (int i = 0; i < memory.size(); i++) {
            double[] target = memory.get(i);
            System.arraycopy(Saved.array(saved, "optimizer" + i, target.length), 0, target, 0, target.length);
        }
        evaluate();
    }

    /** The step size and the optimizer's own adjustable settings as they now are. */
    private double[] adjustable() {
        double[] values = new double[1 + knobs.size()];
        values[0] = stepSize;
        for (int i = 0; i < knobs.size(); i++) {
            values[1 + i] = knobs.get(i).get().getAsDouble();
        }
        return values;
    }

    @Override
    public void adjust(Settings settings) {
        stepSize = settings.real(STEP_SIZE);
        for (Knob knob : knobs) {
            knob.set().accept(settings.real(knob.id()));
        }
    }

    /** A setting of the optimizer, other than the step size, that may change while it runs. */
    record Knob(String id, DoubleSupplier get, DoubleConsumer set) {}
}
