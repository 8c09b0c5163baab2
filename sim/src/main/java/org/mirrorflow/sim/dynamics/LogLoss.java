package org.mirrorflow.sim.dynamics;

import java.util.Optional;
import org.mirrorflow.sim.problem.MarginProblem;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.weights.Layout;

/**
 * log f in place of f: its flow in ordinary time is the flow of f in normalised time ds = f dt, because
 * ∇f dt = (∇f/f) ds = ∇ log f ds.
 */
record LogLoss(MarginProblem problem) implements Problem {

    @Override
    public int dimension() {
        return problem.dimension();
    }

    @Override
    public double loss(double[] w) {
        return problem.logLoss(w);
    }

    @Override
    public double lossAndGradient(double[] w, double[] gradient) {
        return problem.logLossAndGradient(w, gradient);
    }

    @Override
    public Layout layout() {
        return problem.layout();
    }

    @Override
    public boolean attainsInfimum() {
        return false;
    }

    @Override
    public String description() {
        return problem.description();
    }

    @Override
    public String digest() {
        return problem.digest();
    }

    @Override
    public Optional<double[]> planted() {
        return problem.planted();
    }

    @Override
    public LogLoss copy() {
        return new LogLoss(problem.copy());
    }
}
