package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.Reparametrization;

/**
 * Steps of fixed size, θ ← e^{−ΔΛ}θ − hφ(∇_θ f) with decoupled decay, ΔΛ the dose of the step, so that decay by itself
 * obeys its law to rounding; θ ← θ − hφ(∇_θ f + λθ) with coupled decay.
 */
final class SteepestDescent implements Dynamics {

    private final Problem problem;
    private final SteepestField.Signal signal;
    private final Reparametrization parametrization;
    private final BiConsumer<double[], double[]> field;
    private final Schedule decay;
    private final SteepestField.Coupling coupling;
    private final double[] theta;
    private final double[] weights;
    private final double[] gradient;
    private final double[] direction;
    private final double[] move;
    private double stepSize;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    SteepestDescent(
            Problem problem,
            SteepestField.Signal signal,
            Reparametrization parametrization,
            BiConsumer<double[], double[]> field,
            Schedule decay,
            SteepestField.Coupling coupling,
            double stepSize) {
        this.problem = problem;
        this.signal = signal;
        this.parametrization = parametrization;
        this.field = field;
        this.decay = decay;
        this.coupling = coupling;
        this.stepSize = stepSize;
        this.theta = parametrization.start();
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        this.direction = new double[parametrization.dimension()];
        this.move = new double[theta.length];
        evaluate();
    }

    private void evaluate() {
        parametrization.apply(theta, weights);
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
        signal.gradient(time, weights, direction);
        parametrization.pullBack(theta, direction, move);
        double keep = 1;
        if (!decay.isNone()) {
            if (coupling == SteepestField.Coupling.COUPLED) {
                double lambda = decay.at(time);
                for (int i = 0; i < move.length; i++) {
                    move[i] += lambda * theta[i];
                }
            } else {
                keep = Math.exp(decay.dose(time) - decay.dose(time + stepSize));
            }
        }
        field.accept(move, move);
        for (int i = 0; i < theta.length; i++) {
            theta[i] = keep * theta[i] - stepSize * move[i];
        }
        time += stepSize;
        normalisedTime += loss * stepSize;
        steps++;
        evaluate();
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("adjustable", new double[] {stepSize});
        saved.put("state", theta.clone());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        stepSize = Saved.array(saved, "adjustable", 1)[0];
        System.arraycopy(Saved.array(saved, "state", theta.length), 0, theta, 0, theta.length);
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        stepSize = settings.real(Descent.STEP_SIZE);
    }
}
