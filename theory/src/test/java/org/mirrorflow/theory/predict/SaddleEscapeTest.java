package org.mirrorflow.theory.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.theory.reparam.SteepestProduct;

class SaddleEscapeTest {

    private static SaddleEscape of(double q, int depth, double g) {
        return new SaddleEscape(new SteepestProduct(q, depth), g);
    }

    /** The tabulated times, x* = 1, g = 1. */
    @ParameterizedTest
    @CsvSource({
        "2, 2, 2.30, 4.61, 6.91",
        "2, 3, 9, 99, 999",
        "2, 4, 49.5, 5000, 500000",
        "1, 2, 0.9, 0.99, 0.999",
        "1, 3, 0.9, 0.99, 0.999",
        "1, 10, 0.9, 0.99, 0.999",
        "1.5, 2, 1.37, 1.80, 1.94",
        "1.5, 3, 2.30, 4.61, 6.91",
        "1.5, 4, 4.3, 18, 61"
    })
    void tabulatedTimes(double q, int depth, double first, double second, double third) {
        SaddleEscape escape = of(q, depth, 1);
        // The table gives two to three figures.
        assertEquals(first, escape.time(0.1, 1), 0.006 * first);
        assertEquals(second, escape.time(0.01, 1), 0.006 * second);
        assertEquals(third, escape.time(0.001, 1), 0.006 * third);
    }

    /** Simpson's rule for ∫ dx/(L g^{q−1} x^m) in log x, a way of its own. */
    @ParameterizedTest
    @CsvSource({"1, 3, 0.7", "1.25, 5, 1.3", "1.25, 6, 1", "1.9, 2, 2", "2, 3, 0.5", "1.5, 3, 0.25"})
    void timesAgreeWithQuadrature(double q, int depth, double g) {
        SteepestProduct law = new SteepestProduct(q, depth);
        double a = depth * Math.log(0.05);
        double b = Math.log(1.7);
        int n = 2000;
        double sum = 0;
        for (int k = 0; k <= n; k++) {
            double u = a + (b - a) * k / n;
            double weight = k == 0 || k == n ? 1 : k % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(u * (1 - law.metricExponent()));
        }
        double expected = sum * (b - a) / n / 3 / (depth * Math.pow(g, q - 1));
        assertEquals(expected, of(q, depth, g).time(0.05, 1.7), 1e-9 * expected);
    }

    @Test
    void regimes() {
        assertEquals(SaddleEscape.Regime.BOUNDED, of(1, 10, 1).regime());
        assertEquals(SaddleEscape.Regime.LOGARITHMIC, of(1.25, 5, 1).regime());
        assertEquals(SaddleEscape.Regime.LOGARITHMIC, of(1.2, 6, 1).regime());
        assertEquals(SaddleEscape.Regime.POWER, of(1.25, 6, 1).regime());
        assertEquals(99.0 + 1, of(2, 3, 1).blowUp(0.01), 1e-9);
        assertEquals(of(2, 4, 3).blowUp(0.1), of(2, 4, 3).time(0.1, 1e12), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, of(1.5, 3, 1).blowUp(0.1));
        assertEquals(0, of(2, 2, 1).time(2, 1));
        assertThrows(IllegalArgumentException.class, () -> of(2, 2, 0));
    }

    @Test
    void halfTimesOfTheStaircase() {
        assertEquals(4.952, SaddleEscape.halfTime(2, 1e-8), 5e-4);
        assertEquals(9.557, SaddleEscape.halfTime(-1, 1e-8), 5e-4);
        assertEquals(35.455, SaddleEscape.halfTime(0.25, 1e-8), 5e-4);
        assertEquals(SaddleEscape.halfTime(1, 1e-8), SaddleEscape.staircaseTime(1, 1e-8, 0.5), 1e-8);
        // Exact law against Runge–Kutta on ẋ = 2√(x² + β²)(y − x) with a large β.
        double x = 0;
        double time = SaddleEscape.staircaseTime(1.5, 0.4, 0.8);
        int n = 2000;
        double h = time / n;
        for (int k = 0; k < n; k++) {
            double a = rate(x);
            double b = rate(x + 0.5 * h * a);
            double c = rate(x + 0.5 * h * b);
            double d = rate(x + h * c);
            x += h * (a + 2 * b + 2 * c + d) / 6;
        }
        assertEquals(0.8 * 1.5, x, 1e-10);
    }

    private static double rate(double x) {
        return 2 * Math.hypot(x, 0.4) * (1.5 - x);
    }

    @Test
    void closedFormOfSignFlowAndItsInverse() {
        assertEquals(-0.25, SaddleEscape.signFlow(-0.25, 0.05, 3, 10));
        assertEquals(0.5 * 0.55 * 0.55, SaddleEscape.signFlow(9, 0.05, 3, 0.5), 1e-15);
        for (int depth = 2; depth < 11; depth++) {
            double t = SaddleEscape.signFlowTime(0.5, 0.1, depth);
            assertEquals(0.5, t * Math.pow(t + 0.1, depth - 1), 1e-13);
        }
        assertTrue(SaddleEscape.signFlowTime(-0.5, 0.1, 3) > 0);
    }

    @Test
    void integralBound() {
        // B = 4, q = 1.5: √4 · 3/0.5 against 3/(√4 · 0.5).
        GradientIntegralBound bound = new GradientIntegralBound(1.5, 4, 3, 0.5);
        assertEquals(12, bound.value(), 1e-14);
        assertEquals(3, bound.dividedValue(), 1e-14);
    }
}
