package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.DiagonalNetwork;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.LogDifference;
import org.mirrorflow.theory.reparam.Powerpropagation;
import org.mirrorflow.theory.reparam.Reparametrization;

/** Flows under weight decay that changes in time. */
class DecayedFlowTest {

    private static final LinearRegression PROBLEM = new LinearRegression(
            new DMatrixRMaj(new double[][] {{1, 0.5, -0.3}, {0.2, -1, 0.8}}),
            new double[] {1, -0.5},
            List.of(),
            null,
            "for the decay");

    private static final double[] U = {0.9, 0.8, 0.7};
    private static final double[] V = {0.5, 0.6, 0.65};

    private static Dynamics flow(String kind, Reparametrization g, Object... settings) {
        DynamicsFamily family = Components.DYNAMICS.get(kind);
        Map<String, Object> given = new LinkedHashMap<>(Map.of("tolerance", 1e-11));
        for (int i = 0; i < settings.length; i += 2) {
            given.put((String) settings[i], settings[i + 1]);
        }
        return family.create(Settings.of(family.parameters(), given), PROBLEM, new Model.Factored(g), 0);
    }

    private static double[] at(Dynamics dynamics, double time) {
        while (dynamics.time() < time) {
            dynamics.advance(time);
        }
        return dynamics.weights().clone();
    }

    @Test
    void factorsAndMovingMirrorAreOneTrajectoryUnderEverySchedule() {
        for (Schedule.Shape shape : Schedule.Shape.values()) {
            Object[] decay = {
                "weight-decay", 0.4, "decay-shape", shape.id(), "decay-time", 0.7, "decay-from", 0.2, "decay-off", 1.5
            };
            for (Reparametrization g :
                    List.of(new HadamardProduct(U, V), new DiagonalNetwork(2, U, V), new Powerpropagation(2, U))) {
                double[] factors = at(flow("gradient-flow", g, decay), 2);
                assertArrayEquals(factors, at(flow("mirror-flow", g, decay), 2), 1e-9, shape + " " + g.getClass());
                if (!(g instanceof Powerpropagation)) {
                    Object[] rodas = new Object[decay.length + 2];
                    System.arraycopy(decay, 0, rodas, 0, decay.length);
                    rodas[decay.length] = "integrator";
                    rodas[decay.length + 1] = "rodas";
                    assertArrayEquals(factors, at(flow("gradient-flow", g, rodas), 2), 1e-8, "rodas " + shape);
                }
            }
        }
    }

    @Test
    void theAdmissiblePenaltyMovesTheMirrorAndSquaresDoNot() {
        for (Reparametrization g : List.of(
                new DiagonalNetwork(3, U, V),
                new DiagonalNetwork(4, U, V),
                new LogDifference(new double[] {2, 1.8, 2.2}, new double[] {2, 2, 2}))) {
            Object[] own = {"weight-decay", 0.3, "decay-of", "admissible"};
            assertArrayEquals(
                    at(flow("gradient-flow", g, own), 1), at(flow("mirror-flow", g, own), 1), 1e-9, g.toString());
            assertThrows(InvalidSettingException.class, () -> flow("mirror-flow", g, "weight-decay", 0.3));
        }
        assertThrows(
                InvalidSettingException.class,
                () -> flow("gradient-flow", new HadamardProduct(U, V), "weight-decay", 0.3, "decay-of", "admissible"));
    }

    @Test
    void aStepLandsOnEveryBreakAndASaveGoesOnBitForBit() {
        for (String kind : List.of("gradient-flow", "mirror-flow")) {
            Object[] decay = {"weight-decay", 0.5, "decay-from", 0.3, "decay-off", 0.9};
            Dynamics flow = flow(kind, new HadamardProduct(U, V), decay);
            boolean on = false;
            boolean off = false;
            while (flow.time() < 1.5) {
                Dynamics resumed = flow(kind, new HadamardProduct(U, V), decay);
                resumed.restore(flow.save());
                flow.advance(1.5);
                resumed.advance(1.5);
                assertEquals(flow.time(), resumed.time());
                assertArrayEquals(flow.state(), resumed.state());
                assertEquals(flow.dose(), resumed.dose());
                on |= flow.time() == 0.3;
                off |= flow.time() == 0.9;
            }
            assertTrue(on && off, kind);
            assertEquals(0.3, flow.dose(), 1e-15);
        }
    }

    /** ẏ = −(1 + sin t)y + cos t of which y = sin t + … is not needed: the order is measured against a fine run. */
    private static final class Driven implements FlowSystem.Implicit {

        private double slope;
        private double shift;

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void rate(double[] y, double[] rate) {
            rate(0, y, rate);
        }

        @Override
        public void rate(double t, double[] y, double[] rate) {
            rate[0] = -(1 + Math.sin(3 * t)) * y[0] * y[0] + Math.cos(2 * t);
        }

        @Override
        public double errorNorm(double[] before, double[] after, double[] error) {
            return 0;
        }

        @Override
        public void linearise(double[] y) {
            linearise(0, y);
        }

        @Override
        public void linearise(double t, double[] y) {
            slope = -2 * (1 + Math.sin(3 * t)) * y[0];
        }

        @Override
        public boolean autonomous() {
            return false;
        }

        @Override
        public void timeDerivative(double t, double[] y, double[] out) {
            out[0] = -3 * Math.cos(3 * t) * y[0] * y[0] - 2 * Math.sin(2 * t);
        }

        @Override
        public boolean factor(double s) {
            shift = s - slope;
            return true;
        }

        @Override
        public void solve(double[] b, double[] x) {
            x[0] = b[0] / shift;
        }
    }

    private static double driven(Function<FlowSystem.Implicit, Integrator> of, int steps) {
        Integrator integrator = of.apply(new Driven());
        double[] y = {0.7};
        double t = 0;
        for (int i = 1; i <= steps; i++) {
            while (t < 2.0 * i / steps) {
                t = integrator.step(t, y, 2.0 * i / steps);
            }
        }
        return y[0];
    }

    @Test
    void bothIntegratorsKeepTheirOrderWhereTimeEnters() {
        double exact = driven(DormandPrince::new, 4000);
        for (Function<FlowSystem.Implicit, Integrator> of :
                List.<Function<FlowSystem.Implicit, Integrator>>of(DormandPrince::new, Rodas::new)) {
            int order = of.apply(new Driven()).order();
            double coarse = Math.abs(driven(of, 20) - exact);
            double fine = Math.abs(driven(of, 80) - exact);
            double measured = Math.log(coarse / fine) / Math.log(4);
            assertTrue(measured > order - 0.4 && measured < order + 1, order + " measured as " + measured);
        }
    }

    @Test
    void decayToComeKeepsARunGoing() throws Exception {
        Run run = Specs.finished(
                "model.kind",
                "hadamard-product",
                "model.initial-scale",
                0.5,
                "dynamics.kind",
                "mirror-flow",
                "dynamics.weight-decay",
                0.5,
                "dynamics.decay-from",
                3000,
                "dynamics.decay-off",
                3002);
        assertEquals(Outcome.Kind.CONVERGED, run.outcome().orElseThrow().kind());
        assertTrue(run.time() >= 3002, "ended at " + run.time());
        assertTrue(run.experiment().lossBound().isEmpty(), "the bound without decay is not claimed");
        double[] end = run.history().weights(run.history().size() - 1);
        assertArrayEquals(run.experiment().prediction("limit").orElseThrow().weights(), end, 1e-5);
        assertTrue(run.experiment().distanceFromPath(end, 1.0).orElseThrow() < 1e-6);
        assertTrue(run.experiment().distanceFromPath(end, 0.0).orElseThrow() > 1e-3);
    }

    @Test
    void stiffStartsArriveOnTheFactors() throws Exception {
        for (double scale : new double[] {0.01, 1e-8}) {
            Run run = Specs.finished(
                    "model.depth", 4, "model.initial-scale", scale, "stop.time", 1e40, "stop.steps", 100_000);
            assertEquals(Outcome.Kind.CONVERGED, run.outcome().orElseThrow().kind(), "from " + scale);
            double drift = 0;
            for (double d : run.history().column("balance-drift")) {
                drift = Math.max(drift, d);
            }
            assertTrue(drift < 1e-5, "balance drift " + drift + " from " + scale);
        }
    }
}
