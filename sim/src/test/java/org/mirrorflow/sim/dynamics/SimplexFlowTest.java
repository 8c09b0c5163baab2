package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.SimplexEntropy;

/** Mirror flow of distributions, the replicator dynamics. */
class SimplexFlowTest {

    /** f(x) = ⟨c, x⟩. */
    private record Linear(double[] c) implements Problem {

        @Override
        public int dimension() {
            return c.length;
        }

        @Override
        public double loss(double[] w) {
            double sum = 0;
            for (int i = 0; i < c.length; i++) {
                sum += c[i] * w[i];
            }
            return sum;
        }

        @Override
        public double lossAndGradient(double[] w, double[] gradient) {
            System.arraycopy(c, 0, gradient, 0, c.length);
            return loss(w);
        }

        @Override
        public String description() {
            return "a linear loss";
        }

        @Override
        public String digest() {
            return "0".repeat(64);
        }

        @Override
        public Optional<double[]> planted() {
            return Optional.empty();
        }

        @Override
        public Problem copy() {
            return this;
        }
    }

    /** xᵢ(t) ∝ xᵢ(0) exp(−cᵢt), and the mean falls at the rate of its variance. */
    @Test
    void underALinearLossSharesGrowExponentiallyAndAreNormalised() {
        double[] c = {0.5, -1, 0.25, 2};
        double[] start = {0.1, 0.2, 0.3, 0.4};
        DynamicsFamily family = Components.DYNAMICS.get("mirror-flow");
        Dynamics flow = family.create(
                Settings.defaults(family.parameters()),
                new Linear(c),
                new Model.Mirrored(new SimplexEntropy(4), start),
                1);
        for (double until : new double[] {0.1, 1, 5, 30}) {
            while (flow.time() < until) {
                flow.advance(until);
            }
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += start[i] * Math.exp(-c[i] * until);
            }
            for (int i = 0; i < 4; i++) {
                double share = start[i] * Math.exp(-c[i] * until) / sum;
                assertEquals(share, flow.weights()[i], 1e-12 * share + 1e-15, "x" + i + " at t = " + until);
            }
        }
    }

    /** From the specification on: the weights stay a distribution, and the loss falls to its least value among those. */
    @Test
    void weightsOfARegressionStayShares() throws ProblemException {
        Run run = Run.start(Experiment.of(
                SpecificationCodec.parse(
                        "{\"schema\": 1, \"seed\": 4, \"problem\": {\"kind\": \"linear-regression\", \"samples\": 3,"
                                + " \"features\": 8, \"sparsity\": 2}, \"model\": {\"kind\": \"simplex-entropy\"},"
                                + " \"dynamics\": {\"kind\": \"mirror-flow\"}, \"stop\": {\"time\": 20}}",
                        "the test"),
                Path.of(".")));
        while (run.advance()) {
            assertTrue(run.steps() < 100_000);
        }
        History history = run.history();
        for (int row = 0; row < history.size(); row++) {
            double sum = 0;
            for (double x : history.weights(row)) {
                assertTrue(x > 0);
                sum += x;
            }
            assertEquals(1, sum, SimplexEntropy.SLACK);
            assertTrue(row == 0 || history.value("loss", row) <= history.value("loss", row - 1));
        }
    }
}
