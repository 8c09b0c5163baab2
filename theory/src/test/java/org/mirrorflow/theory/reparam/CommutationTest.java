package org.mirrorflow.theory.reparam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommutationTest {

    private static final double[] A = {0.7, 0.9, 1.1};
    private static final double[] B = {0.4, 0.5, 0.3};

    @Test
    void onePairOfFactorsAWeightCommutes() {
        Reparametrization g = new HadamardProduct(A, B);
        Commutation conditions = Commutation.of(g, g.start(), Penalty.squares());
        assertTrue(conditions.admissible() && conditions.regular(), conditions.toString());
        assertEquals(Optional.of(true), conditions.coercive());
        assertTrue(Commutation.of(g, g.start()).commuting());
    }

    @Test
    void oneMaskForANeuronDoesNot() {
        Reparametrization g = new NeuronMask(1, B);
        Commutation conditions = Commutation.of(g, g.start());
        assertFalse(conditions.admissible(), conditions.toString());
        assertTrue(g.inducedMap(g.start()).isEmpty());
    }

    @Test
    void ordinaryDecayIsAdmissibleAtDepthTwoAlone() {
        for (int depth = 2; depth <= 5; depth++) {
            DiagonalNetwork g = new DiagonalNetwork(depth, A, B);
            boolean squares = Commutation.of(g, g.start(), Penalty.squares()).admissible();
            assertEquals(depth == 2, squares, "depth " + depth);
            assertEquals(depth == 2, g.movingMap(g.start()).isPresent());
            Penalty own = g.admissiblePenalty().orElse(Penalty.squares());
            assertTrue(Commutation.of(g, g.start(), own).admissible(), "depth " + depth);
            assertEquals(Optional.of(depth == 2), Commutation.of(g, g.start()).coercive());
        }
    }

    @Test
    void powersAdmitOrdinaryDecayForSquaresAlone() {
        for (double exponent : new double[] {1.5, 2, 3}) {
            Reparametrization g = new Powerpropagation(exponent, A);
            assertEquals(
                    exponent == 2,
                    Commutation.of(g, g.start(), Penalty.squares()).admissible());
            assertEquals(exponent == 2, g.movingMap(g.start()).isPresent());
        }
        Reparametrization logarithms = new LogDifference(A, B);
        assertFalse(Commutation.of(logarithms, logarithms.start(), Penalty.squares())
                .admissible());
        assertTrue(Commutation.of(
                        logarithms,
                        logarithms.start(),
                        logarithms.admissiblePenalty().orElseThrow())
                .admissible());
    }

    @Test
    void slopesAndCurvaturesAreDerivatives() {
        double[] third = {0.8, -0.6, 0.2};
        for (Coordinatewise g : new Coordinatewise[] {
            new HadamardProduct(A, B), new DiagonalNetwork(4, A, B), new ProductOfFactors(A, B, third)
        }) {
            int k = g.factorsPerWeight();
            double[] theta = g.start();
            double[] slopes = new double[k];
            double[] up = new double[k];
            double[] down = new double[k];
            double[] curvatures = new double[k * k];
            double h = 1e-5;
            for (int i = 0; i < 3; i++) {
                g.curvatures(theta, i, curvatures);
                double[] unit = new double[3];
                unit[i] = 1;
                double[] pulled = new double[theta.length];
                g.pullBack(theta, unit, pulled);
                g.slopes(theta, i, slopes);
                for (int j = 0; j < k; j++) {
                    assertEquals(pulled[j * 3 + i], slopes[j], 1e-14);
                    double[] moved = theta.clone();
                    moved[j * 3 + i] += h;
                    g.slopes(moved, i, up);
                    moved[j * 3 + i] -= 2 * h;
                    g.slopes(moved, i, down);
                    for (int l = 0; l < k; l++) {
                        assertEquals((up[l] - down[l]) / (2 * h), curvatures[j * k + l], 1e-7);
                    }
                }
            }
        }
    }
}
