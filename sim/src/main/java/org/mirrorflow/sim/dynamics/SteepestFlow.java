package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;

/** A flow whose field may jump, moved by {@link CrossingRungeKutta} and landing on every jump of its decay schedule. */
final class SteepestFlow implements Dynamics, Chattering {

    private final Problem problem;
    private final CrossingRungeKutta integrator;
    private final Schedule decay;
    private final double[] state;
    private final BiConsumer<double[], double[]> weightsOfState;
    private final boolean factors;
    private final double[] weights;
    private final double[] gradient;
    private final double[] previous;
    private double loss;
    private double time;
    private double normalisedTime;
    private double chatter;
    private long steps;

    SteepestFlow(
            Problem problem,
            CrossingRungeKutta integrator,
            Schedule decay,
            double[] start,
            BiConsumer<double[], double[]> weightsOfState,
            boolean factors) {
        this.problem = problem;
        this.integrator = integrator;
        this.decay = decay;
        this.state = start;
        this.weightsOfState = weightsOfState;
        this.factors = factors;
        this.weights = new double[problem.dimension()];
        this.gradient = new double[problem.dimension()];
        this.previous = new double[problem.dimension()];
        evaluate();
    }

    private void evaluate() {
        weightsOfState.accept(state, weights);
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

    @Override
    public double loss() {
        return loss;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double chatter() {
        return chatter;
    }

    @Override
    public void advance(double until) {
        double before = time;
        double lossBefore = loss;
        System.arraycopy(weights, 0, previous, 0, weights.length);
        double jump = nextJump();
        integrator.endOfPiece(jump);
        time = integrator.step(time, state, Math.min(until, jump));
        steps++;
        evaluate();
        chatter = integrator.forced() ? change() : 0;
        // The trapezoidal rule: this is an axis, not a prediction.
        normalisedTime += 0.5 * (lossBefore + loss) * (time - before);
    }

    private double nextJump() {
        return decay.isNone() ? Double.POSITIVE_INFINITY : decay.nextBreak(time);
    }

    private double change() {
        double largest = 0;
        for (int i = 0; i < weights.length; i++) {
            largest = Math.max(largest, Math.abs(weights[i] - previous[i]));
        }
        return largest;
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime, chatter});
        saved.put("state", state.clone());
        saved.put("integrator", integrator.memory());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 4);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        chatter = clock[3];
        System.arraycopy(Saved.array(saved, "state", state.length), 0, state, 0, state.length);
        integrator.restore(Saved.array(saved, "integrator", integrator.memory().length));
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        // A flow has nothing to adjust: its tolerance belongs to its start.
    }
}
