package org.mirrorflow.app.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.run.Build;

/** Results of claims between starts of the lab. */
@Timeout(60)
final class KeptResultsTest {

    @TempDir
    private Path folder;

    private static Claim claim(String id) {
        return Ledger.claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What a session says once it is such. */
    private ClaimsState started(Path file, Predicate<ClaimsState> such, boolean run) throws InterruptedException {
        AtomicReference<ClaimsState> seen = new AtomicReference<>();
        CountDownLatch there = new CountDownLatch(1);
        try (ClaimsSession session = new ClaimsSession(state -> {
            if (such.test(state)) {
                seen.compareAndSet(null, state);
                there.countDown();
            }
        })) {
            session.keepIn(file);
            session.load();
            if (run) {
                session.run(List.of(claim("TEST-HOLDS")), 2);
            }
            assertTrue(there.await(40, TimeUnit.SECONDS), "no such state");
        }
        return seen.get();
    }

    @Test
    void whatWasFoundIsThereAtTheNextStartAndMarkedWhereAnotherBuildHasFoundIt() throws Exception {
        Path file = folder.resolve("claims.json");
        Claim claim = claim("TEST-HOLDS");
        ClaimsState run = started(file, state -> !state.summary().isEmpty() && !state.working(), true);
        for (int k = 0; k < 200 && !Files.exists(file); k++) {
            Thread.sleep(20);
        }
        ClaimsState again = started(file, state -> state.result(claim).isPresent(), false);
        assertEquals(
                run.result(claim).orElseThrow().checks(),
                again.result(claim).orElseThrow().checks());
        assertEquals(Standing.HOLDS, again.standing(claim));
        assertTrue(again.isOwn(claim));

        Files.writeString(file, Files.readString(file).replace(Build.id(), "0.0.9+older"));
        ClaimsState other = started(file, state -> state.result(claim).isPresent(), false);
        assertFalse(other.isOwn(claim));
        assertTrue(other.foreign(claim).orElseThrow().startsWith("0.0.9+older"));
        assertEquals(List.of(), other.ordered(), "only what this build has found is written and cited");
        assertTrue(LedgerTexts.line(claim, other).contains("another build"));

        // A number decides by the bound of the claim as it is now; where that is another, nothing was found.
        Files.writeString(
                file, Files.readString(file).replace("number PREDICTION AT_MOST 1.0", "number PREDICTION AT_MOST 9.0"));
        ClaimsState none = started(file, state -> !state.claims().isEmpty(), false);
        assertTrue(none.result(claim).isEmpty());
        Files.writeString(file, "{damaged");
        assertTrue(started(file, state -> !state.claims().isEmpty(), false)
                .results()
                .isEmpty());
    }
}
