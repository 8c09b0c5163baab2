package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.weights.SeededRandom;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.optimisation.convex.ConvexSolver;

class MaxMarginTest {

    private static final DMatrixRMaj REFERENCE = new DMatrixRMaj(new double[][] {{2, 1, 0.5}, {0.5, 1.5, -1}});

    @ParameterizedTest
    @CsvSource({
        "1, .25, .75, 0, 1.25",
        "2, .559707, .771489, -.302545, 1.7396309",
        "3, .727108, .803478, -.459282, 2.0280533",
        "Infinity, 1, 1, -.666666667, 2.666666667"
    })
    void theReferenceDirectionsAreTheTabulatedOnes(double p, double u1, double u2, double u3, double margin) {
        Separator separator = new MaxMargin(p).predict(REFERENCE);
        assertArrayEquals(new double[] {u1, u2, u3}, separator.direction(), 6e-7);
        assertEquals(margin, separator.margin(), 6e-8);
        assertTrue(separator.certified(1e-11), separator.toString());
    }

    @Test
    void theSparseDirectionHasTheTabulatedCertificate() {
        Separator separator = new MaxMargin(1).predict(REFERENCE);
        double[] image = new double[3];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                image[j] += separator.multipliers()[i] * REFERENCE.get(i, j) / separator.bound();
            }
        }
        assertArrayEquals(new double[] {1, 1, -0.2}, image, 1e-12);
    }

    private static DMatrixRMaj separable(long seed, int n, int d) {
        return SeparableRows.of(seed, n, d, 0.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.1, 1.5, 2, 3, 6, Double.POSITIVE_INFINITY})
    void everyNormIsCertifiedOnWideAndTallData(double p) {
        for (int[] shape : new int[][] {{5, 12}, {40, 6}, {30, 30}, {1, 4}}) {
            Separator separator = new MaxMargin(p).predict(separable(7, shape[0], shape[1]));
            assertTrue(
                    separator.certified(1e-7),
                    p + " on " + shape[0] + " × " + shape[1] + ": " + separator.dualityGap());
            assertEquals(1, MaxMargin.norm(separator.direction(), p), 1e-12);
        }
    }

    /** A second way: the quadratic programme min ½‖u‖² s.t. Au ≥ 1 by ojAlgo. */
    @Test
    void theEuclideanDirectionIsThatOfTheQuadraticProgramme() {
        DMatrixRMaj a = separable(3, 25, 8);
        R064Store hessian = R064Store.FACTORY.makeEye(8, 8);
        R064Store body = R064Store.FACTORY.make(25, 8);
        R064Store bound = R064Store.FACTORY.make(25, 1);
        for (int i = 0; i < 25; i++) {
            for (int j = 0; j < 8; j++) {
                body.set(i, j, -a.get(i, j));
            }
            bound.set(i, 0, -1);
        }
        var result = ConvexSolver.newBuilder()
                .objective(hessian, R064Store.FACTORY.make(8, 1))
                .inequalities(body, bound)
                .build()
                .solve();
        double[] u = new double[8];
        for (int j = 0; j < 8; j++) {
            u[j] = result.doubleValue(j);
        }
        double size = MaxMargin.norm(u, 2);
        Separator separator = new MaxMargin(2).predict(a);
        assertEquals(1 / size, separator.margin(), 1e-8);
        for (int j = 0; j < 8; j++) {
            assertEquals(u[j] / size, separator.direction()[j], 1e-7);
        }
    }

    /** A third way, for every norm: no direction that a random search tries has a larger margin. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2, 4, Double.POSITIVE_INFINITY})
    void noDirectionNearbyHasALargerMargin(double p) {
        DMatrixRMaj a = separable(11, 6, 4);
        Separator separator = new MaxMargin(p).predict(a);
        SeededRandom random = new SeededRandom(5);
        for (int attempt = 0; attempt < 2000; attempt++) {
            double[] u = separator.direction().clone();
            double width = Math.pow(10, -4 * random.nextDouble());
            for (int j = 0; j < u.length; j++) {
                u[j] += width * random.nextGaussian();
            }
            double size = MaxMargin.norm(u, p);
            double margin = Double.POSITIVE_INFINITY;
            for (int i = 0; i < a.numRows; i++) {
                double sum = 0;
                for (int j = 0; j < u.length; j++) {
                    sum += a.get(i, j) * u[j] / size;
                }
                margin = Math.min(margin, sum);
            }
            assertTrue(margin <= separator.margin() * (1 + 1e-9), margin + " > " + separator.margin());
        }
    }

    private static MaxMargin onTheOrthant(double p) {
        return MaxMargin.signed(new HorizonFunction.Norm(p), new double[] {1, 1, 1});
    }

    @Test
    void onTheOrthantWeightsStayPositive() {
        Separator free = new MaxMargin(2).predict(REFERENCE);
        Separator positive = onTheOrthant(2).predict(REFERENCE);
        assertTrue(positive.certified(1e-11), positive.toString());
        assertEquals(0, positive.direction()[2], 1e-9);
        assertTrue(positive.margin() < free.margin());
        // In the plane of the first two weights: the rows (2, 1) and (1/2, 3/2).
        Separator plane = new MaxMargin(2).predict(new DMatrixRMaj(new double[][] {{2, 1}, {0.5, 1.5}}));
        assertEquals(plane.margin(), positive.margin(), 1e-10);
        // In the box the third weight is 0 as well, and the row (1/2, 3/2) has the smaller sum.
        Separator box = onTheOrthant(Double.POSITIVE_INFINITY).predict(REFERENCE);
        assertArrayEquals(new double[] {1, 1, 0}, box.direction(), 1e-12);
        assertEquals(2, box.margin(), 1e-12);
        assertTrue(box.certified(1e-12), box.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2, 3, Double.POSITIVE_INFINITY})
    void dataThatNothingSeparatesAreNamed(double p) {
        DMatrixRMaj a = new DMatrixRMaj(new double[][] {{1, 0}, {-1, 1}, {0, -1}});
        assertThrows(NotSeparableException.class, () -> new MaxMargin(p).predict(a));
    }

    @Test
    void theMarginScalesWithTheData() {
        DMatrixRMaj a = separable(2, 8, 5);
        DMatrixRMaj scaled = a.copy();
        for (int k = 0; k < scaled.getNumElements(); k++) {
            scaled.data[k] *= 1e-9;
        }
        assertEquals(
                new MaxMargin(1.5).predict(a).margin(),
                1e9 * new MaxMargin(1.5).predict(scaled).margin(),
                1e-9);
    }

    @Test
    void impossibleNormsAndDataAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MaxMargin(0.5));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MaxMargin(2).predict(new DMatrixRMaj(new double[][] {{Double.NaN}})));
        assertThrows(IllegalArgumentException.class, () -> new MaxMargin(2).predict(new DMatrixRMaj(0, 3)));
    }
}
