package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

/** The layers by hand: every single derivative, invariances, and cases small enough to write down. */
class FeedForwardTest {

    private static final Path HERE = Path.of(".");

    static NetworkLoss create(ProblemFamily family, long seed, Map<String, ?> given) throws ProblemException {
        return (NetworkLoss) family.create(Settings.of(family.parameters(), given), seed, HERE);
    }

    /** Every coordinate, not only some directions, for each normalisation and both losses. */
    @ParameterizedTest
    @EnumSource(FeedForward.Normalisation.class)
    void everyDerivativeIsADifferenceQuotient(FeedForward.Normalisation normalisation) {
        for (FeedForward.Loss loss : FeedForward.Loss.values()) {
            FeedForward network = new FeedForward(
                    List.of(
                            new FeedForward.Layer("W1", 5, 4, normalisation, true, true),
                            new FeedForward.Layer("W2", 4, 6, normalisation, false, true),
                            new FeedForward.Layer("W3", 6, 3, FeedForward.Normalisation.NONE, true, false)),
                    loss,
                    1e-5);
            int n = 7;
            SeededRandom random = new SeededRandom(3);
            double[] x = Gaussian.draw(random, 5 * n, 1);
            double[] byNeuron = new double[5 * n];
            FeedForward.transpose(x, n, 5, byNeuron);
            double[] targets = loss == FeedForward.Loss.SQUARED
                    ? Gaussian.draw(random, 3 * n, 1)
                    : new double[] {0, 2, 1, 1, 0, 2, 2};
            double[] w = Gaussian.draw(random, network.layout().dimension(), 0.7);
            double[] gradient = new double[w.length];
            double value = network.lossAndGradient(w, byNeuron, x, n, targets, gradient);
            assertEquals(value, network.loss(w, byNeuron, n, targets));
            for (int i = 0; i < w.length; i++) {
                double h = 1e-5;
                double kept = w[i];
                w[i] = kept + h;
                double up = network.loss(w, byNeuron, n, targets);
                w[i] = kept - h;
                double down = network.loss(w, byNeuron, n, targets);
                w[i] = kept;
                assertEquals((up - down) / (2 * h), gradient[i], 1e-8, loss + " weight " + i);
            }
        }
    }

    /** One linear layer and two samples, worked out by hand. */
    @Test
    void aLayerByHand() {
        FeedForward network = new FeedForward(
                List.of(new FeedForward.Layer("W", 2, 1, FeedForward.Normalisation.NONE, true, false)),
                FeedForward.Loss.SQUARED,
                0);
        // outputs 2·1 − 1·3 + 0.5 = −0.5 and 2·0 − 1·(−1) + 0.5 = 1.5 against 0.5 and 0: ½(1 + 2.25)/2
        double[] gradient = new double[3];
        double loss = network.lossAndGradient(
                new double[] {2, -1, 0.5},
                new double[] {1, 0, 3, -1},
                new double[] {1, 3, 0, -1},
                2,
                new double[] {0.5, 0},
                gradient);
        assertEquals(0.8125, loss, 1e-15);
        assertArrayEquals(new double[] {-0.5, -2.25, 0.25}, gradient, 1e-15);
    }

    @Test
    void batchNormMakesTheLossBlindToTheSizeOfANeuronAndItsGradientTangential() throws ProblemException {
        NetworkLoss problem = create(new BatchNormRegression(), 5, Map.of("inputs", 40, "neurons", 8, "samples", 90));
        double[] w = problem.startWeights().orElseThrow();
        double[] gradient = new double[w.length];
        double loss = problem.lossAndGradient(w, gradient);
        double[] scaled = w.clone();
        for (int i = 0; i < 8; i++) {
            double radial = 0;
            double norms = 0;
            double norm = 0;
            for (int j = 0; j < 40; j++) {
                radial += w[i * 40 + j] * gradient[i * 40 + j];
                norms += gradient[i * 40 + j] * gradient[i * 40 + j];
                norm += w[i * 40 + j] * w[i * 40 + j];
                scaled[i * 40 + j] *= i + 0.5;
            }
            assertEquals(0, radial / Math.sqrt(norms * norm), 1e-8);
        }
        assertEquals(loss, problem.loss(scaled), 1e-9);
        assertEquals(0, problem.loss(problem.planted().orElseThrow()), 1e-20);
    }

    @Test
    void whatTheMaskForbidsHasNoPartInLossOrGradient() throws ProblemException {
        NetworkLoss problem = create(new BatchNormRegression(), 6, Map.of("inputs", 30, "neurons", 5, "samples", 40));
        boolean[] mask = problem.mask().orElseThrow();
        double[] w = problem.startWeights().orElseThrow();
        double loss = problem.loss(w);
        double[] gradient = new double[w.length];
        problem.lossAndGradient(w, gradient);
        int dead = 0;
        for (int i = 0; i < w.length; i++) {
            if (!mask[i]) {
                dead++;
                assertEquals(0, w[i]);
                assertEquals(0, gradient[i]);
                w[i] = 100;
            }
        }
        assertTrue(dead > 50);
        assertEquals(loss, problem.loss(w));
    }

    /** The mean over batches that divide the samples is the loss on all, without batch norm. */
    @Test
    void batchesAddUpToTheWhole() throws ProblemException {
        NetworkLoss problem = create(new MlpOnSampleData(), 7, Map.of("rows", 40, "width", 6));
        double[] w = problem.startWeights().orElseThrow();
        double[] whole = new double[w.length];
        double loss = problem.lossAndGradient(w, whole);
        double[] sum = new double[w.length];
        double[] part = new double[w.length];
        double total = 0;
        for (int b = 0; b < 4; b++) {
            int[] batch = new int[10];
            for (int i = 0; i < 10; i++) {
                batch[i] = b + 4 * i;
            }
            total += problem.lossAndGradient(w, batch, part) / 4;
            for (int i = 0; i < w.length; i++) {
                sum[i] += part[i] / 4;
            }
        }
        assertEquals(loss, total, 1e-13);
        assertArrayEquals(whole, sum, 1e-13);
        assertThrows(IllegalArgumentException.class, () -> problem.lossAndGradient(w, new int[0], part));
        assertThrows(IllegalArgumentException.class, () -> problem.score("no-such", w));
    }

    /** The largest output decides, ties by the lower class. */
    @Test
    void accuracyCountsTheLargestOutput() {
        FeedForward network = new FeedForward(
                List.of(new FeedForward.Layer("W", 2, 2, FeedForward.Normalisation.NONE, false, false)),
                FeedForward.Loss.CROSS_ENTROPY,
                0);
        double[] identity = {1, 0, 0, 1};
        // samples (3, 1), (0, 2), (1, 5), (4, 4)
        double[] x = {3, 0, 1, 4, 1, 2, 5, 4};
        assertEquals(0.75, network.accuracy(identity, x, 4, new double[] {0, 1, 0, 0}));
    }

    @Test
    void pretrainingTeachesTheFirstTaskAndTheOldHeadIsKept() throws ProblemException {
        NetworkLoss problem = create(new FineTuning(), 1, Map.of("rows", 200, "width", 24, "pretraining", 300));
        double[] start = problem.startWeights().orElseThrow();
        assertTrue(problem.score(Scored.EARLIER_ACCURACY, start) > 0.9);
        assertTrue(problem.score(Scored.TEST_ACCURACY, start) < 0.6, "the new head knows nothing yet");
        double[] destroyed = start.clone();
        Arrays.fill(destroyed, 0, 24 * 64, 0);
        assertTrue(problem.score(Scored.EARLIER_ACCURACY, destroyed) < 0.5, "the body is judged, not the old weights");
        assertEquals(
                List.of(
                        Network.Role.HIDDEN,
                        Network.Role.SHIFT,
                        Network.Role.HIDDEN,
                        Network.Role.SHIFT,
                        Network.Role.HEAD,
                        Network.Role.SHIFT),
                problem.roles());
        assertEquals(problem.layout().blocks().size(), problem.roles().size());
    }

    @Test
    void theStudentKnowsTheOldTeacherOnly() throws ProblemException {
        NetworkLoss old = create(new TeacherStudent(), 2, Map.of("new-neurons", 0));
        assertTrue(
                old.loss(old.startWeights().orElseThrow()) < 1e-3,
                "" + old.loss(old.startWeights().orElseThrow()));
        NetworkLoss more = create(new TeacherStudent(), 2, Map.of());
        assertTrue(more.loss(more.startWeights().orElseThrow()) > 1e-2);
        NetworkLoss scratch = create(new TeacherStudent(), 2, Map.of("start", "scratch"));
        FeedForward network = scratch.network();
        double[] zero = network.forward(scratch.startWeights().orElseThrow(), new double[] {0.3, -2}, 1);
        assertEquals(0, zero[0], 1e-15);
    }

    @Test
    void fanInsAreSpreadOverTheDensities() throws ProblemException {
        NetworkLoss problem =
                create(new BatchNormRegression(), 9, Map.of("inputs", 100, "neurons", 3, "least-density", 0.04));
        boolean[] mask = problem.mask().orElseThrow();
        int[] fanIn = new int[3];
        for (int i = 0; i < mask.length; i++) {
            fanIn[i / 100] += mask[i] ? 1 : 0;
        }
        assertArrayEquals(new int[] {4, 20, 100}, fanIn);
    }
}
