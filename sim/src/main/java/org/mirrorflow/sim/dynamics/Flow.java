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
    private boolean fine;

    /** What is to be added to {@link #time} beyond its last digit. */
    private double carry;

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
        this(problem, integrator, start, weightsOfState, factors, decay, false);
    }

    /**
     * @param fine whether time is kept in two parts, so that steps far below the spacing of doubles at t still count: after a
     *     wait of 1e16 a saddle is left within a time of 1. For autonomous systems that cannot explode.
     */
    Flow(
            Problem problem,
            Integrator integrator,
            double[] start,
            WeightsOfState weightsOfState,
            boolean factors,
            DecayClock decay,
            boolean fine) {
        this.fine = fine;
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
        double limit = Math.min(until, decay.pieceEnd());
        if (fine) {
            step(limit);
        } else {
            time = integrator.step(time, state, limit);
        }
        steps++;
        evaluate();
        // The trapezoidal rule: this is an axis, not a prediction.
        normalisedTime += 0.5 * (lossBefore + loss) * (time - before);
    }

    /** One step in local time, added to the two parts of t (Kahan). */
    private void step(double limit) {
        double left = limit - time - carry;
        double h = integrator.step(0, state, left > 0 ? left : Math.ulp(limit));
        if (h >= left) {
            time = limit;
            carry = 0;
            return;
        }
        double sum = time + (h + carry);
        carry = (time - sum) + (h + carry);
        time = sum;
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("state", state.clone());
        saved.put("integrator", integrator.memory());
        if (fine) {
            saved.put("carry", new double[] {carry});
        }
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
        fine = saved.containsKey("carry");
        carry = fine ? Saved.array(saved, "carry", 1)[0] : 0;
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        Schedule changed = Decay.of(settings);
        if (decay.change(from, changed)) {
            if (fine && !decay.constant()) {
                // From now on the field depends on time, which is no longer local.
                fine = false;
                carry = 0;
            }
            integrator.restart();
        }
    }
}
