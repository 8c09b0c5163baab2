package org.mirrorflow.sim.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.curve.SparseGradientLaw;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.limit.SingleNeuronLimit;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.TheoryCurve;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.predict.SignRecovery;

/** Observables, curves and verdicts of sparse training, fine-tuning and signs, on runs small enough to know. */
class SparseObservablesTest {

    private static Run run(String problem, String dynamics, int steps) throws ProblemException {
        return Specs.finished(Experiment.of(
                SpecificationCodec.parse(
                        "{\"schema\": 1, \"seed\": 2, \"problem\": " + problem
                                + ", \"model\": {\"kind\": \"direct\"}, \"dynamics\": " + dynamics
                                + ", \"stop\": {\"steps\": " + steps + ", \"loss\": 1e-14}}",
                        "the test"),
                Path.of(".")));
    }

    @Test
    void exponentsAndDensitiesOfALayerByHand() {
        SparseLayer layer = new SparseLayer(1, 2, 4);
        double[] w = {9, 1, 0, 0, 2, 3, 4, 5, 6};
        double[] gradient = {9, 3, 7, 7, 4, 1, 1, 1, 1};
        assertEquals(0.5, layer.densities(w)[0]);
        assertEquals(1, layer.densities(w)[1]);
        double[] rms = new double[2];
        layer.rms(w, gradient, rms);
        assertEquals(Math.sqrt(12.5), rms[0], 1e-15);
        assertEquals(1, rms[1], 1e-15);
        double[] speed = new double[2];
        layer.angularSpeed(w, gradient, speed);
        assertEquals(5 / Math.sqrt(5), speed[0], 1e-15);
        // Rows of squares 25 and 4, multiplied by 2 and 1: (50 + 4)/√(29 · 104).
        assertEquals(54 / Math.sqrt(29.0 * 104), layer.cosine(w, gradient, new double[] {2, 1}), 1e-15);
        assertEquals(-1.5, SparseLayer.exponent(new double[] {1, 4, 16}, new double[] {8, 1, 0.125}), 1e-14);
        assertTrue(Double.isNaN(SparseLayer.exponent(new double[] {2, 2}, new double[] {1, 3})));
    }

    @Test
    void theHyperbolaRatioAndTheRankCorrelationByHand() {
        double[] w = new double[101];
        double[] g = new double[101];
        for (int i = 0; i < 100; i++) {
            w[i + 1] = (i % 2 == 0 ? 1 : -1) * (i + 1);
            g[i + 1] = 1.0 / (i + 1);
        }
        WeightGradientPlane plane = new WeightGradientPlane(1, 100);
        // The largest gradient is at |w| = 1; the 80 smallest are at |w| = 21 … 100.
        assertEquals(0.01, plane.ratio(w, g), 1e-15);
        assertEquals(-1, plane.spearman(w, g), 1e-14);
        assertEquals(1, plane.spearman(w, w), 1e-14);
        double[] tied = {0, 1, 1, 2, 3};
        // Ranks 0.5 0.5 2 3 against 0 1 2 3.
        WeightGradientPlane four = new WeightGradientPlane(1, 4);
        assertEquals(4.5 / Math.sqrt(4.5 * 5), four.spearman(tied, new double[] {0, 1, 2, 3, 4}), 1e-14);
    }

    @Test
    void amplificationIsReadAtTheStartAndItsStatementHolds() throws ProblemException {
        Run run = run(
                "{\"kind\": \"batch-norm-regression\", \"targets\": \"noise\", \"neurons\": 64, \"samples\": 200, \"inputs\": 300}",
                "{\"kind\": \"sgd\", \"step-size\": 0.05, \"momentum\": 0}",
                3);
        History history = run.history();
        // Computed a second time outside this program, from the seed on.
        assertEquals(-0.4506165866374766, history.value("bn-grad-slope", 0), 1e-9);
        assertEquals(-0.4556651994937994, history.value("angular-speed-slope", 0), 1e-9);
        assertEquals(-0.5, history.value("bn-grad-slope", 0), 0.08);
        assertEquals(-0.5, history.value("angular-speed-slope", 0), 0.1);
        List<TheoryCurve> curves = new SparseGradientLaw().curves(run.experiment(), history);
        assertEquals(3, curves.size());
        for (TheoryCurve curve : curves) {
            assertEquals(curve.values()[0], history.value(curve.quantity(), 0), 0.08, curve.quantity());
        }
        assertEquals(
                Verdict.Status.HOLDS,
                Verdicts.of(run.experiment(), history, run.outcome()).stream()
                        .filter(verdict -> verdict.id().equals("bn-grad-slope"))
                        .findFirst()
                        .orElseThrow()
                        .status());
        Experiment even = Experiment.of(
                run.experiment()
                        .specification()
                        .with("problem.least-density", 0.5)
                        .with("problem.greatest-density", 0.5),
                Path.of("."));
        assertFalse(Run.OBSERVABLES.get("bn-grad-slope").applies(even, even.newDynamics()));
        assertFalse(new SparseGradientLaw().applies(even));
    }

    @Test
    void fineTuningIsMeasuredAgainstItsStart() throws ProblemException {
        Run run = run(
                "{\"kind\": \"fine-tuning\", \"rows\": 40, \"width\": 8, \"pretraining\": 60}",
                "{\"kind\": \"nano-adam\", \"step-size\": 0.01, \"density\": 0.2, \"last-density\": 0.2}",
                20);
        History history = run.history();
        int last = history.size() - 1;
        for (String id : List.of("touched-fraction", "l2-shift", "large-neuron-drift")) {
            assertEquals(0, history.value(id, 0), id);
            assertTrue(history.value(id, last) > 0 || id.equals("large-neuron-drift"), id);
        }
        double[] start = run.experiment().problem().startWeights().orElseThrow();
        double shift = 0;
        int touched = 0;
        for (int i = 0; i < start.length; i++) {
            shift = Math.hypot(shift, history.weights(last)[i] - start[i]);
            touched += history.weights(last)[i] != start[i] ? 1 : 0;
        }
        assertEquals(shift, history.value("l2-shift", last), 1e-12);
        assertEquals((double) touched / start.length, history.value("touched-fraction", last), 1e-15);
        for (String id : List.of("test-accuracy", "task-1-accuracy")) {
            assertTrue(history.value(id, last) >= 0 && history.value(id, last) <= 1, id);
        }
        assertTrue(Math.abs(history.value("gw-spearman", 0)) <= 1);
    }

    @Test
    void masksAndScalesAreReadOffTheOptimizer() throws ProblemException {
        String iris = "{\"kind\": \"mlp-on-sample-data\", \"data-set\": \"iris\", \"rows\": 30, \"hidden-layers\": 1,"
                + " \"width\": 6}";
        Run masked =
                run(iris, "{\"kind\": \"sgd\", \"step-size\": 0.1, \"mask\": \"random\", \"mask-sparsity\": 0.5}", 5);
        assertEquals(0.5, masked.history().value("mask-density", 0), 1e-15);
        Run split = run(
                iris,
                "{\"kind\": \"sign-in\", \"step-size\": 0.5, \"momentum\": 0, \"beta\": \"2\", \"reset-interval\": 10}",
                19);
        double[] least = split.history().column("beta-least");
        assertEquals(2, least[0], 1e-12);
        assertEquals(2, least[10], 1e-12);
        assertTrue(least[9] < 2 && least[9] > 0);
        for (int i = 1; i < 10; i++) {
            assertTrue(least[i] <= least[i - 1] * (1 + 1e-12));
        }
        assertTrue(split.history().value("beta-median", 9) >= least[9]);
        // Products in the model are read from the factors.
        Run product = Specs.finished("model.kind", "hadamard-product", "stop.steps", 30);
        assertEquals(0.02, product.history().value("beta-least", 0), 1e-15);
    }

    /** Against the masks themselves, gathered step by step from the same dynamics. */
    @Test
    void explorationCountsEveryMaskAndSurvivesAResume() throws ProblemException {
        String iris = "{\"kind\": \"mlp-on-sample-data\", \"data-set\": \"iris\", \"rows\": 30, \"hidden-layers\": 2,"
                + " \"width\": 6}";
        String set = "{\"kind\": \"sgd\", \"step-size\": 0.1, \"mask\": \"set\", \"mask-sparsity\": 0.75,"
                + " \"mask-interval\": 3, \"mask-end\": 30}";
        Run run = run(iris, set, 24);
        Dynamics again = run.experiment().newDynamics();
        Dynamics resumed = run.experiment().newDynamics();
        List<boolean[]> ever = new ArrayList<>();
        double rate = 0;
        for (int step = 0; step <= 24; step++) {
            int live = 0;
            int all = 0;
            int block = 0;
            for (double[] mask : Remembered.named(again, "mask")) {
                if (step == 0) {
                    ever.add(new boolean[mask.length]);
                }
                for (int i = 0; i < mask.length; i++) {
                    ever.get(block)[i] |= mask[i] != 0;
                    live += ever.get(block)[i] ? 1 : 0;
                }
                all += mask.length;
                block++;
            }
            assertTrue((double) live / all >= rate);
            rate = (double) live / all;
            assertEquals(rate, run.history().value("exploration-rate", step), 1e-15, "step " + step);
            if (step == 12) {
                resumed.restore(again.save());
            } else if (step > 12) {
                resumed.advance(Double.POSITIVE_INFINITY);
                assertEquals(rate, ExplorationRate.of(resumed), 1e-15, "resumed, step " + step);
            }
            again.advance(Double.POSITIVE_INFINITY);
        }
        assertEquals(run.history().value("mask-density", 0), run.history().value("exploration-rate", 0), 1e-15);
        assertTrue(rate > 1.5 * run.history().value("mask-density", 24));
        Run fixed = run(iris, set.replace("\"set\"", "\"random\""), 5);
        assertEquals(fixed.history().value("mask-density", 5), fixed.history().value("exploration-rate", 5), 1e-15);
        Experiment dense =
                run(iris, "{\"kind\": \"sgd\", \"step-size\": 0.1}", 1).experiment();
        assertFalse(Run.OBSERVABLES.get("exploration-rate").applies(dense, dense.newDynamics()));
    }

    /** The limit of plain flow from (w, a) = (½, 0.2·…) solved by hand: aw = 1 and a² − w² as at the start. */
    @Test
    void aSingleNeuronEndsWhereItsBalanceSays() throws ProblemException {
        Run flow = run("{\"kind\": \"single-neuron\"}", "{\"kind\": \"gradient-flow\"}", 100_000);
        Prediction limit = flow.experiment().prediction(Prediction.LIMIT).orElseThrow();
        assertEquals(1, limit.weights()[0], 1e-14);
        assertEquals(1, limit.weights()[1], 1e-14);
        assertTrue(limit.certified(1e-10));
        assertTrue(flow.history().value("distance-to-limit", flow.history().size() - 1) < 1e-5);

        Run signIn = run(
                "{\"kind\": \"single-neuron\", \"output-sign\": \"negative\"}",
                "{\"kind\": \"sign-in\", \"step-size\": 0.01, \"momentum\": 0, \"beta\": \"0.5, 1\", \"reset-interval\": 0}",
                6000);
        double[] w =
                signIn.experiment().prediction(Prediction.LIMIT).orElseThrow().weights();
        assertEquals(1, w[0] * w[1], 1e-12);
        assertEquals(SignRecovery.balance(-0.5, 0.5, 1, 0.5), SignRecovery.balance(w[1], w[0], 1, 0.5), 1e-12);
        assertEquals(
                0, signIn.history().value("distance-to-limit", signIn.history().size() - 1), 2e-3);

        Run lost = run(
                "{\"kind\": \"single-neuron\", \"output-sign\": \"negative\"}",
                "{\"kind\": \"gradient-descent\", \"step-size\": 0.02}",
                400);
        assertTrue(lost.experiment().prediction(Prediction.LIMIT).isEmpty());
        assertFalse(SingleNeuronLimit.recovers(lost.experiment()));
        for (Run each : List.of(flow, signIn, lost)) {
            assertEquals(
                    Verdict.Status.HOLDS,
                    Verdicts.of(each.experiment(), each.history(), each.outcome()).stream()
                            .filter(verdict -> verdict.id().equals("sign-recovery"))
                            .findFirst()
                            .orElseThrow()
                            .status());
        }
    }
}
