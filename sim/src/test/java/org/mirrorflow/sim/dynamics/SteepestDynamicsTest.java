package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.weights.SeededRandom;

class SteepestDynamicsTest {

    private static final LinearRegression TWO_EQUATIONS = new LinearRegression(
            new DMatrixRMaj(new double[][] {{1, 0.5, -0.25, 0.75}, {0.25, -1, 0.5, 1}}),
            new double[] {1, 0.5},
            List.of(),
            null,
            "two equations");

    private static LinearRegression orthogonal(double... targets) {
        DMatrixRMaj identity = new DMatrixRMaj(targets.length, targets.length);
        for (int i = 0; i < targets.length; i++) {
            identity.set(i, i, 1);
        }
        return new LinearRegression(identity, targets, List.of(), null, "orthogonal");
    }

    private static Model product(int dimension, double... factors) {
        double[][] all = new double[factors.length][dimension];
        for (int k = 0; k < factors.length; k++) {
            java.util.Arrays.fill(all[k], factors[k]);
        }
        return new Model.Factored(new ProductOfFactors(all));
    }

    private static Dynamics dynamics(String id, LinearRegression problem, Model model, Object... settings) {
        DynamicsFamily family = Components.DYNAMICS.get(id);
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put((String) settings[i], settings[i + 1]);
        }
        return family.create(Settings.of(family.parameters(), values), problem, model, 1);
    }

    private static Dynamics at(Dynamics flow, double time) {
        while (flow.time() < time) {
            flow.advance(time);
        }
        return flow;
    }

    @Test
    void atQTwoItIsGradientFlow() {
        Model model = product(4, 0.3, 0.4, 0.5);
        double[] expected = at(dynamics("gradient-flow", TWO_EQUATIONS, model, "tolerance", 1e-11), 3)
                .weights();
        double[] own = at(dynamics("steepest-flow", TWO_EQUATIONS, model, "exponent", 2, "tolerance", 1e-11), 3)
                .weights();
        assertArrayEquals(expected, own, 1e-9);
    }

    /** Sign flow from the saddle against its closed form, with the chatter it reports; half the step, half the chatter. */
    @Test
    void signFlowFollowsItsClosedFormWithinItsChatter() {
        double[] worst = new double[2];
        for (int k = 0; k < 2; k++) {
            double h = k == 0 ? 4e-4 : 1e-4;
            Dynamics flow =
                    dynamics("steepest-flow", orthogonal(1, -0.25), product(2, 0, 0.05, 0.05), "smallest-step", h);
            double chatter = 0;
            for (int row = 1; row <= 60; row++) {
                double t = 0.02 * row;
                at(flow, t);
                chatter = Math.max(chatter, ((Chattering) flow).chatter());
                double free = t * (t + 0.05) * (t + 0.05);
                worst[k] = Math.max(worst[k], Math.abs(flow.weights()[0] - Math.min(1, free)));
                worst[k] = Math.max(worst[k], Math.abs(flow.weights()[1] + Math.min(0.25, free)));
            }
            assertTrue(chatter > 0 && chatter < 4 * h, "chatter " + chatter);
            assertTrue(worst[k] < 4 * h, "off by " + worst[k]);
        }
        assertTrue(worst[1] < 0.5 * worst[0], worst[0] + " and " + worst[1]);
    }

    /** ℓq balances under q = 1, 1.5, 2, conserved, and with a decay that is switched on and off halved to their law. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 1.5, 2})
    void balancesFollowTheDose(double q) {
        Model model = product(1, 0.2, 0.5, 0.7);
        LinearRegression scalar = orthogonal(9);
        for (double rate : new double[] {0, 0.8}) {
            Dynamics flow = at(
                    dynamics(
                            "steepest-flow",
                            scalar,
                            model,
                            "exponent",
                            q,
                            "weight-decay",
                            rate,
                            "decay-from",
                            0.05,
                            "decay-off",
                            0.3),
                    0.4);
            double[] w = flow.state();
            double share = Math.exp(-q * rate * 0.25);
            assertEquals(
                    share * (Math.pow(0.7, q) - Math.pow(0.2, q)),
                    Math.pow(w[2], q) - Math.pow(w[0], q),
                    1e-9,
                    "decay " + rate);
        }
    }

    @Test
    void discreteDecayIsSplitExactly() {
        // At the target the sign step vanishes (gradient 0), so only the decay acts.
        Dynamics descent = dynamics(
                "steepest-descent",
                orthogonal(0.125),
                product(1, 0.5, 0.5, 0.5),
                "weight-decay",
                0.7,
                "step-size",
                0.1);
        descent.advance(1);
        assertEquals(0.5 * Math.exp(-0.07), descent.state()[0], 1e-15);
        Dynamics coupled = dynamics(
                "steepest-descent",
                orthogonal(0.125),
                product(1, 0.5, 0.5, 0.5),
                "weight-decay",
                0.7,
                "step-size",
                0.1,
                "decay-coupling",
                "coupled");
        coupled.advance(1);
        assertEquals(0.4, coupled.state()[0], 1e-15, "the sign of the decay alone");
    }

    /** On its own coordinate hyperbolic entropy under sign flow is x = β sinh t until the target, which then holds exactly. */
    @Test
    void signMirrorFlowReachesItsTargetAndStays() {
        Model model = new Model.Mirrored(SeparableMirrorMap.uniform(new HyperbolicEntropy(0.1), 2));
        Dynamics flow =
                dynamics("steepest-mirror-flow", orthogonal(0.5, -0.05), model, "exponent", 1, "tolerance", 1e-9);
        for (double t : new double[] {0.1, 0.3, 1, 2, 3, 1000}) {
            at(flow, t);
            double free = 0.1 * Math.sinh(t);
            assertEquals(Math.min(0.5, free), flow.weights()[0], 1e-8);
            assertEquals(-Math.min(0.05, free), flow.weights()[1], 1e-8);
        }
        assertTrue(flow.steps() < 20_000, "steps: " + flow.steps());
    }

    /**
     * Linearly implicit against explicit with a small step, on coupled coordinates that slide, until more of them slide
     * than there are equations: with linearly dependent columns the sliding solution is not unique, and the two methods may
     * take different ones.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 1.5, 2})
    void slidingStepsAgreeWithSmallExplicitOnes(double q) {
        LinearRegression skew = new LinearRegression(
                new DMatrixRMaj(new double[][] {{1, 0.5, -0.3, 0.75}, {0.2, -1, 0.8, 0.6}}),
                new double[] {1, -0.5},
                List.of(),
                null,
                "no parallel columns");
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new HyperbolicEntropy(0.3), 4);
        Dynamics implicit =
                dynamics("steepest-mirror-flow", skew, new Model.Mirrored(map), "exponent", q, "tolerance", 1e-8);
        DualSteepestField field = new DualSteepestField(skew, map, q, 1e-10);
        CrossingRungeKutta explicit = new CrossingRungeKutta(field, 2e-5);
        double[] eta = new double[4];
        double[] w = new double[4];
        double t = 0;
        for (double until : new double[] {0.2, 0.6, 1}) {
            at(implicit, until);
            while (t < until) {
                t = explicit.step(t, eta, until);
            }
            map.conjugateGradient(eta, w);
            assertArrayEquals(w, implicit.weights(), 2e-4, "t = " + until);
        }
    }

    /** At fixed tolerance ratio 100 the error of an extrapolated step of order two falls by about 100. */
    @Test
    void secondOrderWhereItIsSmooth() {
        SeparableMirrorMap map = SeparableMirrorMap.uniform(new HyperbolicEntropy(0.3), 4);
        Model model = new Model.Mirrored(map);
        double[] exact = at(dynamics("mirror-flow", TWO_EQUATIONS, model, "tolerance", 1e-12), 2)
                .weights()
                .clone();
        double[] errors = new double[2];
        long[] steps = new long[2];
        for (int k = 0; k < 2; k++) {
            Dynamics flow = at(
                    dynamics(
                            "steepest-mirror-flow",
                            TWO_EQUATIONS,
                            model,
                            "exponent",
                            2,
                            "tolerance",
                            k == 0 ? 1e-4 : 1e-6),
                    2);
            steps[k] = flow.steps();
            for (int i = 0; i < 4; i++) {
                errors[k] = Math.max(errors[k], Math.abs(flow.weights()[i] - exact[i]));
            }
        }
        double order = Math.log(errors[0] / errors[1]) / Math.log((double) steps[1] / steps[0]);
        assertEquals(2, order, 0.5, errors[0] + " in " + steps[0] + ", " + errors[1] + " in " + steps[1]);
    }

    /** s ∈ φ_q(g − hZᵀZDs), by the set-valued sign for q = 1. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.3, 1.7, 2})
    void theSlidingStepSolvesItsInclusion(double q) {
        SeededRandom random = new SeededRandom(4);
        DMatrixRMaj z = new DMatrixRMaj(3, 6);
        for (int i = 0; i < 18; i++) {
            z.data[i] = random.nextGaussian();
        }
        double[] g = new double[6];
        double[] d = new double[6];
        double[] s = new double[6];
        for (int i = 0; i < 6; i++) {
            g[i] = random.nextGaussian();
            d[i] = i == 5 ? 0 : Math.exp(random.nextGaussian());
        }
        double h = 0.3;
        assertTrue(new SlidingStep(z, q).solve(h, g, d, s));
        int slides = 0;
        for (int j = 0; j < 6; j++) {
            double next = g[j];
            for (int i = 0; i < 3; i++) {
                double image = 0;
                for (int k = 0; k < 6; k++) {
                    image += z.get(i, k) * d[k] * s[k];
                }
                next -= h * z.get(i, j) * image;
            }
            if (q > 1) {
                assertEquals(Math.copySign(Math.pow(Math.abs(next), q - 1), next), s[j], 1e-7, "coordinate " + j);
            } else if (Math.abs(s[j]) < 1 - 1e-9) {
                assertEquals(0, next, 1e-8, "slides");
                slides++;
            } else {
                assertEquals(Math.signum(s[j]), Math.signum(next), "off the surface");
            }
        }
        assertTrue(q > 1 || slides > 0, "no coordinate slides");
    }

    @Test
    void spectralFlowOfOneMatrixMovesAlongItsOrthogonalFactor() {
        Model direct = new Model.Factored(new org.mirrorflow.theory.reparam.DirectWeights(new double[] {0, 0}));
        // A vector is the diagonal of a matrix: spectral flow on it is sign flow.
        Dynamics flow = at(dynamics("spectral-flow", orthogonal(5, -3), direct), 1);
        assertArrayEquals(new double[] {1, -1}, flow.weights(), 1e-9);
        at(flow, 4);
        assertArrayEquals(new double[] {4, -3}, flow.weights(), 1e-3);
    }

    @Test
    void refusals() {
        Model mirrored = new Model.Mirrored(SeparableMirrorMap.uniform(new HyperbolicEntropy(1), 4));
        for (String id : List.of("steepest-flow", "spectral-flow", "steepest-descent")) {
            assertThrows(InvalidSettingException.class, () -> dynamics(id, TWO_EQUATIONS, mirrored));
        }
        String message = assertThrows(
                        InvalidSettingException.class,
                        () -> dynamics("steepest-mirror-flow", TWO_EQUATIONS, product(4, 0, 1)))
                .getMessage();
        assertTrue(message.contains("steepest-flow"), message);
        assertThrows(
                InvalidSettingException.class,
                () -> dynamics("steepest-flow", TWO_EQUATIONS, product(4, 0, 1), "exponent", 2.5));
    }
}
