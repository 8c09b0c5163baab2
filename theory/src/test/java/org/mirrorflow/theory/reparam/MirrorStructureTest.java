package org.mirrorflow.theory.reparam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mirrorflow.theory.catalogue.Catalogue;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.LegendreConditions;
import org.mirrorflow.theory.weights.Layout;
import org.mirrorflow.theory.weights.Start;

/** The outcomes, each against a case solved by hand. */
class MirrorStructureTest {

    private static final double[] A = {0.7, 0.9};
    private static final double[] B = {0.4, 0.3};

    @Test
    void oneMaskAWeightInducesACoerciveMapThatDecayMoves() {
        MirrorStructure structure = MirrorStructure.of(new HadamardProduct(A, B), Layout.vector(2), Penalty.squares());
        assertEquals(MirrorStructure.Kind.INDUCED, structure.kind());
        // ∇w₁ and ∇w₂ have no factor in common
        assertEquals(0, structure.commutation().bracket());
        LegendreConditions conditions = structure.conditions().orElseThrow();
        assertTrue(conditions.legendre() && conditions.coercive(), conditions.toString());
        assertEquals(Optional.of(true), structure.admissible());
        assertTrue(structure.sentence().startsWith("Mirror map induced: "), structure.sentence());
        assertTrue(structure.sentence().contains("Coercive: yes"), structure.sentence());
        assertTrue(structure.sentence().contains("Weight decay is admissible"), structure.sentence());
    }

    @Test
    void oneMaskForANeuronHasNoMapAndTheTwoWeightsProveIt() {
        double[] theta = {1, 0.3, 0.2};
        MirrorStructure structure =
                MirrorStructure.of(new NeuronMask(1, new double[] {0.3, 0.2}), Layout.vector(2), Penalty.squares());
        assertEquals(MirrorStructure.Kind.NONE, structure.kind());
        assertEquals(
                Optional.of(new Commutation.Pair(0, 1)), structure.commutation().worst());
        // [∇w₁, ∇w₂] = (0, −v₂, v₁) moves w by m(−v₂, v₁); the points lie at up to 1.1 of each factor
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int a = 0; a <= 20; a++) {
            for (int b = 0; b <= 20; b++) {
                for (int c = 0; c <= 20; c++) {
                    double m = theta[0] * (1 + a / 200.0);
                    double v1 = theta[1] * (1 + b / 200.0);
                    double v2 = theta[2] * (1 + c / 200.0);
                    double first = Math.hypot(m, v1);
                    double second = Math.hypot(m, v2);
                    double defect = m
                            * Math.hypot(v1, v2)
                            * Math.hypot(m, Math.hypot(v1, v2))
                            / (first * second * Math.max(first, second));
                    least = Math.min(least, defect);
                    most = Math.max(most, defect);
                }
            }
        }
        assertTrue(least <= structure.defect() && structure.defect() <= most, least + " " + structure + " " + most);
        assertTrue(
                structure
                        .sentence()
                        .startsWith("No mirror map: the gradients of w[1] and w[2] do not commute (defect 0.3"),
                structure.sentence());
        assertEquals(Optional.of(false), structure.admissible());
    }

    @Test
    void aSymmetricProductHasNoneUnlessItIsOneNumber() {
        MirrorStructure structure =
                MirrorStructure.of(new SymmetricFactorization(2, new double[] {0.5, 0, 0, 0.5}), Layout.matrix(2, 2));
        assertEquals(MirrorStructure.Kind.NONE, structure.kind());
        assertTrue(structure.sentence().contains("W[1,1] and W[1,2]"), structure.sentence());
        assertTrue(structure.sentence().contains("spectral map"), structure.sentence());
        assertTrue(structure.admissible().isEmpty());
        // with diagonal entries alone every gradient commutes: u² of one number
        MirrorStructure number =
                MirrorStructure.of(new SymmetricFactorization(1, new double[] {0.5}), Layout.vector(1));
        assertEquals(MirrorStructure.Kind.EXISTS, number.kind());
        assertEquals(0, number.defect());
    }

    @Test
    void fourthPowersAdmitTheirOwnPenaltyAndNotSquares() {
        DiagonalNetwork g = new DiagonalNetwork(4, A, B);
        MirrorStructure squares = MirrorStructure.of(g, Layout.vector(2), Penalty.squares());
        assertEquals(Optional.of(false), squares.admissible());
        // for degree D, [∇w, ∇½‖θ‖²] = (2 − D)∇w, so that the defect is D − 2 at every point
        assertEquals(2, squares.underPenalty().orElseThrow().movesWeights(), 1e-8);
        assertTrue(squares.sentence().contains("and the penalty do not commute (defect 2.00)"), squares.sentence());
        // the map without decay is there all the same, but its dual is bounded
        assertEquals(MirrorStructure.Kind.INDUCED, squares.kind());
        assertEquals(Optional.of(false), squares.conditions().map(LegendreConditions::coercive));
        assertTrue(squares.sentence().contains("Coercive: no, the mirror"), squares.sentence());
        MirrorStructure own =
                MirrorStructure.of(g, Layout.vector(2), g.admissiblePenalty().orElseThrow());
        assertEquals(Optional.of(true), own.admissible());
    }

    @Test
    void decayOfUnfactoredWeightsIsNotAdmissible() {
        MirrorStructure structure =
                MirrorStructure.of(new DirectWeights(new double[2]), Layout.vector(2), Penalty.squares());
        assertEquals(MirrorStructure.Kind.INDUCED, structure.kind());
        assertEquals(Optional.of(false), structure.admissible());
        assertEquals(1, structure.underPenalty().orElseThrow().movesWeights(), 1e-8);
    }

    @Test
    void amongManyWeightsOfAMatrixNeighboursProveIt() {
        double[] u = new double[40 * 3];
        double[] v = new double[30 * 3];
        for (int i = 0; i < u.length; i++) {
            u[i] = Math.sin(1 + i);
        }
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.cos(1 + i);
        }
        MirrorStructure structure = MirrorStructure.of(new FactorProduct(40, 30, u, v), Layout.matrix(40, 30));
        assertEquals(MirrorStructure.Kind.NONE, structure.kind());
        assertTrue(structure.commutation().among() < 10);
        MirrorStructure many =
                MirrorStructure.of(new HadamardProduct(u, u.clone()), Layout.vector(u.length), Penalty.squares());
        assertTrue(many.commutation().commuting(), many.toString());
    }

    /** Where a family induces a map, its gradients commute; where they do not, it says that it induces none. */
    @Test
    void whatFamiliesSayOfThemselvesIsWhatTheBracketsSay() {
        for (ReparametrizationFamily family :
                Catalogue.of(ReparametrizationFamily.class, "parametrization").entries()) {
            Reparametrization g = family.create(
                    Settings.defaults(family.parameters()), new Start(family.sample(), 1, Optional.empty()));
            MirrorStructure structure = MirrorStructure.of(g, family.sample(), Penalty.squares());
            assertEquals(
                    g.inducedMap(g.start()).isPresent(),
                    structure.kind() == MirrorStructure.Kind.INDUCED,
                    family.id() + ": " + structure);
            assertEquals(
                    g.movingMap(g.start()).isPresent(),
                    structure.admissible().orElseThrow(),
                    family.id() + ": " + structure);
            assertFalse(structure.sentence().isBlank());
        }
    }
}
