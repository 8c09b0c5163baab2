package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.weights.SeededRandom;

class SparseTrainingTheoryTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1.4142", "0.8, 2.2361", "0.9, 3.1623", "0.95, 4.4721", "0.98, 7.0711"})
    void amplificationIsThatOfTheTable(double sparsity, double factor) {
        assertEquals(factor, BatchNormAmplification.factor(sparsity), 5e-5);
    }

    /** Against the angle between two vectors written out: n equal rows, each scaled. */
    @Test
    void theCosineIsThatOfTheScaledRows() {
        double[] densities = {1, 0.25, 0.04, 0.5};
        SeededRandom random = new SeededRandom(4);
        double dot = 0;
        double before = 0;
        double after = 0;
        double[] factors = new double[4];
        BatchNormAmplification.correction(densities, 0.5, factors);
        for (int i = 0; i < 4; i++) {
            double[] row = new double[6];
            double norm = 0;
            for (int j = 0; j < 6; j++) {
                row[j] = random.nextGaussian();
                norm = Math.hypot(norm, row[j]);
            }
            for (double g : row) {
                double a = g / norm;
                double b = factors[i] * a;
                dot += a * b;
                before += a * a;
                after += b * b;
            }
        }
        assertEquals(dot / Math.sqrt(before * after), BatchNormAmplification.rotationCosine(densities, 0.5), 1e-14);
        assertEquals(1, BatchNormAmplification.rotationCosine(new double[] {0.3, 0.3, 0.3}, 0.5), 1e-15);
        assertEquals(1, BatchNormAmplification.rotationCosine(densities, 0), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> BatchNormAmplification.factor(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> BatchNormAmplification.rotationCosine(new double[] {0.5, 0}, 0.5));
        assertEquals(0, BatchNormAmplification.tangentialShare(1));
        assertEquals(0.75, BatchNormAmplification.tangentialShare(4));
    }

    /** Against a plain fourth-order Runge–Kutta in (a, w), with the loss ½(aw − 1)²: only the signs and scales matter. */
    @Test
    void theCriterionAgreesWithTheFlowOutsideAThinMargin() {
        SeededRandom random = new SeededRandom(290);
        int judged = 0;
        int recovered = 0;
        for (int trial = 0; trial < 300; trial++) {
            double a0 = -(0.1 + 1.4 * random.nextDouble());
            double w0 = 0.1 + 1.4 * random.nextDouble();
            double betaA = 0.05 + 2 * random.nextDouble();
            double betaW = 0.05 + 2 * random.nextDouble();
            double margin = SignRecovery.margin(a0, w0, betaA, betaW);
            if (Math.abs(margin) < 0.02) {
                continue;
            }
            judged++;
            double[] end = flow(a0, w0, betaA, betaW);
            boolean there = Math.abs(end[0] * end[1] - 1) < 1e-3;
            assertEquals(SignRecovery.recovers(a0, w0, betaA, betaW), there, "a0 " + a0 + " w0 " + w0 + " " + margin);
            if (there) {
                // A step across w = 0 into the dead half is not followed exactly; one that recovers takes none.
                double before = SignRecovery.balance(a0, w0, betaA, betaW);
                assertEquals(before, SignRecovery.balance(end[0], end[1], betaA, betaW), 1e-6);
            }
            recovered += there ? 1 : 0;
        }
        assertTrue(judged > 280, "judged " + judged);
        assertTrue(recovered > 60 && recovered < judged - 60, "both cases occur: " + recovered + " of " + judged);
    }

    private static double[] flow(double a, double w, double betaA, double betaW) {
        double[] y = {a, w};
        double h = 0.01;
        double[] k = new double[2];
        double[] sum = new double[2];
        double[] at = new double[2];
        for (int step = 0; step < 8000 && Math.abs(y[0] * y[1] - 1) > 1e-4; step++) {
            sum[0] = 0;
            sum[1] = 0;
            at[0] = y[0];
            at[1] = y[1];
            for (int stage = 0; stage < 4; stage++) {
                // Once w is 0 the neuron is dead.
                double residual = at[1] > 0 ? at[0] * at[1] - 1 : 0;
                k[0] = -Math.hypot(2 * at[0], betaA) * residual * at[1];
                k[1] = -Math.hypot(2 * at[1], betaW) * residual * at[0];
                double weight = stage == 0 || stage == 3 ? 1 : 2;
                double ahead = stage == 2 ? h : h / 2;
                for (int i = 0; i < 2; i++) {
                    sum[i] += weight * k[i];
                    at[i] = y[i] + ahead * k[i];
                }
            }
            for (int i = 0; i < 2; i++) {
                y[i] += h / 6 * sum[i];
            }
            if (y[1] <= 0) {
                return y;
            }
        }
        return y;
    }

    @Test
    void quadrantsAndSeparatrix() {
        assertTrue(SignRecovery.recovers(0.5, 0.5, 1, 1));
        assertFalse(SignRecovery.recovers(-0.5, 0.5, 1, 1));
        assertTrue(SignRecovery.recovers(-0.5, 0.5, 1, 0.5));
        assertFalse(SignRecovery.recovers(-0.5, 0.5, 0.5, 1));
        assertFalse(SignRecovery.recovers(0.5, -0.5, 1, 0.5));
        assertFalse(SignRecovery.recovers(-0.5, -0.5, 1, 0.5));
        assertFalse(SignRecovery.plainRecovers(-0.5, 0.5));
        assertTrue(SignRecovery.plainRecovers(-0.4, 0.5));
        for (double betaW : new double[] {0, 0.3, 1, 7}) {
            assertEquals(
                    betaW, SignRecovery.separatrix(-0.5, 0.5, betaW), 1e-14, "balanced starts need beta_a > beta_w");
            double betaA = SignRecovery.separatrix(-0.7, 0.5, betaW);
            assertEquals(0, SignRecovery.margin(-0.7, 0.5, betaA, betaW), 1e-13);
        }
        assertEquals(0, SignRecovery.separatrix(-0.1, 0.5, 0.3));
        assertEquals(1e-200 * 2e-200, SignRecovery.lift(1e-200, 1), 1e-300);
        assertEquals(2e-20, SignRecovery.lift(1e-10, 1), 1e-34);
    }

    /** Against the two factors moved by hand. */
    @Test
    void theScaleShrinksByTheLaw() {
        SeededRandom random = new SeededRandom(6);
        double rate = 0.07;
        double decay = 0.3;
        double m = ScaleShrinkage.split(-0.4, 1);
        double w = -0.4 / m;
        assertEquals(1, m * m - w * w, 1e-15);
        double[] gradients = new double[50];
        for (int i = 0; i < gradients.length; i++) {
            double g = 3 * random.nextGaussian();
            gradients[i] = g;
            double next = m - rate * (w * g + decay * m);
            w -= rate * (m * g + decay * w);
            m = next;
        }
        assertEquals(1, (m * m - w * w) / ScaleShrinkage.after(1, rate, gradients, decay), 1e-11);
        assertEquals(0.96, ScaleShrinkage.factor(0.1, 2, 0), 1e-15);
        assertEquals(Math.sqrt(2), ScaleShrinkage.split(0, 2), 1e-15);
    }

    @Test
    void memoryIsThatOfThePaper() {
        double s = 6.275e9;
        assertEquals(0.38e9, OptimizerMemory.nanoAdam(s, 0.01), 0.005e9);
        assertEquals(25.1e9, OptimizerMemory.adamW(s), 1e3);
        assertEquals(12.55e9, OptimizerMemory.adamW8Bit(s), 1e3);
        assertThrows(IllegalArgumentException.class, () -> OptimizerMemory.nanoAdam(s, 1.5));
    }
}
