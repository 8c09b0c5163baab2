package org.mirrorflow.sim.claim.map;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearClassification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SteepestPotential;
import org.mirrorflow.theory.predict.Interpolator;
import org.mirrorflow.theory.predict.PotentialMinimizer;

/** A5. The seed draws the data; seed 1 is the pair of reference problems. */
public final class OptimalAtEveryTime extends MapClaim {

    private static final List<String> MAPS = List.of(
            "{\"kind\": \"euclidean\"}",
            "{\"kind\": \"hyperbolic-entropy\", \"beta\": 0.1}",
            "{\"kind\": \"cosh\"}",
            "{\"kind\": \"p-norm\", \"p\": 1.5}",
            "{\"kind\": \"hyperbolic-aware\", \"alpha\": 10}",
            "{\"kind\": \"quadratic-plus-power\"}",
            "{\"kind\": \"x-sinh\"}");

    /** Maps with a finite metric at 0, the start. */
    private static final List<String> SMOOTH = List.of(MAPS.get(0), MAPS.get(1), MAPS.get(2), MAPS.get(4), MAPS.get(6));

    private static final String FLOW = "{\"kind\": \"mirror-flow\", \"tolerance\": 1e-11}";
    private static final int TIMES = 10;

    /** The entry found by the catalogue. */
    public OptimalAtEveryTime() {
        super(new Words(
                "A5",
                "Optimal at every time",
                "x_t = \\arg\\min\\{D_R(x,x_0): Zx = Zx_t\\},\\quad \\theta_t = \\arg\\min\\{R(\\theta): A\\theta\\geq A\\theta_t\\}",
                "Not only in the limit: at every time a mirror flow is the point of least divergence from its start among all"
                        + " with the same fit, or with margins as large.",
                "At ten times, for seven maps on regression and five on separable data, the weights lie within 1e-6 of the"
                        + " convex optimum with the same fit or margins, whose multipliers are not negative.",
                "stated for the limit: Jacobs and Burkholz 2025 (arXiv 2408.09966), optimality theorem; at every time derived,"
                        + " checked",
                Paper.CONTINUOUS_SPARSIFICATION));
    }

    private static Specification regressionRun(long seed, String model) {
        return specification("Optimal at every time", seed, regression(seed), model, FLOW);
    }

    private static Specification classificationRun(long seed, String model) {
        String problem = seed == 1
                ? "{\"kind\": \"reference-classification\"}"
                : "{\"kind\": \"separable-classification\", \"samples\": 4, \"features\": 9, \"sparsity\": 2}";
        return specification("Margins at every time", seed, problem, model, FLOW);
    }

    private static Specification signFlow(long seed) {
        return specification(
                "Sign flow",
                seed,
                regression(seed),
                "{\"kind\": \"product\", \"depth\": 2, \"initial-scale\": 0.5}",
                "{\"kind\": \"steepest-flow\", \"exponent\": 1, \"tolerance\": 1e-7, \"smallest-step\": 1e-3}");
    }

    @Override
    public List<Specification> experiments() {
        return List.of(regressionRun(1, MAPS.get(1)), classificationRun(1, MAPS.get(1)));
    }

    @Override
    public List<Check> checks() {
        return List.of(
                Check.residual(
                        "regression", "largest distance to the optimum with the same fit, relative to its size", 1e-6),
                Check.residual("classification", "the same with the same margins", 1e-6),
                Check.residual(
                        "multipliers",
                        "largest negative multiplier of a margin, relative to the largest multiplier",
                        1e-6),
                Check.control(
                        "sign-flow", "the same distance for sign flow, whose gradient leaves the row space", 1e-3));
    }

    @Override
    public void run(long seed, Trial trial) {
        double regression = 0;
        double classification = 0;
        double negative = 0;
        for (String model : MAPS) {
            Experiment experiment = experiment(regressionRun(seed, model));
            SeparableMirrorMap map = experiment.model().potential().orElseThrow();
            DMatrixRMaj z = ((LinearRegression) experiment.problem()).design();
            Dynamics flow = experiment.newDynamics();
            for (int k = 0; k < TIMES; k++) {
                double until = 0.02 * Math.pow(1.8, k);
                while (flow.time() < until) {
                    flow.advance(until);
                }
                trial.checkpoint();
                regression = Math.max(regression, distance(optimum(map, z, flow.weights()), flow.weights()));
            }
        }
        for (String model : SMOOTH) {
            Experiment margins = experiment(classificationRun(seed, model));
            SeparableMirrorMap potential = margins.model().potential().orElseThrow();
            DMatrixRMaj rows = ((LinearClassification) margins.problem()).rows();
            Dynamics descent = margins.newDynamics();
            for (int k = 0; k < TIMES; k++) {
                double until = 0.05 * Math.pow(1.8, k);
                while (descent.time() < until) {
                    descent.advance(until);
                }
                trial.checkpoint();
                Interpolator optimum = optimum(potential, rows, descent.weights());
                classification = Math.max(classification, distance(optimum, descent.weights()));
                double largest = 0;
                double least = 0;
                for (double c : optimum.dual()) {
                    largest = Math.max(largest, Math.abs(c));
                    least = Math.min(least, c);
                }
                negative = Math.max(negative, -least / largest);
            }
        }
        trial.record("regression", regression);
        trial.record("classification", classification);
        trial.record("multipliers", negative);
        trial.record("sign-flow", control(seed, trial));
    }

    /** Sign flow on a product of two factors from (0, ½): its own potential, at the same times. */
    private static double control(long seed, Trial trial) {
        Experiment experiment = experiment(signFlow(seed));
        DMatrixRMaj z = ((LinearRegression) experiment.problem()).design();
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new SteepestPotential(2, 1, 0.5), z.numCols);
        Dynamics flow = experiment.newDynamics();
        double largest = 0;
        for (int k = 1; k <= TIMES; k++) {
            double until = 0.1 * k;
            while (flow.time() < until) {
                flow.advance(until);
            }
            trial.checkpoint();
            largest = Math.max(largest, distance(optimum(map, z, flow.weights()), flow.weights()));
        }
        return largest;
    }

    private static Interpolator optimum(SeparableMirrorMap map, DMatrixRMaj z, double[] x) {
        double[] fit = new double[z.numRows];
        for (int i = 0; i < z.numRows; i++) {
            for (int j = 0; j < z.numCols; j++) {
                fit[i] += z.get(i, j) * x[j];
            }
        }
        return new PotentialMinimizer(map).predict(z, fit);
    }

    private static double distance(Interpolator optimum, double[] x) {
        double square = 0;
        double size = 0;
        for (int j = 0; j < x.length; j++) {
            double difference = optimum.weights()[j] - x[j];
            square += difference * difference;
            size += x[j] * x[j];
        }
        return Math.sqrt(square / size);
    }
}
