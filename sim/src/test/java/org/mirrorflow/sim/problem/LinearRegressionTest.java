package org.mirrorflow.sim.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.weights.SeededRandom;

final class LinearRegressionTest {

    private static LinearRegression of(double[][] z, double... y) {
        return new LinearRegression(new DMatrixRMaj(z), y, List.of(), null, "test");
    }

    @Test
    void exampleOfTheDocumentation() {
        LinearRegression problem = of(new double[][] {{1, 2}}, 3);
        double[] gradient = new double[2];
        assertEquals(2.0, problem.lossAndGradient(new double[] {1, 0}, gradient));
        assertArrayEquals(new double[] {-2, -4}, gradient);
    }

    @Test
    void normalisedLossIsTheMeanOfHalfTheSquaredErrors() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0}, {0, 2}, {1, 1}, {3, -1}, {0, 1}});
        double[] y = {1, 2, 3, 4, 5};
        LinearRegression problem = LinearRegression.normalised(x, y, List.of(), null, "test");
        // Errors at w = (1, 1): 0, 0, −1, −2, −4.
        assertEquals((0 + 0 + 1 + 4 + 16) / 10.0, problem.loss(new double[] {1, 1}), 1e-15);
    }

    @ParameterizedTest(name = "{0} × {1}")
    @CsvSource({"1,1", "2,3", "3,7", "4,5", "5,4", "7,64", "40,100", "43,201", "200,16"})
    void kernelAgreesWithEjml(int n, int d) {
        SeededRandom random = new SeededRandom(31L * n + d, "kernel");
        DMatrixRMaj z = new DMatrixRMaj(n, d);
        DMatrixRMaj y = new DMatrixRMaj(n, 1);
        DMatrixRMaj w = new DMatrixRMaj(d, 1);
        for (DMatrixRMaj m : List.of(z, y, w)) {
            for (int i = 0; i < m.getNumElements(); i++) {
                m.data[i] = random.nextGaussian();
            }
        }
        LinearRegression problem = new LinearRegression(z, y.data, List.of(), null, "test");
        DMatrixRMaj residual = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.mult(z, w, residual);
        CommonOps_DDRM.subtractEquals(residual, y);
        DMatrixRMaj expected = new DMatrixRMaj(d, 1);
        CommonOps_DDRM.multTransA(z, residual, expected);
        double expectedLoss = 0.5 * CommonOps_DDRM.dot(residual, residual);

        DMatrixRMaj gradient = new DMatrixRMaj(d, 1);
        Arrays.fill(gradient.data, Double.NaN);
        double loss = problem.lossAndGradient(w.data, gradient.data);

        assertEquals(expectedLoss, loss, 1e-13 * expectedLoss);
        double scale = NormOps_DDRM.normF(expected);
        CommonOps_DDRM.subtractEquals(gradient, expected);
        assertTrue(NormOps_DDRM.normF(gradient) <= 1e-13 * scale, () -> "off by " + NormOps_DDRM.normF(gradient));
        assertEquals(loss, problem.loss(w.data));
    }

    @Test
    void laterChangesOfTheInputsDoNotReachTheProblem() {
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1, 2}});
        double[] y = {3};
        double[] planted = {1, 1};
        LinearRegression problem = new LinearRegression(z, y, List.of(), planted, "test");
        z.data[0] = 9;
        y[0] = 9;
        planted[0] = 9;
        problem.planted().orElseThrow()[1] = 9;
        assertEquals(0.0, problem.loss(problem.planted().orElseThrow()));
    }

    @Test
    void digestDependsOnEveryValueAndOnTheShape() {
        String digest = of(new double[][] {{1, 2}, {3, 4}}, 5, 6).digest();
        assertEquals(digest, of(new double[][] {{1, 2}, {3, 4}}, 5, 6).digest());
        assertNotEquals(
                digest, of(new double[][] {{1, 2}, {3, Math.nextUp(4)}}, 5, 6).digest());
        assertNotEquals(digest, of(new double[][] {{1, 2}, {3, 4}}, 5, 7).digest());
        assertNotEquals(
                of(new double[][] {{1, 2}}, 0).digest(),
                of(new double[][] {{1}, {2}}, 0, 0).digest());
    }

    @Test
    void digestIsTheDocumentedOne() {
        // Computed outside this program: sha256 of "linear-regression" ‖ int32 1 ‖ int32 2 ‖ doubles 1, 2, 3, all
        // big-endian.
        assertEquals(
                "f14e256565026e0bcd4ddf3d747a69129714b857bcb90878b3b91d9a815c762e",
                of(new double[][] {{1, 2}}, 3).digest());
    }

    @Test
    void featureNamesAreTheGivenOrNumbered() {
        assertEquals("x2", of(new double[][] {{1, 2}}, 3).featureName(1));
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1, 2}});
        assertEquals(
                "bmi", new LinearRegression(z, new double[] {3}, List.of("age", "bmi"), null, "test").featureName(1));
    }

    @Test
    void disagreeingShapesAreNamed() {
        DMatrixRMaj z = new DMatrixRMaj(2, 3);
        String targets = message(() -> new LinearRegression(z, new double[4], List.of(), null, ""));
        assertTrue(targets.contains("2 × 3") && targets.contains("length 4"), targets);
        String planted = message(() -> new LinearRegression(z, new double[2], List.of(), new double[2], ""));
        assertTrue(planted.contains("planted") && planted.contains("length 2"), planted);
        String names = message(() -> new LinearRegression(z, new double[2], List.of("a"), null, ""));
        assertTrue(names.contains("feature names") && names.contains("give 3"), names);
        LinearRegression problem = new LinearRegression(z, new double[2], List.of(), null, "");
        String w = message(() -> problem.loss(new double[5]));
        assertTrue(w.contains("length 5") && w.contains("2 × 3"), w);
        String gradient = message(() -> problem.lossAndGradient(new double[3], new double[1]));
        assertTrue(gradient.startsWith("gradient") && gradient.contains("length 1"), gradient);
        assertTrue(message(() -> new LinearRegression(new DMatrixRMaj(0, 3), new double[0], List.of(), null, ""))
                .contains("0 × 3"));
    }

    @Test
    void valuesThatAreNotFiniteAreNamedWithTheirPlace() {
        String design = message(() -> of(new double[][] {{1, 2}, {3, Double.NaN}}, 1, 2));
        assertTrue(design.contains("design[1, 1] is NaN"), design);
        String target = message(() -> of(new double[][] {{1, 2}, {3, 4}}, 1, Double.NEGATIVE_INFINITY));
        assertTrue(target.contains("targets[1] is -Infinity"), target);
    }

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }
}
