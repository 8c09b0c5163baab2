package org.mirrorflow.sim.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.Reparametrization;

/** A flow of second order in time on the factors, from rest. */
final class InertialFlow implements Dynamics {

    private final Problem problem;
    private final Reparametrization parametrization;
    private final Integrator integrator;
    private final double[] full;
    private final double[] theta;
    private final double[] weights;
    private final double[] gradient;
    private double loss;
    private double time;
    private double normalisedTime;
    private long steps;

    /** @param friction γ, or NaN for Nesterov's 3/t */
    InertialFlow(Problem problem, Reparametrization parametrization, double friction, double tolerance) {
        this.problem = problem.copy();
        this.parametrization = parametrization;
        this.integrator = new DormandPrince(new InertialSystem(problem.copy(), parametrization, friction, tolerance));
        this.theta = parametrization.start();
        this.full = new double[2 * theta.length + 1];
        this.weights = new double[parametrization.dimension()];
        this.gradient = new double[parametrization.dimension()];
        System.arraycopy(theta, 0, full, 0, theta.length);
        evaluate();
    }

    private void evaluate() {
        System.arraycopy(full, 0, theta, 0, theta.length);
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
        return true;
    }

    @Override
    public boolean movesFactors() {
        return true;
    }

    @Override
    public double[] state() {
        return theta;
    }

    /** ½‖θ̇‖² + f, which friction only takes away from. */
    double energy() {
        double kinetic = 0;
        for (int i = 0; i < theta.length; i++) {
            kinetic += full[theta.length + i] * full[theta.length + i];
        }
        return 0.5 * kinetic + loss;
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
        time = integrator.step(time, full, until);
        steps++;
        evaluate();
        // The trapezoidal rule: this is an axis, not a prediction.
        normalisedTime += 0.5 * (lossBefore + loss) * (time - before);
    }

    @Override
    public Map<String, double[]> save() {
        Map<String, double[]> saved = new LinkedHashMap<>();
        saved.put("clock", new double[] {time, steps, normalisedTime});
        saved.put("state", full.clone());
        saved.put("integrator", integrator.memory());
        return saved;
    }

    @Override
    public void restore(Map<String, double[]> saved) {
        double[] clock = Saved.array(saved, "clock", 3);
        double[] state = Saved.array(saved, "state", full.length);
        double[] memory = Saved.array(saved, "integrator", integrator.memory().length);
        time = clock[0];
        steps = (long) clock[1];
        normalisedTime = clock[2];
        System.arraycopy(state, 0, full, 0, full.length);
        integrator.restore(memory);
        evaluate();
    }

    @Override
    public void adjust(double from, Settings settings) {
        // A flow has nothing to adjust: friction and tolerance belong to its start.
    }
}
