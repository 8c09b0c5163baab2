package org.mirrorflow.sim.claim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;

/** What every claim in the catalogue owes the ledger. */
class ClaimContractTest {

    /** A trial that takes longer is run once only in these tests. */
    private static final double CHEAP_SECONDS = 0.2;

    static Stream<Named<Claim>> claims() {
        return Ledger.claims().stream().map(claim -> Named.of(claim.id() + " " + claim.name(), claim));
    }

    static Stream<Named<Claim>> quick() {
        return claims().filter(claim -> claim.getPayload().quick());
    }

    @Test
    void everyClaimCanBeLoaded() {
        assertEquals(List.of(), Ledger.unloadable());
    }

    @Test
    void idsAreUniqueAndInTheOrderOfTheirPapersAndNumbers() {
        List<String> ids = Ledger.claims().stream().map(Claim::id).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids.toString());
        for (int i = 1; i < ids.size(); i++) {
            Claim before = Ledger.claims().get(i - 1);
            Claim after = Ledger.claims().get(i);
            assertTrue(before.paper().compareTo(after.paper()) <= 0, ids.get(i));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("claims")
    void aClaimSaysWhatItClaimsAndWhatDecides(Claim claim) {
        assertAll(
                () -> assertTrue(claim.id().matches("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*"), claim.id()),
                () -> assertFalse(claim.name().isBlank() || claim.name().endsWith(".")),
                () -> assertTrue(claim.summary().endsWith("."), claim.summary()),
                () -> assertTrue(claim.prediction().endsWith("."), claim.prediction()),
                () -> assertFalse(claim.source().isBlank()),
                () -> assertTrue(claim.checks().stream().anyMatch(check -> check.role() == Check.Role.PREDICTION)),
                () -> assertTrue(
                        claim.checks().stream().anyMatch(check -> check.role() == Check.Role.CONTROL),
                        "without a control that must fail or differ, holding means nothing"));
        Set<String> ids = new HashSet<>();
        for (Check check : claim.checks()) {
            assertTrue(ids.add(check.id()), check.id() + " is declared twice");
            assertTrue(check.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), check.id());
            assertFalse(check.quantity().isBlank() || check.quantity().matches(".*[^.]\\."), check.quantity());
            assertTrue(Double.isFinite(check.bound()), check.id() + " has no bound");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("claims")
    void theExperimentsInWhichToWatchItCanBeOpened(Claim claim) {
        for (Specification specification : claim.experiments()) {
            assertDoesNotThrow(() -> Experiment.of(specification, Path.of(".")), specification.title());
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("quick")
    void aQuickClaimAnswersForItsChecksAndNoOther(Claim claim) {
        Trial trial = new Trial();
        long begin = System.nanoTime();
        claim.run(1, trial);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        Set<String> answered = new TreeSet<>(trial.values().keySet());
        answered.addAll(trial.silent().keySet());
        Set<String> declared = new TreeSet<>();
        claim.checks().forEach(check -> declared.add(check.id()));
        assertEquals(declared, answered);
        if (seconds < CHEAP_SECONDS) {
            Trial again = new Trial();
            claim.run(1, again);
            assertEquals(trial.values(), again.values(), "the same seed must give the same numbers");
        }
    }
}
