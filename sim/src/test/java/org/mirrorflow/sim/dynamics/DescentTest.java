package org.mirrorflow.sim.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.problem.LinearRegression;
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
        ball.adjust(Settings.of(family.parameters(), Map.of("step-size", 0.2, "momentum", 0.25)));
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
}
