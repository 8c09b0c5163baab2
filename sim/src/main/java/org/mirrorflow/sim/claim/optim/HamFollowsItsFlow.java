package org.mirrorflow.sim.claim.optim;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.problem.ProblemFamily;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.DirectWeights;
import org.mirrorflow.theory.weights.SeededRandom;

/** HM-1: HAM is the flow θ̇ = −(1 + α|θ|)∇f − βθ to first order in the step size. */
public final class HamFollowsItsFlow extends OptimClaim {

    private static final double ALPHA = 5;
    private static final double BETA = 0.2;
    private static final double TIME = 2;

    public HamFollowsItsFlow() {
        super(
                new Words(
                        "HM-1",
                        "The flow of HAM",
                        "\\dot\\theta=-(1+\\alpha|\\theta|)\\nabla f-\\beta\\theta",
                        "HAM's steps, in either order of its two halves, follow θ̇ = −(1 + α|θ|)∇f − βθ with an error proportional"
                                + " to the step size.",
                        "At t = 2 the distance to the flow, integrated by an eighth-order method, halves with the step: the"
                                + " measured order over steps 0.02, 0.01, 0.005 is 1 to 0.15.",
                        "Jacobs et al. 2026 (arXiv 2506.02630); stated, checked"),
                true,
                List.of(SparseRegression.specification(
                        "HAM", 1, "{\"kind\": \"ham\", \"alpha\": 5, \"beta\": 0.2, \"step-size\": 0.01}")),
                Check.residual("order", "distance of the measured order in the step size from 1, descent first", 0.15),
                Check.residual("order-reversed", "the same, hyperbolic step first", 0.15),
                Check.residual("error", "relative distance to the flow at step 0.005", 0.02),
                Check.control(
                        "plain",
                        "relative distance of plain descent at step 0.005 to the same flow, which is not its own",
                        0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        Problem problem = problem(seed);
        double[] start = new double[problem.dimension()];
        SeededRandom random = new SeededRandom(seed, "start");
        for (int i = 0; i < start.length; i++) {
            start[i] = (random.nextDouble() < 0.5 ? -1 : 1) * (0.2 + random.nextDouble());
        }
        double[] flow = flow(problem.copy(), start);
        double[] forward = new double[3];
        double[] reversed = new double[3];
        double[] steps = {0.02, 0.01, 0.005};
        for (int k = 0; k < 3; k++) {
            trial.checkpoint();
            forward[k] = Norms.relativeDistance(
                    end(problem, start, "ham", Map.of("alpha", ALPHA, "beta", BETA, "step-size", steps[k]), steps[k]),
                    flow);
            reversed[k] = Norms.relativeDistance(reversed(problem.copy(), start, steps[k]), flow);
        }
        trial.record("order", Math.abs(Math.log(forward[0] / forward[2]) / Math.log(4) - 1));
        trial.record("order-reversed", Math.abs(Math.log(reversed[0] / reversed[2]) / Math.log(4) - 1));
        trial.record("error", Math.max(forward[2], reversed[2]));
        trial.record(
                "plain",
                Norms.relativeDistance(
                        end(problem, start, "gradient-descent", Map.of("step-size", steps[2]), steps[2]), flow));
    }

    /** Overdetermined, so that no weight is drawn to exactly 0 from far away. */
    private static Problem problem(long seed) {
        ProblemFamily family = Components.PROBLEMS.get("linear-regression");
        try {
            return family.create(
                    Settings.of(family.parameters(), Map.of("samples", 60, "features", 20, "sparsity", 10)),
                    seed,
                    Path.of(""));
        } catch (ProblemException e) {
            throw new IllegalStateException("a generated regression needs no files", e);
        }
    }

    private static double[] end(Problem problem, double[] start, String kind, Map<String, ?> settings, double step) {
        DynamicsFamily family = Components.DYNAMICS.get(kind);
        Dynamics run = family.create(
                Settings.of(family.parameters(), settings), problem, new Model.Factored(new DirectWeights(start)), 0);
        long count = Math.round(TIME / step);
        while (run.steps() < count) {
            run.advance(Double.POSITIVE_INFINITY);
        }
        return run.weights();
    }

    /** The two halves in the other order. */
    private static double[] reversed(Problem problem, double[] start, double step) {
        double[] theta = start.clone();
        double[] gradient = new double[theta.length];
        var view = new org.mirrorflow.theory.optim.DenseTensor(theta, 0, theta.length, 1);
        var slope = new org.mirrorflow.theory.optim.DenseTensor(gradient, 0, theta.length, 1);
        var optimizer = OneStep.composed(view, true, ALPHA, BETA);
        long count = Math.round(TIME / step);
        for (long k = 0; k < count; k++) {
            problem.lossAndGradient(theta, gradient);
            optimizer.step(view, slope, step);
        }
        return theta;
    }

    private static double[] flow(Problem problem, double[] start) {
        double[] gradient = new double[start.length];
        double[] end = start.clone();
        new DormandPrince853Integrator(1e-12, 0.1, 1e-12, 1e-12)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return start.length;
                            }

                            @Override
                            public void computeDerivatives(double t, double[] theta, double[] rate) {
                                problem.lossAndGradient(theta, gradient);
                                for (int i = 0; i < theta.length; i++) {
                                    rate[i] = -(1 + ALPHA * Math.abs(theta[i])) * gradient[i] - BETA * theta[i];
                                }
                            }
                        },
                        0,
                        start,
                        TIME,
                        end);
        return end;
    }
}
