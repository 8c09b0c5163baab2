package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DecayEquilibriaTest {

    /** Measured end points for y = 2, factors from 0.3. */
    @Test
    void referenceNumbers() {
        DecayEquilibria two = new DecayEquilibria(2, 2);
        DecayEquilibria three = new DecayEquilibria(2, 3);
        assertEquals(2, two.decoupled(1, 0.3));
        assertEquals(1.2346, two.decoupled(1, 0.9), 5e-5);
        assertEquals(1.3717, three.decoupled(1, 0.9), 5e-5);
        assertEquals(1.7, two.coupled(0.3), 1e-12);
        assertEquals(1.1, two.coupled(0.9), 1e-12);
        assertEquals(1.7511, three.coupled(0.3), 5e-5);
        assertTrue(0.3 * 0.3 * 0.3 < three.unstable(0.9), "starts below the unstable branch: collapse");
        assertEquals(-1.7511, new DecayEquilibria(-2, 3).coupled(0.3), 5e-5);
    }

    @Test
    void branchesSolveTheEquationAndMeetAtTheCriticalDecay() {
        for (int depth = 3; depth <= 8; depth++) {
            DecayEquilibria law = new DecayEquilibria(1.5, depth);
            double critical = law.criticalDecay();
            for (double alpha : new double[] {0.1 * critical, 0.6 * critical, 0.99 * critical}) {
                for (double x : new double[] {law.coupled(alpha), law.unstable(alpha)}) {
                    assertEquals(1.5 - x, alpha * Math.pow(x, 2.0 / depth - 1), 1e-12);
                }
                // ẋ ∝ y − x − αx^{2/L−1}: falling through the stable point, rising through the unstable one.
                assertTrue(drift(law, alpha, 1.01 * law.coupled(alpha)) < 0);
                assertTrue(drift(law, alpha, 1.01 * law.unstable(alpha)) > 0);
                assertTrue(law.unstable(alpha) < law.criticalWeight() && law.criticalWeight() < law.coupled(alpha));
            }
            assertEquals(law.criticalWeight(), law.coupled(critical), 1e-6);
            assertEquals(0, law.coupled(1.01 * critical));
            assertTrue(Double.isNaN(law.unstable(1.01 * critical)));
        }
        assertEquals(1.5, new DecayEquilibria(1.5, 2).criticalDecay(), 1e-15);
        assertEquals(0, new DecayEquilibria(1.5, 2).unstable(0.3));
    }

    private static double drift(DecayEquilibria law, double alpha, double x) {
        return law.target() - x - alpha * Math.pow(x, 2.0 / law.depth() - 1);
    }

    @Test
    void decoupledRestPointsOfEveryExponent() {
        DecayEquilibria law = new DecayEquilibria(2, 3);
        assertEquals(2, law.decoupled(1.3, 0));
        for (double q : new double[] {1.1, 1.3, 1.5}) {
            double x = law.decoupled(q, 0.7);
            double m = q * 2 / 3;
            assertEquals(Math.pow(2 - x, q - 1), 0.7 * Math.pow(x, 1 - m), 1e-12);
        }
        // At depth 2 gradient flow shrinks by α, decoupled or not.
        assertEquals(1.3, new DecayEquilibria(2, 2).decoupled(2, 0.7), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> law.decoupled(2, 0.7));
        assertThrows(IllegalArgumentException.class, () -> new DecayEquilibria(0, 3));
    }
}
