package org.mirrorflow.sim.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;

/** Observables and limits of composed optimizers. */
class CompositionObservablesTest {

    private static History history(Object... more) throws Exception {
        Object[] changes = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"model.kind", "direct", "dynamics.kind", "horst", "stop.steps", 20}, 0, changes, 0, 6);
        System.arraycopy(more, 0, changes, 6, more.length);
        return Specs.finished(changes).history();
    }

    @Test
    void theOrderGapIsOfFirstOrderInTheStepAndVanishesWithTheHyperbolicStep() throws Exception {
        History coarse = history("dynamics.step-size", 2e-4);
        History fine = history("dynamics.step-size", 1e-4);
        History none = history("dynamics.step-size", 1e-4, "dynamics.alpha", 0);
        assertTrue(Double.isNaN(fine.value("order-gap", 0)));
        double ratio = coarse.value("order-gap", 1) / fine.value("order-gap", 1);
        assertEquals(2, ratio, 0.05);
        assertEquals(0, none.value("order-gap", 1), 1e-12);
        assertFalse(history("dynamics.coupling", "raw").has("order-gap"));
    }

    @Test
    void pruningKeepsTheLargestAndNormsAreThoseOfTheWeights() throws Exception {
        double[] kept = new double[5];
        Pruning.prune(new double[] {3, -0.1, 0.2, -4, 0.3}, 0.6, new double[5], kept);
        assertArrayEquals(new double[] {3, 0, 0, -4, 0}, kept);
        Run run = Specs.finished("model.kind", "direct", "dynamics.kind", "adamw", "stop.steps", 300);
        History history = run.history();
        int last = history.size() - 1;
        double[] w = history.weights(last);
        assertEquals(Norms.max(w), history.value("linf-norm", last));
        assertEquals(Norms.max(w) / Norms.l2(w), history.value("linf-l2-ratio", last), 1e-15);
        assertEquals(Math.pow(history.value("l1-l2-ratio", last), 2), history.value("effective-sparsity", last), 1e-12);
        LinearRegression regression = (LinearRegression) run.experiment().problem();
        double[] pruned = new double[w.length];
        Pruning.prune(w, 0.8, new double[w.length], pruned);
        assertEquals(
                Math.sqrt(2 * regression.loss(pruned)) / Norms.l2(regression.targets()),
                history.value("pruned-residual-80", last),
                1e-12);
    }

    /** The flow of HAM ends at the minimiser of R_α: the distance of small steps halves with the step. */
    @Test
    void smallStepsOfHamEndAtTheMinimiserOfItsPotential() throws Exception {
        double[] distances = new double[2];
        for (int i = 0; i < 2; i++) {
            Run run = Specs.finished(
                    "model.kind",
                    "direct",
                    "dynamics.kind",
                    "ham",
                    "dynamics.alpha",
                    30,
                    "dynamics.step-size",
                    i == 0 ? 4e-3 : 2e-3,
                    "stop.loss",
                    1e-16);
            double[] limit =
                    run.experiment().prediction(Prediction.LIMIT).orElseThrow().weights();
            History history = run.history();
            distances[i] = Norms.relativeDistance(history.weights(history.size() - 1), limit);
        }
        assertTrue(distances[0] < 0.02, "at the larger step: " + distances[0]);
        assertEquals(2, distances[0] / distances[1], 0.3);
        assertTrue(Specs.experiment("model.kind", "direct", "dynamics.kind", "horst")
                .prediction(Prediction.LIMIT)
                .isEmpty());
    }
}
