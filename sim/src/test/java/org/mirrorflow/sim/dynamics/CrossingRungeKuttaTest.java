package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class CrossingRungeKuttaTest {

    /** ẏ = F(t, y) in one variable. */
    private record Scalar(DoubleBinaryOperator f, double tolerance) implements TimedField {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void rate(double t, double[] y, double[] rate) {
            rate[0] = f.applyAsDouble(t, y[0]);
        }

        @Override
        public double errorNorm(double[] before, double[] after, double[] error) {
            return Math.abs(error[0]) / (tolerance * (1 + Math.abs(after[0])));
        }
    }

    private static double[] run(TimedField field, double smallest, double start, double until, double[] count) {
        CrossingRungeKutta integrator = new CrossingRungeKutta(field, smallest);
        double[] y = {start};
        double t = 0;
        while (t < until) {
            t = integrator.step(t, y, until);
            count[0]++;
        }
        assertEquals(until, t);
        return y;
    }

    /** With a tolerance that nothing meets every step is forced, at the smallest size: order five on ẏ = y cos t. */
    @Test
    void orderFive() {
        double[] errors = new double[3];
        for (int k = 0; k < 3; k++) {
            double h = 0.2 / (1 << k);
            double[] y = run(new Scalar((t, x) -> x * Math.cos(t), 1e-300), h, 1, 4, new double[1]);
            errors[k] = Math.abs(y[0] - Math.exp(Math.sin(4)));
        }
        assertEquals(5, Math.log(errors[0] / errors[1]) / Math.log(2), 0.6);
        assertEquals(5, Math.log(errors[1] / errors[2]) / Math.log(2), 0.6);
    }

    @Test
    void meetsItsToleranceWhereTheSolutionIsSmooth() {
        double[] count = new double[1];
        double[] y = run(new Scalar((t, x) -> x * Math.cos(t), 1e-10), 1e-4, 1, 10, count);
        assertEquals(Math.exp(Math.sin(10)), y[0], 1e-8);
        assertTrue(count[0] < 600, "steps: " + count[0]);
    }

    /** From −1 at speed 2 to 0, then at speed 1. */
    @Test
    void aCrossingThatComesAloneIsResolvedFarBelowTheSmallestStep() {
        double[] count = new double[1];
        double[] y = run(new Scalar((t, x) -> x < 0 ? 2 : 1, 1e-12), 1e-3, -1, 3, count);
        assertEquals(2.5, y[0], 1e-8);
        assertTrue(count[0] < 150, "steps: " + count[0]);
    }

    /** ẏ = −sgn(y) + ½ reaches 0 at t = 2 and stays: the sliding solution of Filippov. */
    @Test
    void slidesWithChatterOfItsSmallestStepAndDoesNotStall() {
        for (double h : new double[] {1e-2, 1e-3}) {
            double[] count = new double[1];
            Scalar field = new Scalar((t, x) -> -Math.signum(x) + 0.5, 1e-12);
            CrossingRungeKutta integrator = new CrossingRungeKutta(field, h);
            double[] y = {1};
            double t = 0;
            double worst = 0;
            int forced = 0;
            while (t < 5) {
                t = integrator.step(t, y, 5);
                count[0]++;
                if (t > 2.001) {
                    worst = Math.max(worst, Math.abs(y[0]));
                    forced += integrator.forced() ? 1 : 0;
                }
            }
            assertTrue(worst <= 1.5 * h, "amplitude " + worst);
            assertTrue(count[0] < 3 * 3 / h + 200, "steps: " + count[0]);
            assertTrue(forced > 0.3 / h, "forced: " + forced);
        }
    }

    /** F jumps from 1 to −3 at t = 0.7: landing there, with stages on the near side, is exact. */
    @Test
    void landsOnAJumpInTime() {
        CrossingRungeKutta integrator = new CrossingRungeKutta(new Scalar((t, x) -> t < 0.7 ? 1 : -3, 1e-12), 1e-3);
        double[] y = {0};
        double t = 0;
        while (t < 2) {
            double jump = t < 0.7 ? 0.7 : Double.POSITIVE_INFINITY;
            integrator.endOfPiece(jump);
            t = integrator.step(t, y, Math.min(2, jump));
            assertFalse(integrator.forced());
        }
        assertEquals(0.7 - 3 * 1.3, y[0], 1e-13);
    }

    @Test
    void refusesAFieldThatIsNotFiniteAndNonsense() {
        CrossingRungeKutta integrator = new CrossingRungeKutta(new Scalar((t, x) -> Double.NaN, 1e-9), 1e-3);
        double[] y = {1};
        assertThrows(StepSizeException.class, () -> integrator.step(0, y, 1));
        assertEquals(1, y[0]);
        assertThrows(IllegalArgumentException.class, () -> new CrossingRungeKutta(new Scalar((t, x) -> 0, 1e-9), 0));
    }
}
