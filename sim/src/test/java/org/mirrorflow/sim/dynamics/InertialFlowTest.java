package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.BesselJ;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.HyperbolicAware;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.ScaledCosh;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.reparam.ReparametrizationFamily;
import org.mirrorflow.theory.weights.Start;

/** Flows of second order, the flow in the primal and descent with label noise, against what is known in closed form. */
class InertialFlowTest {

    private static final LinearRegression SCALAR = new LinearRegression(
            new DMatrixRMaj(new double[][] {{1.5}}), new double[] {3}, List.of(), null, "one weight, w* = 2");

    private static Model direct(int dimension) {
        ReparametrizationFamily family = Components.PARAMETRIZATIONS.get("direct");
        return new Model.Factored(family.create(Settings.defaults(family.parameters()), Start.of(dimension)));
    }

    private static Dynamics create(String id, LinearRegression problem, Model model, Map<String, Object> settings) {
        DynamicsFamily family = Components.DYNAMICS.get(id);
        return family.create(Settings.of(family.parameters(), settings), problem, model, 5);
    }

    private static double at(Dynamics flow, double time) {
        while (flow.time() < time) {
            flow.advance(time);
        }
        return flow.weights()[0];
    }

    @Test
    void aBallOnAParabolaIsADampedOscillator() {
        // ẍ + γẋ + 2.25(x − 2) = 0 from rest at 0
        double error = Double.NaN;
        for (double tolerance : new double[] {1e-5, 1e-10}) {
            Dynamics flow =
                    create("heavy-ball-flow", SCALAR, direct(1), Map.of("friction", 0.6, "tolerance", tolerance));
            double start = flow.weights()[0];
            double omega = Math.sqrt(2.25 - 0.09);
            double worst = 0;
            for (double t : new double[] {0.5, 2, 7}) {
                double wave = Math.exp(-0.3 * t) * (Math.cos(omega * t) + 0.3 / omega * Math.sin(omega * t));
                worst = Math.max(worst, Math.abs(at(flow, t) - (2 + (start - 2) * wave)));
            }
            assertTrue(Double.isNaN(error) || worst < 1e-3 * error, "the error falls with the tolerance");
            error = worst;
        }
        assertTrue(error < 1e-8, "error " + error);
    }

    @Test
    void frictionOnlyTakesEnergyAway() {
        InertialFlow flow = (InertialFlow) create("heavy-ball-flow", SCALAR, direct(1), Map.of("friction", 0.1));
        double before = flow.energy();
        while (flow.time() < 20) {
            flow.advance(20);
            assertTrue(flow.energy() <= before * (1 + 1e-9));
            before = flow.energy();
        }
        assertTrue(before > 0.05 * 4.5 * Math.exp(-2), "little friction leaves most of it");
    }

    @Test
    void muchFrictionIsGradientFlowOnASlowerClock() {
        Dynamics heavy = create("heavy-ball-flow", SCALAR, direct(1), Map.of("friction", 1e3));
        Dynamics plain = create("gradient-flow", SCALAR, direct(1), Map.of());
        assertEquals(at(plain, 0.8), at(heavy, 800), 1e-5);
    }

    @Test
    void nesterovOnAParabolaIsABesselFunction() {
        // x(t) − 2 = (x₀ − 2) 2 J₁(ωt)/(ωt), ω = 1.5
        Dynamics flow = create("nesterov-flow", SCALAR, direct(1), Map.of("tolerance", 1e-11));
        double start = flow.weights()[0];
        for (double t : new double[] {0.1, 1, 4, 20}) {
            double z = 1.5 * t;
            assertEquals(2 + (start - 2) * 2 * BesselJ.value(1, z) / z, at(flow, t), 1e-8);
        }
    }

    @Test
    void theFlowInThePrimalIsTheMirrorFlow() {
        LinearRegression problem = new LinearRegression(
                new DMatrixRMaj(new double[][] {{1, .5, -.25, .75}, {.25, -1, .5, 1}}),
                new double[] {1, .5},
                List.of(),
                null,
                "two equations");
        for (ScalarPotential potential : List.of(new HyperbolicAware(10), new ScaledCosh(0.3))) {
            Model model = new Model.Mirrored(SeparableMirrorMap.uniform(potential, 4));
            Dynamics primal = create("riemannian-flow", problem, model, Map.of("tolerance", 1e-10));
            Dynamics dual = create("mirror-flow", problem, model, Map.of("tolerance", 1e-10));
            for (double t : new double[] {0.1, 1, 5}) {
                at(primal, t);
                at(dual, t);
                assertArrayEquals(dual.weights(), primal.weights(), 1e-8);
            }
        }
    }

    @Test
    void labelNoiseIsUnbiasedAndDrawnBySeed() {
        LinearRegression problem = new LinearRegression(
                new DMatrixRMaj(new double[][] {{1, 2}, {-1, 0.5}, {0.5, 1}}),
                new double[] {1, -1, 2},
                List.of(),
                null,
                "three equations");
        double[] mean = new double[2];
        int draws = 4000;
        for (int batch : new int[] {0, 2}) {
            java.util.Arrays.fill(mean, 0);
            for (int seed = 0; seed < draws; seed++) {
                DynamicsFamily family = Components.DYNAMICS.get("label-noise-descent");
                Dynamics descent = family.create(
                        Settings.of(family.parameters(), Map.of("step-size", 1.0, "batch", batch, "label-noise", 0.5)),
                        problem,
                        direct(2),
                        seed);
                double[] start = descent.weights().clone();
                descent.advance(1);
                for (int j = 0; j < 2; j++) {
                    mean[j] += (start[j] - descent.weights()[j]) / draws;
                }
            }
            double[] gradient = new double[2];
            problem.lossAndGradient(direct(2).startWeights(), gradient);
            assertArrayEquals(gradient, mean, 0.15, "batch " + batch);
        }
    }

    @Test
    void batchesOfARegressionAverageToItsLoss() {
        LinearRegression problem = new LinearRegression(
                new DMatrixRMaj(new double[][] {{1, 2}, {-1, 0.5}, {0.5, 1}}),
                new double[] {1, -1, 2},
                List.of(),
                null,
                "three equations");
        double[] w = {0.3, -0.7};
        double[] one = new double[2];
        double[] mean = new double[2];
        double loss = 0;
        for (int i = 0; i < 3; i++) {
            loss += problem.lossAndGradient(w, new int[] {i}, one) / 3;
            mean[0] += one[0] / 3;
            mean[1] += one[1] / 3;
        }
        double[] gradient = new double[2];
        assertEquals(problem.lossAndGradient(w, gradient), loss, 1e-15);
        assertArrayEquals(gradient, mean, 1e-15);
        assertEquals(problem.loss(w), problem.lossAndGradient(w, new int[] {2, 0, 1}, one), 1e-15);
    }
}
