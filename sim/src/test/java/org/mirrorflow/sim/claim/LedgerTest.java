package org.mirrorflow.sim.claim;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mirrorflow.sim.claim.ClaimResult.Verdict;
import org.mirrorflow.theory.weights.SeededRandom;

/** The rules by which verdicts follow, and the ledger as a machine. */
@Timeout(60)
class LedgerTest {

    private static LedgerReport run(int threads, Claim... claims) {
        return new Ledger(List.of(claims), Ledger.seeds(3), threads).run(() -> false, progress -> {});
    }

    private static ClaimResult only(Claim claim) {
        return run(1, claim).claims().getFirst();
    }

    private static FakeClaim answering(double gap, double control) {
        return new FakeClaim("X1", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
            trial.record("gap", gap);
            trial.record("other", control);
        });
    }

    @Test
    void aClaimHoldsWhenPredictionsAndControlsAreSatisfied() {
        ClaimResult result = only(answering(0.5, 3));
        assertEquals(Verdict.HOLDS, result.verdict());
        assertEquals(List.of(), result.reasons());
        assertEquals("gap", result.headline().check().id());
    }

    @Test
    void aViolatedPredictionFailsWhateverTheControlSays() {
        ClaimResult result = only(answering(2, 0));
        assertEquals(Verdict.FAILS, result.verdict());
        assertEquals(List.of("Prediction gap is violated."), result.reasons());
    }

    @Test
    void aControlThatDoesNotSeparateIsNamedAndLeavesTheClaimInconclusive() {
        ClaimResult result = only(answering(0.5, 0.5));
        assertEquals(Verdict.INCONCLUSIVE, result.verdict());
        assertEquals(List.of("Control other does not separate."), result.reasons());
        assertEquals("other", result.headline().check().id());
    }

    @Test
    void aSilentSeedLeavesTheClaimInconclusiveWithItsReason() {
        ClaimResult result = only(new FakeClaim("X1", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
            trial.record("other", 2);
            if (seed == 2) {
                trial.inconclusive("gap", "the fit was not reached");
            } else {
                trial.record("gap", 0);
            }
        }));
        assertEquals(Verdict.INCONCLUSIVE, result.verdict());
        assertEquals(List.of("Prediction gap is undecided (seed 2: the fit was not reached)."), result.reasons());
    }

    @Test
    void aNumberThatIsNoneDecidesNothing() {
        ClaimResult result = only(answering(Double.NaN, 2));
        assertEquals(Verdict.INCONCLUSIVE, result.verdict());
        assertTrue(
                result.reasons().getFirst().contains("not a number"),
                result.reasons().toString());
    }

    @Test
    void whateverAClaimThrowsIsItsOwnErrorAndStopsNoOther() {
        LedgerReport report = run(
                2,
                new FakeClaim("X1", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
                    throw new IllegalStateException("no such thing");
                }),
                new FakeClaim("X2", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
                    throw new StackOverflowError();
                }),
                new FakeClaim("X3", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> trial.record("gap", 0)),
                FakeClaim.measuring("X4", 0, 0, 0));
        List<ClaimResult> claims = report.claims();
        assertAll(
                () -> assertEquals(
                        List.of(Verdict.ERROR, Verdict.ERROR, Verdict.ERROR, Verdict.HOLDS),
                        claims.stream().map(ClaimResult::verdict).toList()),
                () -> assertEquals(
                        "Seed 1: IllegalStateException: no such thing",
                        claims.get(0).reasons().getFirst()),
                () -> assertTrue(claims.get(0).trials().getFirst().trace().contains("LedgerTest")),
                () -> assertEquals(
                        "Seed 1: StackOverflowError", claims.get(1).reasons().getFirst()),
                () -> assertEquals(
                        "Seed 1: IllegalStateException: the trial answered for [gap]; the claim declares [gap, other]",
                        claims.get(2).reasons().getFirst()));
    }

    @Test
    void anErrorInOneSeedIsNotOutvotedByTheOthers() {
        ClaimResult result = only(new FakeClaim("X1", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
            if (seed == 2) {
                throw new ArithmeticException("by zero");
            }
            trial.record("gap", 5);
            trial.record("other", 2);
        }));
        assertEquals(Verdict.ERROR, result.verdict());
        assertEquals(List.of("Seed 2: ArithmeticException: by zero"), result.reasons());
    }

    @Test
    void theNumbersAreTheSameOnAnyNumberOfThreads() {
        Claim[] claims = IntStream.range(0, 12)
                .mapToObj(k -> new FakeClaim("X" + k, FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
                    SeededRandom random = new SeededRandom(seed * 100 + k);
                    trial.record("gap", random.nextDouble());
                    trial.record("other", 1 + random.nextDouble());
                }))
                .toArray(Claim[]::new);
        List<ClaimResult> one = run(1, claims).claims();
        List<ClaimResult> five = run(5, claims).claims();
        for (int k = 0; k < claims.length; k++) {
            assertEquals(one.get(k).checks(), five.get(k).checks());
            assertEquals(one.get(k).verdict(), five.get(k).verdict());
        }
    }

    @Test
    void progressCountsToTheEndAndEachClaimIsToldOnce() {
        List<Ledger.Progress> told = new ArrayList<>();
        List<String> decided = new ArrayList<>();
        Claim[] claims = IntStream.range(0, 5)
                .mapToObj(k -> FakeClaim.measuring("X" + k, 0, 0, 0))
                .toArray(Claim[]::new);
        new Ledger(List.of(claims), Ledger.seeds(3), 3).run(() -> false, new Ledger.Listener() {
            @Override
            public void progress(Ledger.Progress progress) {
                told.add(progress);
            }

            @Override
            public void decided(ClaimResult result) {
                decided.add(result.claim().id());
            }
        });
        Ledger.Progress last = told.getLast();
        assertAll(
                () -> assertEquals(15, last.trialsRun()),
                () -> assertEquals(5, last.decided()),
                () -> assertEquals(0, last.secondsLeft()),
                () -> assertEquals(
                        List.of("X0", "X1", "X2", "X3", "X4"),
                        decided.stream().sorted().toList()));
    }

    @Test
    void stoppingKeepsWhatHasBeenRun() {
        AtomicBoolean stop = new AtomicBoolean();
        FakeClaim endless = new FakeClaim("X2", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
            stop.set(true);
            while (true) {
                trial.checkpoint();
                Thread.onSpinWait();
            }
        });
        LedgerReport report = new Ledger(
                        List.of(FakeClaim.measuring("X1", 0, 0, 0), endless, FakeClaim.measuring("X3", 0, 0, 0)),
                        Ledger.seeds(3),
                        1)
                .run(stop::get, progress -> {});
        assertFalse(report.complete());
        assertEquals(
                List.of(Verdict.HOLDS, Verdict.UNFINISHED, Verdict.UNFINISHED),
                report.claims().stream().map(ClaimResult::verdict).toList());
        assertEquals(
                List.of("Stopped with 0 of 3 seeds run."),
                report.claims().get(1).reasons());
    }

    @Test
    void aTrialThatDoesNotListenIsLeftBehind() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean stop = new AtomicBoolean();
        FakeClaim deaf = new FakeClaim("X1", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
            stop.set(true);
            boolean over = false;
            while (!over) {
                try {
                    never.await();
                    over = true;
                } catch (InterruptedException e) {
                    over = false;
                }
            }
        });
        LedgerReport report = new Ledger(List.of(deaf), Ledger.seeds(1), 1).run(stop::get, progress -> {});
        never.countDown();
        assertEquals(Verdict.UNFINISHED, report.claims().getFirst().verdict());
    }

    @Test
    void aLedgerNeedsASeedAndAThread() {
        assertThrows(IllegalArgumentException.class, () -> new Ledger(List.of(), List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new Ledger(List.of(), List.of(1L), 0));
    }

    @Test
    void everyFormatTellsTheSame() {
        LedgerReport report = run(
                1,
                FakeClaim.measuring("X1", 0.25, 0.5, 0.75),
                FakeClaim.measuring("X2", Double.POSITIVE_INFINITY, 0, 0),
                new FakeClaim("X3", FakeClaim.RESIDUAL_AND_CONTROL, (seed, trial) -> {
                    trial.inconclusive("gap", "far, too far");
                    trial.record("other", 2);
                }));
        JsonNode json = LedgerWriter.toTree(report);
        String csv = LedgerWriter.csv(report);
        String markdown = LedgerWriter.markdown(report);
        JsonNode gap = json.at("/claims/0/checks/0");
        assertAll(
                () -> assertEquals(1, json.at("/verdicts/holds").asInt()),
                () -> assertEquals(1, json.at("/verdicts/fails").asInt()),
                () -> assertEquals(1, json.at("/verdicts/inconclusive").asInt()),
                () -> assertTrue(json.at("/complete").asBoolean()),
                () -> assertEquals(0.75, gap.at("/decisive").asDouble()),
                () -> assertEquals(0.5, gap.at("/mean").asDouble()),
                () -> assertEquals(0.5, gap.at("/readings/1/value").asDouble()),
                () -> assertEquals("at-most", gap.at("/relation").asText()),
                () -> assertEquals(
                        "Infinity", json.at("/claims/1/checks/0/decisive").asText()),
                () -> assertTrue(json.at("/claims/2/checks/0/readings/0/value").isNull()),
                () -> assertEquals(
                        "far, too far",
                        json.at("/claims/2/checks/0/readings/0/reason").asText()),
                () -> assertEquals(1 + 3 * 2 * 3, csv.lines().count()),
                () -> assertTrue(
                        csv.contains("X1,horst,holds,gap,prediction,at-most,1.0,every-seed,satisfied,2,0.5,\n")),
                () -> assertTrue(csv.contains("undecided,1,,\"far, too far\"\n"), csv),
                () -> assertTrue(markdown.contains("| X1 | Statement of X1. | 0.750 | ≤ 1.00 | holds |"), markdown),
                () -> assertTrue(markdown.contains("### X2: Name of X2"), markdown));
    }

    @Test
    void numbersAreShownWithThreeDigits() {
        assertEquals(
                List.of("0", "1.00", "12.3", "123", "1234", "0.00123", "1.23e-4", "-1.23e6", "-", "∞"),
                List.of(
                        LedgerWriter.shown(0),
                        LedgerWriter.shown(1),
                        LedgerWriter.shown(12.34),
                        LedgerWriter.shown(123.4),
                        LedgerWriter.shown(1234),
                        LedgerWriter.shown(0.001234),
                        LedgerWriter.shown(1.234e-4),
                        LedgerWriter.shown(-1.234e6),
                        LedgerWriter.shown(Double.NaN),
                        LedgerWriter.shown(Double.POSITIVE_INFINITY)));
    }
}
