package org.mirrorflow.theory.reparam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.descent.LpGeometry;
import org.mirrorflow.theory.weights.SeededRandom;

class SteepestProductTest {

    @Test
    void exponentBorderAndCoercivity() {
        assertEquals(1, new SteepestProduct(2, 2).metricExponent());
        assertEquals(4.0 / 3, new SteepestProduct(2, 3).metricExponent(), 1e-15);
        assertTrue(new SteepestProduct(2, 2).bregman());
        assertFalse(new SteepestProduct(2, 3).bregman());
        for (int depth = 1; depth < 50; depth++) {
            assertTrue(new SteepestProduct(1, depth).bregman(), "sign flow at every depth");
        }
        // The border is L* = q/(q − 1), the dual exponent p.
        for (double q : new double[] {1.2, 1.25, 1.5, 2}) {
            double border = SteepestProduct.criticalDepth(q);
            assertEquals(new LpGeometry(1, q).p(), border, 1e-12);
            for (int depth = 1; depth < 10; depth++) {
                assertEquals(depth <= border + 1e-9, new SteepestProduct(q, depth).bregman(), "q=" + q + " L=" + depth);
            }
        }
        assertEquals(Double.POSITIVE_INFINITY, SteepestProduct.criticalDepth(1));
        // λ = 0.1, L = 3: 1e-2, 1e-3, 1e-4 for q = 1, 1.5, 2.
        assertEquals(1e-2, new SteepestProduct(1, 3).coercivity(0.1), 1e-15);
        assertEquals(1e-3, new SteepestProduct(1.5, 3).coercivity(0.1), 1e-15);
        assertEquals(1e-4, new SteepestProduct(2, 3).coercivity(0.1), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new SteepestProduct(2.5, 2));
        assertThrows(IllegalArgumentException.class, () -> new SteepestProduct(1.5, 3).inverseMetric(1, 2));
    }

    /** The factors' velocities, put together by the product rule, against −φ_q(g)/R″. */
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 4", "1.3, 3", "1.5, 2", "2, 3", "1.75, 5"})
    void theWeightMovesByTheInverseMetric(double q, int depth) {
        SteepestProduct law = new SteepestProduct(q, depth);
        SeededRandom random = new SeededRandom(7L * depth + (long) (100 * q));
        for (int trial = 0; trial < 20; trial++) {
            double[] w = new double[depth];
            double least = Double.POSITIVE_INFINITY;
            double product = 1;
            for (int i = 0; i < depth; i++) {
                w[i] = random.nextGaussian();
                least = Math.min(least, Math.abs(w[i]));
                product *= w[i];
            }
            double g = random.nextGaussian();
            double speed = 0;
            double[] gaps = new double[depth - 1];
            int at = 0;
            boolean skipped = false;
            for (int i = 0; i < depth; i++) {
                double others = product / w[i];
                speed += others * -LpGeometry.field(g * others, q);
                if (!skipped && Math.abs(w[i]) == least) {
                    skipped = true;
                } else {
                    gaps[at++] = law.balance(w[i], least);
                }
            }
            double metric = law.inverseMetric(w);
            assertEquals(-LpGeometry.field(g, q) * metric, speed, 1e-12 * Math.abs(speed));
            assertEquals(metric, law.inverseMetricAt(product, gaps), 1e-11 * metric);
            assertTrue(metric >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1.25, 0.3", "1.5, 0.5", "2, 0.7"})
    void atDepthTwoTheMetricAndTheMirrorHaveClosedForms(double q, double gap) {
        SteepestProduct law = new SteepestProduct(q, 2);
        for (double x : new double[] {1e-12, 0.01, 0.3, 1, 50}) {
            assertEquals(Math.sqrt(4 * Math.pow(x, q) + gap * gap), law.inverseMetricAt(-x, gap), 1e-13 * (1 + x * x));
            double expected = q == 1
                    ? 0.5 * (Math.sqrt(4 * x + gap * gap) - gap)
                    : q == 2 ? 0.5 * Math.log(2 * x / gap + Math.hypot(1, 2 * x / gap)) : Double.NaN;
            if (!Double.isNaN(expected)) {
                assertEquals(expected, law.mirrorBetween(0, x, gap), 1e-12 * (1 + expected));
            }
        }
        // (x/λ)·₂F₁(½, 1/q; 1 + 1/q; −u) = (x/λ) Σ (½)_k/k! · (−u)^k/(1 + kq), u = 4x^q/λ², by its series for u < 1.
        double x = Math.pow(0.2 * gap * gap / 4, 1 / q);
        double sum = 0;
        double term = 1;
        for (int k = 0; k < 80; k++) {
            sum += term / (1 + k * q);
            term *= -0.2 * (0.5 + k) / (k + 1);
        }
        assertEquals(x / gap * sum, law.mirrorBetween(0, x, gap), 1e-13 * x / gap);
        assertEquals(-x / gap * sum, law.mirrorBetween(0, -x, gap), 1e-13 * x / gap, "odd");
        assertEquals(2 * x / gap * sum, law.mirrorBetween(-x, x, gap), 1e-12 * x / gap);
        assertEquals(-2 * x / gap * sum, law.mirrorBetween(x, -x, gap), 1e-12 * x / gap);
    }

    /** For sign flow the mirror is the small factor itself: x = η(|η| + λ)^{L−1}. */
    @Test
    void underSignFlowTheMirrorIsTheSmallFactor() {
        for (int depth = 2; depth <= 5; depth++) {
            double[] gaps = new double[depth - 1];
            java.util.Arrays.fill(gaps, 0.3);
            for (double eta : new double[] {0.001, 0.2, 1.1}) {
                double x = eta * Math.pow(eta + 0.3, depth - 1);
                assertEquals(eta, new SteepestProduct(1, depth).mirrorBetween(0, x, gaps), 1e-12);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 5", "1.5, 2", "1.5, 3", "2, 2", "2, 3"})
    void equalFactors(double q, int depth) {
        SteepestProduct law = new SteepestProduct(q, depth);
        double m = law.metricExponent();
        for (double x : new double[] {0.05, 0.7, 3}) {
            double h = 1e-5 * x;
            double slope = (law.balancedMirror(x + h) - law.balancedMirror(x - h)) / (2 * h);
            assertEquals(1, slope * depth * Math.pow(x, m), 1e-8, "1/R″ = L|x|^m");
            double fromGaps = law.mirrorBetween(x, 2 * x, new double[depth - 1]);
            assertEquals(law.balancedMirror(2 * x) - law.balancedMirror(x), fromGaps, 1e-12 * (1 + fromGaps));
            double rise = (law.regulariser(x + h) - law.regulariser(x - h)) / (2 * h);
            assertEquals(law.regulariserDerivative(x), rise, 1e-7 * rise);
            assertEquals(-law.regulariserDerivative(x), law.regulariserDerivative(-x));
            // Decay −w of each factor moves x by −Lx, and so the mirror by −Lx·R″ = −M′.
            assertEquals(law.regulariserDerivative(x), depth * x / (depth * Math.pow(x, m)), 1e-12 * (1 + x));
        }
    }

    /** The exponents of the table: coupled 2/L, decoupled 2 − m. */
    @Test
    void regularisersOfTheTable() {
        assertEquals(3, new SteepestProduct(2, 2).regulariser(3), 1e-12);
        assertEquals(Math.pow(4, 1.5) / 1.5, new SteepestProduct(1, 2).regulariser(4), 1e-12);
        assertEquals(4, new SteepestProduct(1, 1000).regulariser(4), 0.01);
        assertEquals(3, new SteepestProduct(1, 2).coupledPenalty(-3), 1e-12);
        assertEquals(1.5 * Math.cbrt(64), new SteepestProduct(1, 3).coupledPenalty(8), 1e-12);
        assertEquals(Math.exp(-1.5 * 0.8), new SteepestProduct(1.5, 3).balanceShare(0.8), 1e-15);
    }
}
