package org.mirrorflow.sim.claim.steepest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;

/** The claims about steepest flows, and the reference numbers of their toys. */
class SteepestClaimsTest {

    static Stream<Claim> claims() {
        return ServiceLoader.load(Claim.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(SteepestClaim.class::isInstance);
    }

    static Stream<Claim> quickClaims() {
        return claims().filter(Claim::quick);
    }

    @Test
    void allOfThemAreInTheCatalogue() {
        assertEquals(
                "C1 C10 C11 C2 C3 C4 C5 C6 C7 C8 C9 NS-1 NS-2 NS-A1",
                String.join(" ", claims().map(Claim::id).sorted().toList()));
    }

    @ParameterizedTest
    @MethodSource("quickClaims")
    void quickClaimsMeasureEveryCheckTheSameEachTimeAndHold(Claim claim) {
        Trial trial = new Trial();
        claim.run(2, trial);
        Trial again = new Trial();
        claim.run(2, again);
        assertEquals(trial.values(), again.values());
        for (Check check : claim.checks()) {
            double value = trial.values().get(check.id());
            assertTrue(
                    check.relation() == Check.Relation.AT_MOST ? value <= check.bound() : value >= check.bound(),
                    claim.id() + " " + check.id() + " = " + value);
        }
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theirExperimentsCanBeOpened(Claim claim) {
        assertTrue(claim.checks().stream().anyMatch(check -> check.role() == Check.Role.CONTROL), "a control");
        for (Specification specification : claim.experiments()) {
            Trials.experiment(specification);
        }
    }

    /** Part of ∇R(x∞) outside row(Z) at imbalance 0.5. */
    @ParameterizedTest
    @CsvSource({"1.5, 0.058", "1.25, 0.089", "1, 0.087"})
    void offRowSpace(double q, double reference) {
        assertEquals(reference, NoStationarityStatement.component(q, 0.5), 0.1 * reference);
    }

    /** Steps to halve the loss from (0, 0.1), target 1, step 0.001: gradient descent, q = 1.5, sign. */
    @ParameterizedTest
    @CsvSource({"2, 2554", "1.5, 1089", "1, 494"})
    void stepsToHalveTheLoss(double q, double reference) {
        assertEquals(reference, (double) EscapeGapGrowsWithDepth.steps(1, 2, 0.1, q, new Trial()), 1);
    }

    /** Escape times from ε = 0.1 and 0.01: the tabulated numbers, by integration. */
    @ParameterizedTest
    @CsvSource({"2, 3, 0.1, 9", "2, 3, 0.01, 99", "1.5, 2, 0.01, 1.80", "1, 10, 0.1, 0.9"})
    void escapeTimes(double q, int depth, double epsilon, double reference) {
        assertEquals(reference, EscapePhaseDiagram.escape(q, depth, 1, epsilon, 1), 0.005 * reference);
    }
}
