package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.SeededRandom;

class MarginProblemTest {

    private static MarginProblem problem(String kind, Map<String, ?> given) throws ProblemException {
        ProblemFamily family = ProblemFamily.catalogue().get(kind);
        return (MarginProblem) family.create(Settings.of(family.parameters(), given), 5, Path.of("."));
    }

    @Test
    void oneSampleByHand() {
        DMatrixRMaj row = new DMatrixRMaj(new double[][] {{2, 1}});
        LinearClassification exponential =
                new LinearClassification(row, MarginProblem.Tail.EXPONENTIAL, null, "one sample");
        double[] gradient = new double[2];
        assertEquals(Math.exp(-2), exponential.lossAndGradient(new double[] {1, 0}, gradient), 1e-16);
        assertArrayEquals(new double[] {-2 * Math.exp(-2), -Math.exp(-2)}, gradient, 1e-16);
        LinearClassification logistic = new LinearClassification(row, MarginProblem.Tail.LOGISTIC, null, "one sample");
        assertEquals(Math.log1p(Math.exp(-2)), logistic.loss(new double[] {1, 0}), 1e-16);
        assertEquals(Math.log(2), logistic.loss(new double[2]), 1e-15);
        logistic.lossAndGradient(new double[2], gradient);
        assertArrayEquals(new double[] {-1, -0.5}, gradient, 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"exponential", "logistic"})
    void theLogarithmKeepsItsDigitsWhereTheLossUnderflows(String loss) throws ProblemException {
        MarginProblem problem = problem("reference-classification", Map.of("loss", loss));
        double[] w = {1000, 1000, 0};
        // Margins 3000 and 2000: the smaller one is all that is left.
        assertEquals(-2000, problem.logLoss(w), 1e-12);
        double[] gradient = new double[3];
        assertEquals(-2000, problem.logLossAndGradient(w, gradient), 1e-12);
        assertArrayEquals(new double[] {-0.5, -1.5, 1}, gradient, 1e-12);
        assertEquals(0, problem.loss(w));
        w[0] = -1000;
        w[1] = -1000;
        assertTrue(Double.isFinite(problem.logLoss(w)));
    }

    @ParameterizedTest
    @CsvSource({"relu, 2, 2", "relu, 3, 3", "linear, 2, 2", "square, 2, 3", "cubic, 2, 4", "square, 3, 7"})
    void marginsAreHomogeneousAndEulersIdentityHolds(String activation, int depth, double degree)
            throws ProblemException {
        MarginProblem problem = problem(
                "homogeneous-network",
                Map.of("activation", activation, "depth", depth, "width", 5, "data", "generated"));
        assertEquals(degree, problem.degree());
        double[] w = problem.startWeights().orElseThrow();
        double[] q = new double[problem.samples()];
        problem.margins(w, q);
        double[] doubled = w.clone();
        for (int j = 0; j < w.length; j++) {
            doubled[j] *= 2;
        }
        double[] more = new double[q.length];
        problem.margins(doubled, more);
        DMatrixRMaj gradients = problem.marginGradients(w);
        double blocks = 0;
        for (int k = 0; k < problem.layout().blocks().size(); k++) {
            blocks += problem.degree(k);
        }
        assertEquals(degree, blocks);
        for (int i = 0; i < q.length; i++) {
            assertEquals(Math.pow(2, degree) * q[i], more[i], 1e-12 * (1 + Math.abs(more[i])));
            double along = 0;
            for (int j = 0; j < w.length; j++) {
                along += gradients.get(i, j) * w[j];
            }
            assertEquals(degree * q[i], along, 1e-12 * (1 + Math.abs(along)));
        }
    }

    @Test
    void aNetworkByHand() {
        // Φ(x) = 2·relu(x₁ − x₂) − 3·relu(x₂) at (2, 1) is 2·1 − 3·1 = −1, and its label −1 makes the margin 1.
        HomogeneousNetwork network = new HomogeneousNetwork(
                new DMatrixRMaj(new double[][] {{2, 1}}),
                new double[] {-1},
                new int[] {2},
                HomogeneousNetwork.Activation.RELU,
                MarginProblem.Tail.EXPONENTIAL,
                new double[] {1, -1, 0, 1, 2, -3},
                "by hand");
        double[] w = network.startWeights().orElseThrow();
        assertEquals(1, network.smallestMargin(w));
        assertArrayEquals(new double[] {-4, -2, 6, 3, -1, -1}, network.marginGradients(w).data, 1e-15);
        assertEquals(16 + 4 + 36 + 9 + 1 + 1, network.largestMarginSpeed(w, new double[] {1, 1, 1, 1, 1, 1}));
        assertArrayEquals(new boolean[] {true, true}, network.pattern(w));
        MarginProblem.Neuron second = network.neurons().get(1);
        assertArrayEquals(new int[] {2, 3}, second.incoming());
        assertArrayEquals(new int[] {5}, second.outgoing());
        assertEquals(3, second.strength(w), 1e-15);
    }

    @Test
    void rescalingANeuronLeavesTheMargins() throws ProblemException {
        MarginProblem problem = problem(
                "homogeneous-network", Map.of("activation", "square", "depth", 3, "width", 4, "data", "generated"));
        double[] w = problem.startWeights().orElseThrow();
        double[] q = new double[problem.samples()];
        problem.margins(w, q);
        for (MarginProblem.Neuron neuron : problem.neurons()) {
            for (int i : neuron.incoming()) {
                w[i] *= 1.25;
            }
            for (int i : neuron.outgoing()) {
                w[i] /= Math.pow(1.25, neuron.degree());
            }
        }
        double[] same = new double[q.length];
        problem.margins(w, same);
        assertArrayEquals(q, same, 1e-12);
    }

    @Test
    void aDiagonalNetworkIsItsProduct() throws ProblemException {
        MarginProblem diagonal =
                problem("homogeneous-network", Map.of("architecture", "diagonal", "depth", 3, "data", "two-samples"));
        SeededRandom random = new SeededRandom(4);
        double[] w = new double[9];
        for (int j = 0; j < 9; j++) {
            w[j] = random.nextGaussian();
        }
        double[] product = {w[0] * w[3] * w[6], w[1] * w[4] * w[7], w[2] * w[5] * w[8]};
        double[] q = new double[2];
        problem("reference-classification", Map.of()).margins(product, q);
        double[] own = new double[2];
        diagonal.margins(w, own);
        assertArrayEquals(q, own, 1e-15);
        assertEquals(6, diagonal.neurons().size());
    }

    @Test
    void generatedDataKeepTheirMargin() throws ProblemException {
        LinearClassification problem = (LinearClassification)
                problem("separable-classification", Map.of("samples", 50, "features", 9, "margin", 0.7));
        double[] planted = problem.planted().orElseThrow();
        assertTrue(problem.smallestMargin(planted) >= 0.7 - 1e-12);
        assertTrue(problem.smallestMargin(planted) < 1);
    }

    @Test
    void classesAreNamedAndUnknownOnesRefused() throws ProblemException {
        MarginProblem digits = problem("classification-data", Map.of("rows", 30));
        assertEquals(30, digits.samples());
        assertEquals(65, digits.dimension());
        assertTrue(digits.description().contains("3 against 8"), digits.description());
        MarginProblem iris = problem(
                "classification-data",
                Map.of(
                        "data-set",
                        "iris",
                        "positive-class",
                        "setosa",
                        "negative-class",
                        "virginica",
                        "intercept",
                        "no"));
        assertEquals(4, iris.dimension());
        InvalidSettingException unknown = assertThrows(
                InvalidSettingException.class,
                () -> problem("classification-data", Map.of("data-set", "iris", "positive-class", "setos")));
        assertEquals("positive-class", unknown.setting());
        assertTrue(unknown.getMessage().contains("setosa"), unknown.getMessage());
        assertThrows(
                InvalidSettingException.class, () -> problem("classification-data", Map.of("negative-class", "3")));
    }

    @Test
    void filesWithTwoLabelsAreRead(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n3,4\n0,-8\n");
        Files.writeString(folder.resolve("y.csv"), "2\n7\n2\n");
        ProblemFamily family = ProblemFamily.catalogue().get("classification-csv");
        Settings settings = Settings.of(family.parameters(), Map.of("x-file", "x.csv", "y-file", "y.csv"));
        LinearClassification problem = (LinearClassification) family.create(settings, 0, folder);
        assertArrayEquals(new double[] {-0.125, -0.25, -1, 0.375, 0.5, 1, 0, 1, -1}, problem.rows().data, 1e-15);
        Files.writeString(folder.resolve("y.csv"), "2\n7\n3\n");
        ProblemException three = assertThrows(ProblemException.class, () -> family.create(settings, 0, folder));
        assertTrue(three.getMessage().contains("row 3"), three.getMessage());
        Files.writeString(folder.resolve("y.csv"), "2\n2\n2\n");
        assertThrows(ProblemException.class, () -> family.create(settings, 0, folder));
    }

    @Test
    void shapesThatDisagreeAreRefused() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}});
        assertThrows(
                IllegalArgumentException.class,
                () -> new DiagonalClassifier(x, 2, MarginProblem.Tail.EXPONENTIAL, new double[3], ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HomogeneousNetwork(
                        x,
                        new double[] {0.5},
                        new int[] {1},
                        HomogeneousNetwork.Activation.RELU,
                        MarginProblem.Tail.EXPONENTIAL,
                        new double[3],
                        ""));
        LinearClassification problem = new LinearClassification(x, MarginProblem.Tail.EXPONENTIAL, null, "");
        assertThrows(IllegalArgumentException.class, () -> problem.loss(new double[3]));
        assertFalse(problem.attainsInfimum());
    }
}
