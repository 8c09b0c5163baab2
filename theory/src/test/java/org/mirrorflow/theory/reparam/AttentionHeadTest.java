package org.mirrorflow.theory.reparam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Block;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/** Scores by key and query beside a value, direct or factored. */
class AttentionHeadTest {

    private static final AttentionHead.Family FAMILY = new AttentionHead.Family();
    private static final Layout WEIGHTS = Layout.of(new Block("W", 3, 4), new Block("V", 2, 3));

    private static AttentionHead head(String value, Object... more) {
        Map<String, Object> given = new java.util.HashMap<>(Map.of("value", value, "initial-scale", 0.8));
        for (int i = 0; i < more.length; i += 2) {
            given.put((String) more[i], more[i + 1]);
        }
        return FAMILY.create(Settings.of(FAMILY.parameters(), given), new Start(WEIGHTS, 4, Optional.empty()));
    }

    @Test
    void smallCaseByHand() {
        // K = (1, 2), Q = (3, −1): W = KᵀQ; V₁ = (2), V₂ = (0.5, 1)
        AttentionHead head = new AttentionHead(
                new AttentionProduct(2, 2, new double[] {1, 2}, new double[] {3, -1}),
                1,
                2,
                new double[] {2},
                new double[] {0.5, 1});
        double[] w = new double[6];
        head.apply(head.start(), w);
        assertArrayEquals(new double[] {3, -1, 6, -2, 1, 2}, w, 0);
        double[] balance = new double[head.balanceCount()];
        head.balance(head.start(), balance);
        // KKᵀ − QQᵀ = 5 − 10, V₁ᵀV₁ − V₂V₂ᵀ = 4 − 1.25
        assertArrayEquals(new double[] {-5, 2.75}, balance, 0);
        assertEquals(Math.hypot(5, 2.75), head.imbalance(head.start()), 1e-15);
        assertEquals(
                List.of("K", "Q", "V1", "V2"),
                head.factorLayout().blocks().stream().map(Block::name).toList());
        AttentionHead direct = new AttentionHead(
                new AttentionProduct(2, 2, new double[] {1, 2}, new double[] {3, -1}),
                new DirectWeights(new double[] {7, 8}));
        assertEquals(1, direct.balanceCount());
        assertEquals(5, direct.imbalance(direct.start()), 1e-15);
        assertEquals(new AttentionProduct(2, 2, w, w).balanceFormula(), direct.balanceFormula());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "factored"})
    void theJacobianAgreesWithFiniteDifferencesAndItsAdjoint(String value) {
        AttentionHead head = head(value, "width", 2);
        Random random = new Random(1);
        double[] theta = head.start();
        double[] direction = random.doubles(theta.length, -1, 1).toArray();
        double[] gradient = random.doubles(head.dimension(), -1, 1).toArray();
        double[] pushed = new double[head.dimension()];
        double[] pulled = new double[theta.length];
        head.pushForward(theta, direction, pushed);
        head.pullBack(theta, gradient, pulled);
        assertEquals(dot(gradient, pushed), dot(pulled, direction), 1e-13);
        double h = 1e-3;
        double[] up = new double[head.dimension()];
        double[] down = new double[head.dimension()];
        head.apply(moved(theta, direction, h), up);
        head.apply(moved(theta, direction, -h), down);
        for (int i = 0; i < up.length; i++) {
            // exact up to rounding: every weight is quadratic in the factors
            assertEquals((up[i] - down[i]) / (2 * h), pushed[i], 1e-12);
        }
    }

    /** Any loss, any schedule of decay: both balances are multiplied by e^{−2Λ}. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "factored"})
    void theBalancesDecayAsTheDoseSays(String value) {
        AttentionHead head = head(value);
        double[] theta = head.start();
        double[] before = new double[head.balanceCount()];
        head.balance(theta, before);
        assertEquals(value.equals("direct") ? 6 : 6 + 3, before.length);
        double imbalance = head.imbalance(theta);
        DoubleUnaryOperator decay = t -> 0.4 * (1 + Math.sin(5 * t));
        double dose = 0.4 * (1 + (1 - Math.cos(5)) / 5);
        double[] w = new double[head.dimension()];
        double[] g = new double[head.dimension()];
        new DormandPrince853Integrator(1e-10, 1, 1e-13, 1e-13)
                .integrate(
                        new FirstOrderDifferentialEquations() {
                            @Override
                            public int getDimension() {
                                return head.factorCount();
                            }

                            @Override
                            public void computeDerivatives(double t, double[] point, double[] dot) {
                                head.apply(point, w);
                                for (int i = 0; i < w.length; i++) {
                                    // couples the two blocks, and is the gradient of no loss in particular
                                    g[i] = Math.tanh(w[i] - 0.3 * (i % 3)) + 0.2 * w[(i + 7) % w.length];
                                }
                                head.pullBack(point, g, dot);
                                for (int i = 0; i < dot.length; i++) {
                                    dot[i] = -dot[i] - decay.applyAsDouble(t) * point[i];
                                }
                            }
                        },
                        0,
                        theta.clone(),
                        1,
                        theta);
        double[] after = new double[before.length];
        head.balance(theta, after);
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i] * Math.exp(-2 * dose), after[i], 1e-10);
        }
        assertEquals(imbalance * Math.exp(-2 * dose), head.imbalance(theta), 1e-10);
        assertTrue(imbalance > 0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "factored"})
    void aStartOfTheProblemIsFactoredExactlyAndInBalance(String value) {
        double[] w = new Random(8).doubles(WEIGHTS.dimension(), -1, 1).toArray();
        AttentionHead head = FAMILY.create(
                Settings.of(FAMILY.parameters(), Map.of("value", value)), new Start(WEIGHTS, 1, Optional.of(w)));
        double[] image = new double[w.length];
        head.apply(head.start(), image);
        assertArrayEquals(w, image, 1e-14);
        assertEquals(0, head.imbalance(head.start()), 1e-13);
    }

    @Test
    void itHasNoMirrorMapAndRefusesOtherWeights() {
        AttentionHead head = head("factored");
        MirrorStructure structure = MirrorStructure.of(head, WEIGHTS, Penalty.squares());
        assertEquals(MirrorStructure.Kind.NONE, structure.kind());
        assertTrue(head.inducedMap(head.start()).isEmpty());
        String message = assertThrows(
                        InvalidSettingException.class,
                        () -> FAMILY.create(
                                Settings.defaults(FAMILY.parameters()),
                                new Start(Layout.matrix(2, 2), 1, Optional.empty())))
                .getMessage();
        assertTrue(message.contains("W 2×2") && message.contains("value"), message);
        String wrong = assertThrows(IllegalArgumentException.class, () -> head.apply(new double[1], new double[18]))
                .getMessage();
        assertTrue(wrong.contains("length 1"), wrong);
    }

    private static double[] moved(double[] theta, double[] direction, double h) {
        double[] moved = theta.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += h * direction[i];
        }
        return moved;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
