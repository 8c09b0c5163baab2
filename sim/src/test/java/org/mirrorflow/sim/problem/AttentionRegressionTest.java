package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.curve.ImbalanceLaw;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.MirrorStructure;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.SeededRandom;

class AttentionRegressionTest {

    private static AttentionRegression generated(Map<String, ?> given) {
        GeneratedAttentionRegression family = new GeneratedAttentionRegression();
        return family.create(Settings.of(family.parameters(), given), 5, Path.of("."));
    }

    /** Two tokens 1 and 3 of length 1, query 2: with W = ½log 2 the scores differ by log 4, so that p = (1/5, 4/5). */
    @Test
    void oneSequenceByHand() {
        AttentionRegression problem =
                new AttentionRegression(new double[] {1, 3}, new double[] {2}, new double[] {1}, 2, 1, 1, null, "one");
        double[] w = {0.5 * Math.log(2), 2};
        double[] gradient = new double[2];
        // context 1/5 + 12/5 = 13/5, residual 26/5 − 1 = 21/5
        assertEquals(0.5 * 4.2 * 4.2, problem.lossAndGradient(w, gradient), 1e-14);
        // ∂f/∂V = residual · context; ∂f/∂W = residual · V · Var(x) · z with Var(x) = 4 · 1/5 · 4/5
        assertArrayEquals(new double[] {4.2 * 2 * 0.64 * 2, 4.2 * 2.6}, gradient, 1e-13);
        assertArrayEquals(new double[] {5.2}, problem.predict(w), 1e-15);
        assertEquals(
                List.of(new Block("W", 1, 1), new Block("V", 1, 1)),
                problem.layout().blocks());
    }

    @Test
    void theGradientAgreesWithFiniteDifferences() {
        AttentionRegression problem = generated(Map.of("outputs", 3));
        SeededRandom random = new SeededRandom(2, "weights");
        double[] w = new double[problem.dimension()];
        for (int j = 0; j < w.length; j++) {
            w[j] = random.nextGaussian();
        }
        double[] gradient = new double[w.length];
        assertEquals(problem.loss(w), problem.lossAndGradient(w, gradient));
        double h = 1e-3;
        double[] weights = {1, -8, 8, -1};
        double[] offsets = {-2, -1, 1, 2};
        for (int j = 0; j < w.length; j++) {
            double difference = 0;
            for (int k = 0; k < 4; k++) {
                double[] moved = w.clone();
                moved[j] += offsets[k] * h;
                difference += weights[k] * problem.loss(moved) / (12 * h);
            }
            assertEquals(difference, gradient[j], 1e-9, "weight " + j);
        }
    }

    @Test
    void thePlantedHeadReachesZeroAndHugeScoresStayNumbers() {
        AttentionRegression problem = generated(Map.of());
        double[] planted = problem.planted().orElseThrow();
        // the square of the rounding of one prediction
        assertEquals(0, problem.loss(planted), 1e-30);
        double[] huge = planted.clone();
        for (int j = 0; j < 36; j++) {
            huge[j] *= 1e6;
        }
        assertTrue(Double.isFinite(problem.loss(huge)));
        String message = assertThrows(IllegalArgumentException.class, () -> problem.loss(new double[3]))
                .getMessage();
        assertTrue(message.contains("length 3") && message.contains("W 6×6"), message);
    }

    @Test
    void thePresetDrawsTheLawThatHoldsAndSaysWhyNoLimitIs() throws ProblemException {
        Preset preset = Presets.get("attention-with-value");
        assertEquals(1, preset.companions().size());
        Specification on = preset.specification().with("stop.time", 30);
        Specification off = preset.companions().getFirst().of(on);
        double[] ends = new double[2];
        for (Specification specification : List.of(on, off)) {
            Experiment experiment = Experiment.of(specification, Path.of("."));
            Run run = Specs.finished(experiment);
            History history = run.history();
            double[] law = ImbalanceLaw.values(experiment, history);
            int last = law.length - 1;
            // dose 0.05 · 30, or 0.05 · 20 where it is switched off at 20
            assertEquals(Math.exp(specification.equals(on) ? -3 : -2), law[last] / law[0], 1e-12);
            double[] measured = history.column("factor-imbalance");
            assertEquals(1, measured[last] / law[last], 1e-9);
            for (String id : List.of("imbalance", "balance-law-gap")) {
                Verdict verdict = Verdicts.of(experiment, history, run.outcome()).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                assertEquals(Verdict.Status.HOLDS, verdict.status(), verdict.toString());
            }
            assertTrue(experiment.predictions().isEmpty());
            assertTrue(experiment.unpredicted().contains("not convex"), experiment.unpredicted());
            MirrorStructure structure = experiment.mirrorStructure().orElseThrow();
            assertEquals(MirrorStructure.Kind.NONE, structure.kind());
            assertEquals(structure.sentence(), experiment.geometry());
            ends[specification.equals(on) ? 0 : 1] = history.value("loss", last);
        }
        assertTrue(ends[1] < ends[0], "switching off lets the loss fall further");
    }

    @Test
    void aValueTrainedItselfHasNoBalanceOfItsOwn() throws ProblemException {
        Specification direct = Presets.get("attention-with-value")
                .specification()
                .with("model.value", "direct")
                .with("stop.time", 5);
        Experiment experiment = Experiment.of(direct, Path.of("."));
        Run run = Specs.finished(experiment);
        double[] measured = run.history().column("factor-imbalance");
        double[] law = ImbalanceLaw.values(experiment, run.history());
        assertEquals(1, measured[measured.length - 1] / law[law.length - 1], 1e-9);
        // without any factors nothing is conserved, and nothing is drawn
        Experiment whole = Experiment.of(direct.with("model.kind", "direct"), Path.of("."));
        assertFalse(new ImbalanceLaw().applies(whole));
        assertTrue(whole.geometry().contains("Weight decay is not admissible"), whole.geometry());
    }
}
