package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IntegratorTest {

    /** A small system with its dense Jacobian. */
    private abstract static class Small implements FlowSystem.Implicit {

        private final double tolerance;
        private final double[][] jacobian;
        private double[][] matrix = new double[0][];

        Small(int dimension, double tolerance) {
            this.tolerance = tolerance;
            this.jacobian = new double[dimension][dimension];
        }

        abstract void jacobian(double[] y, double[][] out);

        @Override
        public int dimension() {
            return jacobian.length;
        }

        @Override
        public double errorNorm(double[] before, double[] after, double[] error) {
            double norm = 0;
            for (int i = 0; i < error.length; i++) {
                norm = Math.max(norm, Math.abs(error[i]) / (tolerance * (1 + Math.abs(after[i]))));
            }
            return norm;
        }

        @Override
        public void linearise(double[] y) {
            jacobian(y, jacobian);
        }

        @Override
        public boolean factor(double s) {
            int n = dimension();
            matrix = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i][j] = (i == j ? s : 0) - jacobian[i][j];
                }
            }
            return true;
        }

        /** Cramer's rule, for one or two unknowns. */
        @Override
        public void solve(double[] b, double[] x) {
            if (b.length == 1) {
                x[0] = b[0] / matrix[0][0];
                return;
            }
            double determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0];
            double first = (b[0] * matrix[1][1] - matrix[0][1] * b[1]) / determinant;
            x[1] = (matrix[0][0] * b[1] - b[0] * matrix[1][0]) / determinant;
            x[0] = first;
        }
    }

    /** Normal form of the Hopf bifurcation: angle t, radius 1/√(1 + 3e^{−2t}) from (½, 0). */
    private static final class Hopf extends Small {

        Hopf(double tolerance) {
            super(2, tolerance);
        }

        @Override
        public void rate(double[] y, double[] rate) {
            double growth = 1 - y[0] * y[0] - y[1] * y[1];
            double first = growth * y[0] - y[1];
            rate[1] = y[0] + growth * y[1];
            rate[0] = first;
        }

        @Override
        void jacobian(double[] y, double[][] out) {
            double growth = 1 - y[0] * y[0] - y[1] * y[1];
            out[0][0] = growth - 2 * y[0] * y[0];
            out[0][1] = -1 - 2 * y[0] * y[1];
            out[1][0] = 1 - 2 * y[0] * y[1];
            out[1][1] = growth - 2 * y[1] * y[1];
        }

        static double[] exact(double t) {
            double radius = 1 / Math.sqrt(1 + 3 * Math.exp(-2 * t));
            return new double[] {radius * Math.cos(t), radius * Math.sin(t)};
        }
    }

    /** The problem of Kaps, stiff for small ε: y₁ = e^{−2t}, y₂ = e^{−t} whatever ε. */
    private static final class Kaps extends Small {

        private final double epsilon;

        Kaps(double epsilon, double tolerance) {
            super(2, tolerance);
            this.epsilon = epsilon;
        }

        @Override
        public void rate(double[] y, double[] rate) {
            double first = -(1 / epsilon + 2) * y[0] + y[1] * y[1] / epsilon;
            rate[1] = y[0] - y[1] - y[1] * y[1];
            rate[0] = first;
        }

        @Override
        void jacobian(double[] y, double[][] out) {
            out[0][0] = -(1 / epsilon + 2);
            out[0][1] = 2 * y[1] / epsilon;
            out[1][0] = 1;
            out[1][1] = -1 - 2 * y[1];
        }
    }

    /** ẏ = c·yᵖ. */
    private static final class Power extends Small {

        private final double c;
        private final int p;

        Power(double c, int p, double tolerance) {
            super(1, tolerance);
            this.c = c;
            this.p = p;
        }

        @Override
        public void rate(double[] y, double[] rate) {
            rate[0] = c * Math.pow(y[0], p);
        }

        @Override
        void jacobian(double[] y, double[][] out) {
            out[0][0] = c * p * Math.pow(y[0], p - 1);
        }
    }

    static Stream<Arguments> integrators() {
        Function<FlowSystem.Implicit, Integrator> explicit = DormandPrince::new;
        Function<FlowSystem.Implicit, Integrator> implicit = Rodas::new;
        return Stream.of(Arguments.of(Named.of("Dormand-Prince", explicit)), Arguments.of(Named.of("Rodas", implicit)));
    }

    private static double[] solve(Integrator integrator, double[] start, double end) {
        double[] y = start.clone();
        for (double t = 0; t < end; ) {
            t = integrator.step(t, y, end);
        }
        return y;
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void theErrorFallsWithTheStatedOrder(Function<FlowSystem.Implicit, Integrator> of) {
        double[] errors = new double[3];
        int order = of.apply(new Kaps(0.3, 1)).order();
        for (int level = 0; level < errors.length; level++) {
            int steps = 64 << level;
            // With this tolerance every step is accepted, and the landing times alone decide its size.
            Integrator integrator = of.apply(new Kaps(0.3, 1e6));
            double[] y = {1, 1};
            double t = 0;
            for (int i = 1; i <= steps; i++) {
                double landing = 2.0 * i / steps;
                t = integrator.step(t, y, landing);
                assertEquals(landing, t, "the step was not taken as a whole");
            }
            errors[level] = Math.hypot(y[0] - Math.exp(-4), y[1] - Math.exp(-2));
        }
        for (int level = 1; level < errors.length; level++) {
            double measured = Math.log(errors[level - 1] / errors[level]) / Math.log(2);
            assertEquals(order, measured, 0.25, "errors " + Arrays.toString(errors));
        }
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void agreesWithAnIndependentMethodOfOrderEight(Function<FlowSystem.Implicit, Integrator> of) {
        double[] reference = new double[2];
        Hopf hopf = new Hopf(1);
        new DormandPrince853Integrator(1e-12, 1, 1e-13, 1e-13)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return 2;
                            }

                            @Override
                            public void computeDerivatives(double t, double[] y, double[] rate) {
                                hopf.rate(y, rate);
                            }
                        },
                        0,
                        new double[] {0.5, 0},
                        7,
                        reference);
        assertArrayEquals(Hopf.exact(7), reference, 1e-11);
        assertArrayEquals(reference, solve(of.apply(new Hopf(1e-11)), new double[] {0.5, 0}, 7), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aSmallerToleranceGivesASmallerError(Function<FlowSystem.Implicit, Integrator> of) {
        double previous = 1;
        for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
            double[] y = solve(of.apply(new Hopf(tolerance)), new double[] {0.5, 0}, 5);
            double[] exact = Hopf.exact(5);
            double error = Math.hypot(y[0] - exact[0], y[1] - exact[1]);
            assertTrue(error < 30 * tolerance, "error " + error + " at tolerance " + tolerance);
            assertTrue(error < previous / 5, "error " + error + " after " + previous);
            previous = error;
        }
    }

    @Test
    void rodasPassesAStiffProblemInFewSteps() {
        Integrator rodas = new Rodas(new Kaps(1e-9, 1e-7));
        double[] y = {1, 1};
        int steps = 0;
        for (double t = 0; t < 1; steps++) {
            t = rodas.step(t, y, 1);
        }
        assertArrayEquals(new double[] {Math.exp(-2), Math.exp(-1)}, y, 1e-6);
        assertTrue(steps < 60, steps + " steps; an explicit method is bound to steps of 3e-9");
    }

    @Test
    void rodasIsStableAtInfinity() {
        for (double stiffness : new double[] {1e2, 1e4, 1e8, 1e12}) {
            Integrator rodas = new Rodas(new Power(-stiffness, 1, 1e9));
            double[] y = {1};
            rodas.step(0, y, 1);
            // The published coefficients are rounded to 15 digits.
            assertTrue(Math.abs(y[0]) < 10 / stiffness + 1e-10, "one step leaves " + y[0] + " at λh = " + stiffness);
        }
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void landsExactlyAndGoesOnAtItsPace(Function<FlowSystem.Implicit, Integrator> of) {
        Integrator free = of.apply(new Hopf(1e-8));
        int freeSteps = 0;
        double[] y = {0.5, 0};
        for (double t = 0; t < 9; freeSteps++) {
            t = free.step(t, y, 9);
        }
        Integrator landing = of.apply(new Hopf(1e-8));
        double[] z = {0.5, 0};
        int steps = 0;
        double t = 0;
        for (double mark : new double[] {0.1, 1.0 / 3, 1.7, Math.nextUp(1.7), Math.PI, 9}) {
            while (t < mark) {
                double before = t;
                t = landing.step(t, z, mark);
                assertTrue(t > before && t <= mark, t + " from " + before + " towards " + mark);
                steps++;
            }
            assertEquals(mark, t);
        }
        assertArrayEquals(Hopf.exact(9), z, 1e-6);
        assertTrue(steps <= freeSteps + 12, steps + " steps with five landings, " + freeSteps + " without");
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void goesOnWithTheSameBitsFromItsMemory(Function<FlowSystem.Implicit, Integrator> of) {
        Integrator first = of.apply(new Hopf(1e-9));
        double[] y = {0.5, 0};
        double t = 0;
        for (int i = 0; i < 15; i++) {
            t = first.step(t, y, 100);
        }
        Integrator second = of.apply(new Hopf(1e-9));
        second.restore(first.memory());
        double[] z = y.clone();
        double s = t;
        for (int i = 0; i < 40; i++) {
            t = first.step(t, y, 100);
            s = second.step(s, z, 100);
            assertEquals(t, s);
            assertArrayEquals(y, z);
        }
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void saysWhereASolutionExplodes(Function<FlowSystem.Implicit, Integrator> of) {
        Integrator integrator = of.apply(new Power(1, 2, 1e-8));
        double[] y = {1};
        double[] time = {0};
        double[] last = {0};
        StepSizeException explosion = assertThrows(StepSizeException.class, () -> {
            for (int i = 0; i < 1_000_000; i++) {
                last[0] = y[0];
                time[0] = integrator.step(time[0], y, 2);
            }
        });
        assertEquals(1, time[0], 1e-3, "1/(1 − t) explodes at 1");
        assertEquals(last[0], y[0], "the last state is kept");
        assertTrue(explosion.getMessage().contains("t = "), explosion.getMessage());
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aRightHandSideThatIsNowhereDefinedIsNoEndlessLoop(Function<FlowSystem.Implicit, Integrator> of) {
        Integrator integrator = of.apply(new Power(Double.NaN, 1, 1e-8));
        double[] y = {1};
        assertThrows(StepSizeException.class, () -> integrator.step(0, y, 1));
        assertArrayEquals(new double[] {1}, y);
    }
}
