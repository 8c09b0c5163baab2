package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.mirror.SeparableMovingMirrorMap;
import org.mirrorflow.theory.reparam.HadamardProduct;

/** Two equations in four weights, whose answers are known to many digits. */
class DosePredictorTest {

    private static final DMatrixRMaj Z = new DMatrixRMaj(new double[][] {{1, 0.5, -0.25, 0.75}, {0.25, -1, 0.5, 1}});
    private static final double[] Y = {1, 0.5};

    private static HadamardProduct product() {
        return new HadamardProduct(new double[] {1.2, 0.9, 1, 0.8}, new double[] {0.4, -0.3, 0.2, 0.1});
    }

    @Test
    void theLimitDependsOnTheDose() {
        HadamardProduct g = product();
        SeparableMovingMirrorMap moving =
                (SeparableMovingMirrorMap) g.movingMap(g.start()).orElseThrow();
        assertArrayEquals(
                new double[] {0.94838048, -0.07674325, 0.07940813, 0.14645757},
                new PotentialMinimizer(moving.at(0)).predict(Z, Y).weights(),
                1e-8);
        assertArrayEquals(
                new double[] {0.78630072, -0.00782138, 0.00654819, 0.29232935},
                new PotentialMinimizer(moving.at(1.5)).predict(Z, Y).weights(),
                1e-8);
        SeparableMirrorMap still = (SeparableMirrorMap) g.inducedMap(g.start()).orElseThrow();
        double[] eta = {0.2, -0.1, 0.3, 0.05};
        double[] a = new double[4];
        double[] b = new double[4];
        still.conjugateGradient(eta, a);
        moving.conjugateGradient(0, eta, b);
        assertArrayEquals(a, b, 1e-14);
    }

    @Test
    void constantDecayIsTheLasso() {
        PenalisedMinimum lasso = new Lasso(0.1).predict(Z, Y);
        assertArrayEquals(new double[] {0.68402367, 0, 0, 0.29822485}, lasso.weights(), 1e-8);
        assertTrue(Math.abs(lasso.dualityGap()) < 1e-14 && lasso.stationarity() < 1e-13, lasso.toString());
        assertArrayEquals(new double[4], new Lasso(10).predict(Z, Y).weights());
    }

    @Test
    void ridgeMeetsItsNormalEquations() {
        PenalisedMinimum ridge = new Ridge(0.3).predict(Z, Y);
        assertTrue(Math.abs(ridge.dualityGap()) < 1e-14 && ridge.stationarity() < 1e-14, ridge.toString());
        assertArrayEquals(
                new LeastNorm().predict(Z, Y).weights(),
                new Ridge(1e-10).predict(Z, Y).weights(),
                1e-9);
    }

    @Test
    void theLeastMaximumIsTenNineteenths() {
        Interpolator least = new LeastMax().predict(Z, Y);
        assertEquals(10.0 / 19, least.objective(), 1e-12);
        assertTrue(least.certified(1e-9), least.toString());
    }

    @Test
    void theSaddlePathHasTwoJumps() {
        List<SaddlePath.Vertex> path = SaddlePath.of(Z, Y);
        assertEquals(3, path.size());
        assertEquals(0.8, path.get(1).time(), 1e-12);
        assertEquals(3, path.get(1).joined());
        assertArrayEquals(new double[] {0, 0, 0, 0.8}, path.get(1).weights(), 1e-12);
        assertEquals(1.107692, path.get(2).time(), 1e-6);
        assertArrayEquals(
                new BasisPursuit().predict(Z, Y).weights(), path.get(2).weights(), 1e-12);
    }

    @Test
    void offTheSupportExponentsAreOneLessTheCertificate() {
        assertArrayEquals(new double[] {0, 1 - 0.15384615, 1 - 0.07692308, 0}, OffSupportLaw.exponents(Z, Y), 1e-8);
    }

    @Test
    void aFlipTakesTheInverseHyperbolicSineOfTheRatio() {
        assertEquals(Math.log(3 + Math.sqrt(10)) / 4, SignFlip.time(-0.3, 0.1, 2), 1e-15);
        assertEquals(1e-9 / 2, SignFlip.time(1e-9, 1, 1), 1e-24);
        assertEquals(Double.POSITIVE_INFINITY, SignFlip.time(1, 0, 1));
        assertEquals(0, SignFlip.time(0, 0, 1));
    }

    @Test
    void bothFormsOfDecayMultiplyTheScaleAsTheStepDoes() {
        double m = 0.9;
        double w = 0.2;
        double g = 0.7;
        double h = 0.3;
        double lambda = 0.4;
        DiscreteScale split = new DiscreteScale(1);
        split.split(new double[] {g}, h, lambda);
        double m1 = (1 - h * lambda) * (m - h * g * w);
        double w1 = (1 - h * lambda) * (w - h * g * m);
        assertEquals((m1 * m1 - w1 * w1) / (m * m - w * w), Math.exp(split.logFactor(0)), 1e-14);
        DiscreteScale coupled = new DiscreteScale(1);
        coupled.coupled(new double[] {g}, h, lambda);
        double m2 = m - h * (g * w + lambda * m);
        double w2 = w - h * (g * m + lambda * w);
        assertEquals((m2 * m2 - w2 * w2) / (m * m - w * w), Math.exp(coupled.logFactor(0)), 1e-14);
    }

    @Test
    void woodworthsScalesSuffice() {
        double epsilon = 0.5;
        double least = new BasisPursuit().predict(Z, Y).objective();
        double alpha = WoodworthBounds.rich(least, 4, epsilon);
        double[] w = limit(alpha);
        double norm = 0;
        for (double x : w) {
            norm += Math.abs(x);
        }
        assertTrue(norm <= (1 + epsilon) * least, norm + " at " + alpha);
        double[] two = new LeastNorm().predict(Z, Y).weights();
        double square = 0;
        double square2 = 0;
        double[] kernel = limit(WoodworthBounds.kernel(RowSpace.norm(two), epsilon));
        for (int i = 0; i < 4; i++) {
            square += kernel[i] * kernel[i];
            square2 += two[i] * two[i];
        }
        assertTrue(square <= (1 + epsilon) * square2);
    }

    private static double[] limit(double alpha) {
        org.mirrorflow.theory.mirror.HyperbolicEntropy entropy =
                new org.mirrorflow.theory.mirror.HyperbolicEntropy(2 * alpha * alpha);
        return new PotentialMinimizer(SeparableMirrorMap.uniform(entropy, 4))
                .predict(Z, Y)
                .weights();
    }
}
