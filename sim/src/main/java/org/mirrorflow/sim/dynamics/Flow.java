package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;

/** A flow in continuous time: a system, its state and the integrator that moves it. */
final class Flow implements Dynamics {

    private final Integrator integrator;
    private final double[] state;
    private final WeightsOfState weightsOfState;
    private final DecayClock decay;
    private final boolean factors;
    private final Problem problem;
    private final double[] weights;
    private final double[] gradient;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    /** w as a function of the time and the state. */
    @FunctionalInterface
    interface WeightsOfState {

        void write(double time, double[] state, double[] weights);
    }

    Flow(
            Problem problem,
            Integrator integrator,
            double[] start,
            BiConsumer<double[], double[]> weightsOfState,
            boolean factors) {
        this(
                problem,
                integrator,
                start,
                (time, state, weights) -> weightsOfState.accept(state, weights),
                factors,
                new DecayClock(Schedule.NONE));
    }

    /** @param decay the clock that the system reads too */
    Flow(
            Problem problem,
            Integrator integrator,
            double[] start,
            WeightsOfState weightsOfState,
            boolean factors,
            DecayClock decay) {
        this.decay = decay;
        this.problem = problem;
        this.integrator = integrator;
        this.state = start;
        this.weightsOfState = weightsOfState;
        this.factors = factors;
        this.weights = new double[problem.dimension()];
        this.gradient = new double[problem.dimension()];
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
    public double dose() {
        return decay.dose(time);
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

    private void evaluate() {
        weightsOfState.write(time, state, weights);
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
        double before = time;
        double lossBefore = loss;
        if (decay.enter(time)) {
            integrator.restart();
        }
        time = integrator.step(time, state, Math.min(until, decay.pieceEnd()));
        steps++;
        evaluate();
        // The trapezoidal rule: this is an axis, not a prediction.
        normalisedTime += 0.5 * (lossBefore + loss) * (time - before);
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("state", state.clone());
        saved.put("integrator", integrator.memory());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        System.arraycopy(Saved.array(saved, "state", state.length), 0, state, 0, state.length);
        integrator.restore(Saved.array(saved, "integrator", integrator.memory().length));
        decay.enter(time);
        evaluate();
    }

    @Override
    public void adjust(Settings settings) {
        // A flow has nothing to adjust: its tolerance belongs to its start.
    }
}
