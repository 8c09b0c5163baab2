package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Problem;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.reparam.DirectWeights;
import org.mirrorflow.theory.reparam.HadamardProduct;

class DescentTest {

    /** f(w) = ½(w₁ + 2w₂ − 3)². */
    private static final Problem LINE =
            new LinearRegression(new DMatrixRMaj(1, 2, true, 1, 2), new double[] {3}, List.of(), null, "a line");

    private static Dynamics dynamics(String id, Map<String, ?> given, Model model) {
        DynamicsFamily family = Components.DYNAMICS.get(id);
        return family.create(Settings.of(family.parameters(), given), LINE, model, 0);
    }

    private static Model direct() {
        return new Model.Factored(new DirectWeights(new double[2]));
    }

    @Test
    void gradientDescentTakesTheStepsOfItsFormula() {
        Dynamics descent = dynamics("gradient-descent", Map.of("step-size", 0.1), direct());
        assertEquals(4.5, descent.loss());
        descent.advance(Double.POSITIVE_INFINITY);
        assertArrayEquals(new double[] {0.3, 0.6}, descent.weights(), 1e-15);
        assertEquals(0.5 * 1.5 * 1.5, descent.loss(), 1e-15);
        descent.advance(Double.POSITIVE_INFINITY);
        assertArrayEquals(new double[] {0.45, 0.9}, descent.weights(), 1e-15);
        assertEquals(0.2, descent.time(), 1e-15);
        assertEquals(2, descent.steps());
    }

    @Test
    void theHeavyBallTakesTheStepsOfItsFormula() {
        Dynamics ball = dynamics("momentum", Map.of("step-size", 0.1, "momentum", 0.5), direct());
        double[][] expected = {{0.3, 0.6}, {0.6, 1.2}, {0.75, 1.5}};
        for (double[] w : expected) {
            ball.advance(Double.POSITIVE_INFINITY);
            assertArrayEquals(w, ball.weights(), 1e-15);
        }
    }

    @Test
    void adjustedStepSizeAndMomentumActFromTheNextStepAndSurviveASave() {
        DynamicsFamily family = Components.DYNAMICS.get("momentum");
        Dynamics ball = dynamics("momentum", Map.of("step-size", 0.1, "momentum", 0.5), direct());
        ball.advance(Double.POSITIVE_INFINITY);
        ball.adjust(ball.clock(), Settings.of(family.parameters(), Map.of("step-size", 0.2, "momentum", 0.25)));
        Map<String, double[]> saved = ball.save();
        // v₁ = (−3, −6), ∇f(w₁) = (−1.5, −3), v₂ = ¼v₁ + ∇f = (−2.25, −4.5), w₂ = w₁ − 0.2 v₂.
        double[] expected = {0.75, 1.5};
        ball.advance(Double.POSITIVE_INFINITY);
        assertArrayEquals(expected, ball.weights(), 1e-15);
        Dynamics other = dynamics("momentum", Map.of("step-size", 0.1, "momentum", 0.5), direct());
        other.restore(saved);
        other.advance(Double.POSITIVE_INFINITY);
        assertArrayEquals(ball.weights(), other.weights());
        // Momentum μ takes a step η as far as a flow goes in η/(1 − μ).
        assertEquals(0.1 / 0.5 + 0.2 / 0.75, other.time(), 1e-15);
    }

    /** u⁺² − v⁺² = (u² − v²)(1 − h²g²) exactly: each step of gradient descent shrinks the balance. */
    @Test
    void aStepShrinksTheBalanceOfTwoFactorsByOneMinusTheSquareOfStepTimesGradient() {
        double h = 0.05;
        HadamardProduct product = new HadamardProduct(new double[] {1, 0.8}, new double[] {0.1, -0.3});
        Dynamics descent = dynamics("gradient-descent", Map.of("step-size", h), new Model.Factored(product));
        double[] balance = new double[2];
        product.balance(product.start(), balance);
        double[] expected = balance.clone();
        for (int k = 0; k < 200; k++) {
            for (int i = 0; i < 2; i++) {
                expected[i] *= 1 - h * h * descent.gradient()[i] * descent.gradient()[i];
            }
            descent.advance(Double.POSITIVE_INFINITY);
            product.balance(descent.state(), balance);
            for (int i = 0; i < 2; i++) {
                assertEquals(expected[i], balance[i], 1e-12 * Math.abs(expected[i]), "coordinate " + i + " step " + k);
            }
        }
        assertTrue(descent.loss() < 1e-12);
        assertTrue(balance[0] < 0.99 * 0.99, "the balance has shrunk: " + balance[0]);
    }

    @Test
    void theStepSizeWarmsUpAndFallsWithItsSchedule() {
        Dynamics sgd = dynamics(
                "sgd",
                Map.of(
                        "step-size",
                        0.1,
                        "momentum",
                        0,
                        "warm-up",
                        4,
                        "step-schedule",
                        "linear",
                        "step-schedule-steps",
                        10),
                direct());
        double time = 0;
        for (int k = 0; k < 12; k++) {
            sgd.advance(Double.POSITIVE_INFINITY);
            time += 0.1 * Math.min(1, (k + 1) / 4.0) * Math.max(0, 1 - k / 10.0);
            assertEquals(time, sgd.time(), 1e-15, "after step " + (k + 1));
        }
        double[] end = sgd.weights().clone();
        sgd.advance(Double.POSITIVE_INFINITY);
        assertArrayEquals(end, sgd.weights(), "at the end of the schedule nothing moves");
    }

    /** Without gradient in the second weight: w₂ ← (1 − ηλ)w₂ in each step until the decay is off, in all couplings. */
    @Test
    void decayActsFromTheFactorsAndIsSwitchedOffInTime() {
        Problem flat =
                new LinearRegression(new DMatrixRMaj(1, 2, true, 1, 0), new double[] {1}, List.of(), null, "flat");
        for (String id : List.of("sgd", "adamw", "lion", "ham", "horst", "sign-descent", "muon")) {
            DynamicsFamily family = Components.DYNAMICS.get(id);
            Map<String, Object> given = new HashMap<>(Map.of("step-size", 0.1, "weight-decay", 0.5, "decay-off", 0.95));
            if (id.equals("sgd")) {
                given.put("momentum", 0);
            }
            Dynamics run = family.create(
                    Settings.of(family.parameters(), given),
                    flat,
                    new Model.Factored(new DirectWeights(new double[] {0, 1})),
                    0);
            double expected = 1;
            for (int k = 0; k < 15; k++) {
                expected *= run.time() < 0.95 ? 1 - 0.1 * 0.5 : 1;
                run.advance(Double.POSITIVE_INFINITY);
                assertEquals(expected, run.weights()[1], 1e-12, id + " after step " + (k + 1));
            }
            assertEquals(Math.pow(0.95, 10), expected, 1e-12, "ten steps begin before t = 0.95");
        }
    }

    @Test
    void aClippedGradientIsNeverLonger() {
        Dynamics sgd = dynamics("sgd", Map.of("step-size", 1.0, "momentum", 0, "gradient-clip", 0.5), direct());
        sgd.advance(Double.POSITIVE_INFINITY);
        // ∇f(0) = −3·(1, 2), of length 3√5, is shortened to ½.
        assertArrayEquals(new double[] {0.5 / Math.sqrt(5), 1 / Math.sqrt(5)}, sgd.weights(), 1e-15);
    }

    @Test
    void batchesAreUnbiasedSeededAndNeedSamples() {
        org.ejml.data.DMatrixRMaj z = new DMatrixRMaj(3, 2, true, 1, 2, -1, 0.5, 0.3, -2);
        LinearRegression problem = new LinearRegression(z, new double[] {1, -1, 0.5}, List.of(), null, "three");
        double[] w = {0.4, -0.3};
        double[] full = new double[2];
        double loss = problem.lossAndGradient(w, full);
        double[] mean = new double[2];
        double meanLoss = 0;
        for (int i = 0; i < 3; i++) {
            double[] part = new double[2];
            meanLoss += problem.lossAndGradient(w, new int[] {i}, part) / 3;
            mean[0] += part[0] / 3;
            mean[1] += part[1] / 3;
        }
        assertEquals(loss, meanLoss, 1e-15);
        assertArrayEquals(full, mean, 1e-15);
        DynamicsFamily family = Components.DYNAMICS.get("sgd");
        Settings settings = Settings.of(family.parameters(), Map.of("batch", 1, "momentum", 0));
        Dynamics first = family.create(settings, problem, direct(), 5);
        Dynamics again = family.create(settings, problem, direct(), 5);
        Dynamics other = family.create(settings, problem, direct(), 6);
        for (int k = 0; k < 40; k++) {
            first.advance(Double.POSITIVE_INFINITY);
            again.advance(Double.POSITIVE_INFINITY);
            other.advance(Double.POSITIVE_INFINITY);
        }
        assertArrayEquals(first.weights(), again.weights());
        assertTrue(Math.abs(first.weights()[0] - other.weights()[0]) > 1e-6, "another seed draws other batches");
    }

    @Test
    void aMaskHoldsItsWeightsAtZero() {
        for (String mask : List.of("random", "magnitude", "set", "rigl", "gradual-magnitude", "start")) {
            DynamicsFamily family = Components.DYNAMICS.get("adamw");
            double[] start = {0.3, -0.2, 0.1, 0.4, 0, 0.6, -0.7, 0};
            LinearRegression problem = new LinearRegression(
                    new DMatrixRMaj(2, 8, true, 1, 2, 3, 4, 5, 6, 7, 8, -1, 1, -1, 1, -1, 1, -1, 1),
                    new double[] {1, 2},
                    List.of(),
                    null,
                    "eight");
            Dynamics run = family.create(
                    Settings.of(
                            family.parameters(),
                            Map.of("mask", mask, "mask-sparsity", 0.5, "mask-interval", 5, "mask-end", 30)),
                    problem,
                    new Model.Factored(new DirectWeights(start)),
                    1);
            for (int k = 0; k < 60; k++) {
                run.advance(Double.POSITIVE_INFINITY);
            }
            long zeros = Arrays.stream(run.weights()).filter(w -> w == 0).count();
            assertEquals(mask.equals("start") ? 2 : 4, zeros, mask);
        }
    }

    /** From 0 the residual is −3 and g = −3(1, 2): at θ + e, e = −ρ(1, 2)/√5, it is −3 − ρ√5. */
    @Test
    void sharpnessAwareStepsTakeTheGradientAtTheWorstPoint() {
        Dynamics sam = dynamics("sam", Map.of("step-size", 0.1, "radius", 0.3), direct());
        sam.advance(Double.POSITIVE_INFINITY);
        double residual = 3 + 0.3 * Math.sqrt(5);
        assertArrayEquals(new double[] {0.1 * residual, 0.2 * residual}, sam.weights(), 1e-15);
        // Factors: the ball is one of factors, (m, w) of each weight, and so is the gradient; written out a second
        // time.
        double[] theta = {0.9, 0.4, 0.3, -0.2};
        HadamardProduct product = new HadamardProduct(new double[] {0.9, 0.4}, new double[] {0.3, -0.2});
        assertArrayEquals(theta, product.start());
        Dynamics factors =
                dynamics("sam", Map.of("step-size", 0.02, "radius", 0.2, "momentum", 0.5), new Model.Factored(product));
        double[] velocity = new double[4];
        for (int k = 0; k < 40; k++) {
            double[] g = slope(theta);
            double length = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2] + g[3] * g[3]);
            double[] worst = new double[4];
            for (int i = 0; i < 4; i++) {
                worst[i] = theta[i] + 0.2 * g[i] / length;
            }
            double[] at = slope(worst);
            for (int i = 0; i < 4; i++) {
                velocity[i] = 0.5 * velocity[i] + at[i];
                theta[i] -= 0.02 * velocity[i];
            }
            factors.advance(Double.POSITIVE_INFINITY);
            assertArrayEquals(theta, factors.state(), 1e-12, "step " + k);
        }
    }

    /** ∇ of ½(m₁w₁ + 2m₂w₂ − 3)². */
    private static double[] slope(double[] theta) {
        double r = theta[0] * theta[2] + 2 * theta[1] * theta[3] - 3;
        return new double[] {r * theta[2], 2 * r * theta[3], r * theta[0], 2 * r * theta[1]};
    }

    /** A weight that is not there and one that is masked are alike: neither is part of the worst point. */
    @Test
    void sharpnessAwareStepsWithoutRadiusAreTheirBaseAndLeaveMaskedWeightsAlone() throws Exception {
        var problems = Components.PROBLEMS.get("mlp-on-sample-data");
        NetworkLoss problem = (NetworkLoss) problems.create(
                Settings.of(problems.parameters(), Map.of("rows", 60, "width", 8)), 1, java.nio.file.Path.of(""));
        for (String base : List.of("sgd", "adamw", "ham")) {
            Map<String, Object> shared = Map.of("step-size", 0.01, "momentum", 0.9, "batch", 16);
            HashMap<String, Object> none = new HashMap<>(shared);
            none.putAll(Map.of("radius", 0, "base", base));
            assertArrayEquals(after(20, base, own(base, shared), problem), after(20, "sam", none, problem), 0, base);
        }
        boolean[] exists = new boolean[problem.dimension()];
        double[] start = problem.startWeights().orElseThrow();
        for (int i = 0; i < exists.length; i++) {
            exists[i] = i % 3 != 0;
            start[i] = exists[i] ? start[i] : 0;
        }
        for (int block = 0; block < problem.roles().size(); block++) {
            if (problem.roles().get(block) != Network.Role.HIDDEN) {
                int from = problem.layout().offset(block);
                Arrays.fill(
                        exists,
                        from,
                        from + problem.layout().blocks().get(block).size(),
                        true);
            }
        }
        double[] masked =
                after(20, "sam", Map.of("step-size", 0.05, "radius", 0.5, "mask", "start"), problem.with(null, start));
        assertArrayEquals(
                after(20, "sam", Map.of("step-size", 0.05, "radius", 0.5), problem.with(exists, start)), masked, 1e-12);
        double[] plain = after(20, "sgd", Map.of("step-size", 0.05, "momentum", 0), problem.with(exists, start));
        assertTrue(Math.abs(plain[1] - masked[1]) > 1e-5, "the radius matters");
    }

    private static Map<String, Object> own(String base, Map<String, Object> shared) {
        HashMap<String, Object> settings = new HashMap<>(shared);
        if (base.equals("adamw")) {
            settings.remove("momentum");
        }
        return settings;
    }

    private static double[] after(int steps, String kind, Map<String, Object> settings, NetworkLoss problem) {
        DynamicsFamily family = Components.DYNAMICS.get(kind);
        Dynamics run = family.create(
                Settings.of(family.parameters(), settings),
                problem,
                new Model.Factored(new DirectWeights(problem.startWeights().orElseThrow(), problem.layout())),
                1);
        for (int k = 0; k < steps; k++) {
            run.advance(Double.POSITIVE_INFINITY);
        }
        return run.weights();
    }

    /** Layers 24 × 64 and 24 × 24: ε = 0.1 · 2112/(88 + 48), densities 0.0890 and 0.1294, both above two inputs. */
    @Test
    void layersMayBeUnequallySparseAndNeuronsThenKeepTwoInputs() throws Exception {
        var problems = Components.PROBLEMS.get("mlp-on-sample-data");
        NetworkLoss problem = (NetworkLoss) problems.create(
                Settings.of(problems.parameters(), Map.of("rows", 60, "width", 24)), 1, java.nio.file.Path.of(""));
        DynamicsFamily family = Components.DYNAMICS.get("sgd");
        for (String mask : List.of("random", "magnitude", "set", "rigl", "gradual-magnitude")) {
            Dynamics run = family.create(
                    Settings.of(
                            family.parameters(),
                            Map.of(
                                    "mask",
                                    mask,
                                    "mask-sparsity",
                                    0.9,
                                    "mask-distribution",
                                    "erdos-renyi",
                                    "mask-interval",
                                    2,
                                    "mask-end",
                                    20,
                                    "step-size",
                                    0.1)),
                    problem,
                    new Model.Factored(new DirectWeights(problem.startWeights().orElseThrow(), problem.layout())),
                    1);
            for (int k = 0; k <= 24; k++) {
                if (k >= 21 || !mask.equals("gradual-magnitude")) {
                    double epsilon = 0.1 * (24 * 64 + 24 * 24) / (88 + 48);
                    assertEquals(Math.round(epsilon * 88), live(run, 0, 64), mask);
                    assertEquals(Math.round(epsilon * 48), live(run, 2, 24), mask);
                }
                run.advance(Double.POSITIVE_INFINITY);
            }
        }
    }

    /** Live weights of a layer whose neurons have that many inputs, two of which at least must be live. */
    private static int live(Dynamics run, int block, int inputs) {
        double[] mask = run.save().get("optimizer" + block + "-mask");
        int all = 0;
        for (int row = 0; row < mask.length / inputs; row++) {
            int live = 0;
            for (int i = row * inputs; i < (row + 1) * inputs; i++) {
                live += mask[i] != 0 ? 1 : 0;
            }
            assertTrue(live >= 2, "neuron " + row + " has " + live + " inputs");
            all += live;
        }
        return all;
    }

    @Test
    void imbalancesMayBeGivenForEachBlock() {
        DynamicsFamily family = Components.DYNAMICS.get("sign-in");
        org.mirrorflow.theory.catalogue.InvalidSettingException refusal = org.junit.jupiter.api.Assertions.assertThrows(
                org.mirrorflow.theory.catalogue.InvalidSettingException.class,
                () -> family.create(Settings.of(family.parameters(), Map.of("beta", "1, two")), LINE, direct(), 0));
        assertEquals("beta", refusal.setting());
        assertTrue(refusal.getMessage().contains("two"), refusal.getMessage());
        Dynamics run = family.create(Settings.of(family.parameters(), Map.of("beta", "4")), LINE, direct(), 0);
        assertArrayEquals(new double[] {2, 2}, run.save().get("optimizer0-m"), 1e-15);
    }

    /** On sparse regression the penalty, faded in the second half, leaves the planted support and nothing else. */
    @Test
    void continuousSparsificationRecoversThePlantedWeights() throws Exception {
        var problems = Components.PROBLEMS.get("linear-regression");
        Problem problem = problems.create(Settings.defaults(problems.parameters()), 2, java.nio.file.Path.of(""));
        double[] planted = problem.planted().orElseThrow();
        DynamicsFamily family = Components.DYNAMICS.get("continuous-sparsification");
        double[] distances = new double[2];
        for (int i = 0; i < 2; i++) {
            Dynamics run = family.create(
                    Settings.of(
                            family.parameters(),
                            Map.of(
                                    "step-size",
                                    0.05,
                                    "penalty",
                                    i == 0 ? 0.0 : 1e-2,
                                    "penalty-factor",
                                    1.05,
                                    "epochs",
                                    100,
                                    "epoch-steps",
                                    100)),
                    problem,
                    new Model.Factored(new DirectWeights(new double[100])),
                    0);
            for (int k = 0; k < 10_000; k++) {
                run.advance(Double.POSITIVE_INFINITY);
            }
            distances[i] = org.mirrorflow.sim.observe.Norms.relativeDistance(run.weights(), planted);
        }
        assertTrue(distances[0] > 0.4, "without penalty: " + distances[0]);
        assertTrue(distances[1] < 0.02, "with penalty: " + distances[1]);
    }
}
