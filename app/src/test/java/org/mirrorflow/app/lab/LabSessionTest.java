package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.sim.experiment.Change;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

final class LabSessionTest {

    private static final String ALPHA = "model.initial-scale";
    private static final String ETA = "dynamics.step-size";

    private final States states = new States();
    private LabSession session;

    @AfterEach
    void close() {
        session.close();
    }

    private LabState open(Preset preset) {
        session = new LabSession(preset, states);
        return states.ready(preset.title());
    }

    private LabState step(int samples) {
        int wanted = States.rows(states.newest()) + samples;
        session.step(samples);
        return states.await(wanted + " rows", state -> States.rows(state) >= wanted);
    }

    private static double startScale(LabState state) {
        return (double) state.running().values().get(ALPHA);
    }

    @Test
    void opensAtTheStartWithThePredictionKnown() {
        LabState state = open(States.flow());

        assertEquals(1, States.rows(state));
        assertFalse(state.playing());
        assertTrue(state.live()
                .orElseThrow()
                .view()
                .experiment()
                .prediction("limit")
                .isPresent());
    }

    @Test
    void playingGrowsTheRecordAndPauseStopsIt() {
        open(States.descent());
        session.play();
        LabState played = states.await("some rows", state -> state.playing() && States.rows(state) > 5);
        assertEquals(States.rows(played) - 1, States.cursor(played), "playing follows the newest");

        session.pause();
        LabState paused = states.await("pause", state -> !state.playing());
        long before = states.count();
        session.show("A", true);
        states.await("an answer", state -> states.count() > before);
        assertEquals(States.rows(paused), States.rows(states.newest()), "nothing moves after pause");
    }

    @Test
    void aStepIsExactlySoManySamples() {
        open(States.flow());
        LabState on = step(1);
        assertEquals(2, States.rows(on));
        step(10);
        session.step(-4);
        LabState back = states.await("four back", state -> States.cursor(state) == 7);

        assertEquals(12, States.rows(back), "what is computed stays");
        assertFalse(back.playing());

        session.step(-100);
        states.await("the start", state -> States.cursor(state) == 0);
        session.step(3);
        states.await("three on in the record", state -> States.cursor(state) == 3);
        session.step(9);
        LabState beyond = states.await("one beyond the newest", state -> States.rows(state) == 13);
        assertEquals(12, States.cursor(beyond));
    }

    @Test
    void manyStepsAtOnceAreAllDone() {
        open(States.descent());
        for (int i = 0; i < 50; i++) {
            session.step(10);
        }
        LabState state = states.await("500 steps", now -> States.rows(now) >= 501);
        assertEquals(500, States.history(state).step(States.rows(state) - 1));
    }

    @Test
    void seekingLooksAtARecordedTimeAndStopsPlaying() {
        open(States.flow());
        LabState played = step(40);
        double wanted = States.history(played).time(17);
        session.play();
        session.seek(wanted);
        LabState state = states.await("row 17", now -> !now.playing() && States.cursor(now) == 17);
        assertEquals(wanted, state.live().orElseThrow().view().cursorTime());

        session.play();
        LabState on = states.await("playing from there", now -> States.cursor(now) > 17);
        assertEquals(18, States.cursor(on), "one sample a frame, through the record");
    }

    @Test
    void rewindGivesTheSameBits() {
        open(States.flow());
        History first = States.history(step(60));
        session.rewind();
        states.await(
                "the start", state -> States.rows(state) == 1 && state.working().isEmpty());
        History second = States.history(step(60));

        assertArrayEquals(first.times(), second.times());
        for (int i = 0; i <= 60; i++) {
            assertArrayEquals(first.weights(i), second.weights(i));
            assertArrayEquals(first.state(i), second.state(i));
        }
    }

    @Test
    void anEditAtTheStartAppliesAtOnce() {
        open(States.flow());
        LabState state = states.after(session.edit(ALPHA, 0.5));

        assertEquals(0.5, startScale(state));
        assertFalse(state.waits(ALPHA));
    }

    @Test
    void anEditOfTheStartWaitsForRewindAndTouchesNothing() {
        LabState start = open(States.flow());
        double before = startScale(start);
        History played = States.history(step(20));
        LabState edited = states.after(session.edit(ALPHA, 0.5));

        assertTrue(edited.waits(ALPHA));
        assertEquals(before, startScale(edited));
        assertEquals(21, States.rows(edited));
        History after = States.history(step(5));
        for (int i = 0; i <= 20; i++) {
            assertSame(played.weights(i), after.weights(i));
        }

        session.rewind();
        LabState rewound = states.await(
                "the new start",
                state -> States.rows(state) == 1 && state.working().isEmpty());
        assertEquals(0.5, startScale(rewound));
        assertFalse(rewound.waits(ALPHA));
    }

    @Test
    void theStepSizeActsAtOnceAndIsRemarked() {
        open(States.descent());
        History before = States.history(step(10));
        assertEquals(1e-4, before.time(10) - before.time(9), 1e-12);
        LabState edited = states.after(session.edit(ETA, 2e-4));
        String remark = edited.live().orElseThrow().difference();
        assertTrue(remark.contains("h = ") && remark.contains("from t ="), remark);

        History after = States.history(step(10));
        assertEquals(2e-4, after.time(12) - after.time(11), 1e-12);

        session.undo();
        states.await("undone", state -> state.edited().values().get(ETA).equals(1e-4));
        History undone = States.history(step(10));
        assertEquals(1e-4, undone.time(30) - undone.time(29), 1e-12, "undo reaches the run as well");
    }

    @Test
    void aChangeOfKindThatWaitsDoesNotReachTheRun() {
        open(States.descent());
        step(10);
        states.after(session.edit("dynamics.kind", "momentum"));
        LabState edited = states.after(session.edit(ETA, 5e-4));
        assertTrue(edited.failure().isEmpty());
        History after = States.history(step(5));
        assertEquals(1e-4, after.time(14) - after.time(13), 1e-12, "the new step size belongs to the next start");

        states.after(session.edit("dynamics.kind", "gradient-flow"));
        LabState stopped = states.after(session.edit("stop.steps", 15L));
        assertTrue(stopped.failure().isEmpty());
        assertEquals(
                Outcome.Kind.STEP_LIMIT,
                stopped.live().orElseThrow().view().outcome().orElseThrow().kind(),
                "when to stop does reach it");
    }

    @Test
    void companionsHearOfAStepSizeThatIsTheirsToo() {
        Preset.Companion larger = new Preset.Companion("larger start", Map.of(ALPHA, 0.3), false);
        Preset.Companion own = new Preset.Companion("own step", Map.of(ETA, 5e-5), false);
        open(States.descent(larger, own));
        step(4);
        states.after(session.edit(ETA, 2e-4));
        LabState on = step(4);

        History follows = on.runs().get(1).view().history();
        History stays = on.runs().get(2).view().history();
        assertEquals(2e-4, follows.time(7) - follows.time(6), 1e-12);
        assertEquals(5e-5, stays.time(7) - stays.time(6), 1e-12);
    }

    @Test
    void undoAndRedoWalkThroughTheEdits() {
        double first = startScale(open(States.flow()));
        assertFalse(states.newest().canUndo());
        states.after(session.edit(ALPHA, 0.5));
        states.after(session.edit("seed", 99));
        assertTrue(states.newest().canUndo());

        session.undo();
        states.await("seed undone", state -> state.edited().seed() != 99);
        session.undo();
        LabState back = states.await(
                "all undone", state -> !state.canUndo() && state.working().isEmpty() && startScale(state) == first);
        assertTrue(back.canRedo());
        session.undo();
        session.redo();
        session.redo();
        LabState again = states.await(
                "all redone",
                state -> state.edited().seed() == 99 && state.working().isEmpty());
        assertEquals(0.5, startScale(again));
        assertFalse(again.canRedo());
    }

    @Test
    void aDragIsTakenBackAsOne() {
        open(States.flow());
        step(3);
        long last = 0;
        for (int i = 1; i <= 30; i++) {
            last = session.edit(ALPHA, 0.1 + i * 0.01);
        }
        states.after(last);
        session.undo();
        LabState state = states.await("undone", now -> !now.canUndo());
        assertEquals(startScale(state), state.edited().values().get(ALPHA));
    }

    @Test
    void ofAThousandQuickEditsTheLastWinsAndFewAreComputed() {
        open(States.flow());
        long before = states.count();
        long last = 0;
        for (int i = 1; i <= 1000; i++) {
            last = session.edit(ALPHA, 0.1 + i * 1e-4);
        }
        LabState state = states.after(last);

        assertEquals(0.2, startScale(state), 1e-12);
        assertTrue(states.count() - before < 500, () -> "states published: " + (states.count() - before));
    }

    @Test
    void pinsStayWhileTheLiveRunStartsAnew() {
        open(States.flow());
        double[] pinnedEnd = States.history(step(15)).weights(15);
        session.pin();
        states.await("two runs", state -> state.runs().size() == 2);
        states.after(session.edit(ALPHA, 0.7));
        session.rewind();
        LabState state = states.await(
                "rewound",
                now -> States.rows(now) == 1
                        && now.runs().size() == 2
                        && now.working().isEmpty());

        LabState.RunEntry pin = state.runs().get(1);
        assertFalse(pin.live());
        assertSame(pinnedEnd, pin.view().history().weights(15));
        assertNotEquals(pin.difference(), state.runs().getFirst().difference());

        session.show("B", false);
        states.await("B hidden", now -> now.drawn().size() == 1);
        session.remove("A");
        session.remove("B");
        LabState left = states.await("B gone", now -> now.runs().size() == 1);
        assertTrue(left.runs().getFirst().live(), "the live run cannot be removed");
    }

    @Test
    void runsToTheEndAndStops() {
        open(States.flow());
        session.runToEnd();
        LabState over = states.await(
                "the end", state -> state.live().orElseThrow().view().outcome().isPresent() && !state.playing());
        assertEquals(
                Outcome.Kind.CONVERGED,
                over.live().orElseThrow().view().outcome().orElseThrow().kind());
        assertEquals(Verdict.Status.HOLDS, verdict(over, "limit").status());
        assertTrue(verdict(over, "limit").value() <= Verdicts.LIMIT_TOLERANCE);

        int rows = States.rows(over);
        session.play();
        LabState replayed = states.await("the record again", state -> States.cursor(state) < rows - 1);
        assertEquals(rows, States.rows(replayed));
    }

    @Test
    void pauseInterruptsARunToTheEnd() {
        open(States.descent());
        session.runToEnd();
        states.await("running", state -> States.rows(state) > 100);
        session.pause();
        LabState paused = states.await("pause", state -> !state.playing());
        assertTrue(paused.live().orElseThrow().view().outcome().isEmpty());
    }

    @Test
    void aValueThatCannotBeKeepsTheLastGoodRun() {
        open(States.flow());
        History before = States.history(step(5));
        LabState refused = states.after(session.edit(ALPHA, -1));

        LabState.Failure failure = refused.failure().orElseThrow();
        assertEquals(ALPHA, failure.setting());
        assertTrue(failure.sentence().contains("-1"), failure.sentence());
        assertNotEquals(-1, refused.edited().values().get(ALPHA));
        assertEquals(before.size(), States.rows(refused));
        step(1);

        states.after(session.edit("problem.sparsity", 1000L));
        session.rewind();
        LabState contradiction = states.await(
                "a failed start",
                state -> state.failure()
                        .filter(wrong -> wrong.setting().startsWith("problem."))
                        .isPresent());
        assertEquals(7, States.rows(contradiction), "the last good run is still there");

        states.after(session.edit("problem.sparsity", 2L));
        assertTrue(states.newest().failure().isEmpty());
    }

    @Test
    void aFileThatIsNotThereIsAFailureOfItsControl(@TempDir Path folder) throws Exception {
        session = new LabSession(Presets.get("your-data"), states);
        LabState nothing = states.await(
                "a failure",
                state -> state.failure().isPresent() && state.working().isEmpty());
        assertTrue(nothing.runs().isEmpty());

        session.edit("problem.y-file", folder.resolve("none.csv").toString());
        LabState missing = states.after(
                session.edit("problem.x-file", folder.resolve("no.csv").toString()));
        assertEquals("problem.x-file", missing.failure().orElseThrow().setting());

        Path x = Files.writeString(folder.resolve("x.csv"), "1,0,2\n0,1,1\n");
        LabState half = states.after(session.edit("problem.x-file", x.toString()));
        assertEquals(
                "problem.y-file",
                half.failure().orElseThrow().setting(),
                half.failure().toString());

        Path y = Files.writeString(folder.resolve("y.csv"), "1\n2\n");
        LabState whole = states.after(session.edit("problem.y-file", y.toString()));
        assertTrue(whole.failure().isEmpty(), whole.failure().toString());
        assertEquals(1, whole.runs().size());
    }

    @Test
    void companionsMoveInStepWithTheLiveRun() {
        Preset.Companion slow = new Preset.Companion("larger start", Map.of(ALPHA, 0.5), false);
        open(States.flow(slow));
        session.play();
        for (int rows = 10; rows <= 60; rows += 10) {
            int wanted = rows;
            LabState state = states.await(rows + " rows", now -> States.rows(now) >= wanted);
            double live = States.history(state).time(States.rows(state) - 1);
            History companion = state.runs().get(1).view().history();
            double other = companion.time(companion.size() - 1);
            assertTrue(other <= live && other >= live / 2, live + " against " + other);
        }
    }

    @Test
    void twinsAreOneTrajectory() {
        Preset.Companion twin = new Preset.Companion("mirror flow", Map.of("dynamics.kind", "mirror-flow"), true);
        open(States.flow(twin));
        states.after(session.edit("dynamics.tolerance", 1e-10));
        session.runToEnd();
        LabState over = states.await(
                "the end",
                state -> state.runs().stream()
                        .allMatch(entry -> entry.view().outcome().isPresent()));

        Verdict verdict = verdict(over, "twins");
        assertEquals(Verdict.Status.HOLDS, verdict.status());
        assertTrue(verdict.value() > 0 && verdict.value() <= 1e-6, "gap " + verdict.value());
    }

    @Test
    void anotherExperimentOpensInTheMiddleOfPlaying() {
        open(States.flow());
        session.edit(ALPHA, 0.4);
        session.play();
        states.await("playing", state -> States.rows(state) > 3);
        session.pin();
        session.open(States.descent());
        LabState state = states.ready("small descent");

        assertFalse(state.playing());
        assertEquals(1, state.runs().size());
        assertEquals(1, States.rows(state));
        assertFalse(state.canUndo());
    }

    @Test
    void whileAnotherExperimentIsBeingOpenedTheOldOneStays() {
        AtomicInteger halves = new AtomicInteger();
        session = new LabSession(States.flow(), state -> {
            boolean mixed = !state.runs().isEmpty() && !state.running().title().equals(state.title());
            boolean blank = state.runs().isEmpty() && state.title().equals("small descent");
            if (mixed
                    || blank
                    || (!state.runs().isEmpty() && !state.edited().title().equals(state.title()))) {
                halves.incrementAndGet();
            }
            states.accept(state);
        });
        states.ready("small flow");
        session.open(States.descent());
        states.ready("small descent");
        assertEquals(0, halves.get());
    }

    @Test
    void aListenerThatFailsDoesNotStopTheEngine() {
        Logger log = Logger.getLogger(LabSession.class.getName());
        log.setFilter(record -> record.getLevel().intValue() < Level.SEVERE.intValue());
        AtomicInteger heard = new AtomicInteger();
        session = new LabSession(States.flow(), state -> {
            if (heard.incrementAndGet() == 1) {
                throw new IllegalStateException("on purpose, by a test");
            }
            states.accept(state);
        });
        session.step(1);
        try {
            states.await("rows all the same", state -> !state.runs().isEmpty() && States.rows(state) == 2);
        } finally {
            log.setFilter(null);
        }
    }

    @Test
    void closingStopsTheThread() throws InterruptedException {
        open(States.descent());
        Thread engine = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lab engine") && thread.isAlive())
                .max(java.util.Comparator.comparingLong(Thread::threadId))
                .orElseThrow();
        session.play();
        session.close();
        engine.join(10_000);
        assertFalse(engine.isAlive());
        long before = states.count();
        session.step(5);
        Thread.sleep(100);
        assertEquals(before, states.count());
    }

    private static Verdict verdict(LabState state, String id) {
        return state.verdicts().stream()
                .filter(verdict -> verdict.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Specification live(LabState state) {
        return state.live().orElseThrow().view().experiment().specification();
    }

    @Test
    void aForkIsTheSameRunUpToThereAndAnotherOneAfterwards() {
        open(States.flow());
        LabState played = step(60);
        History before = States.history(played);
        session.seek(before.time(30));
        states.await("the look back", state -> States.cursor(state) == 30);
        session.fork();
        session.edit("dynamics.weight-decay", 0.5);
        LabState forked = states.await(
                "the fork",
                state -> state.runs().size() == 2
                        && state.working().isEmpty()
                        && !live(state).changes().isEmpty());
        assertEquals(31, States.rows(forked), "the fork stands where one looked");
        assertEquals(61, forked.runs().get(1).view().history().size(), "the pin keeps everything");
        assertTrue(forked.runs().get(1).pinned());
        assertEquals(
                List.of(new Change(before.clocks(30).clock(), "weight-decay", 0.5)),
                live(forked).changes().all());
        LabState on = step(30);
        History after = States.history(on);
        for (int i = 0; i <= 30; i++) {
            assertArrayEquals(before.weights(i), after.weights(i));
        }
        assertEquals(before.time(60), after.time(60));
        assertNotEquals(before.value("loss", 60), after.value("loss", 60));
        assertEquals(
                List.of(),
                on.runs().get(1).view().experiment().specification().changes().all(),
                "the pin has no change");
    }

    @Test
    void whatWasChangedByHandCanBecomeThePlan() {
        open(States.descent());
        step(10);
        session.edit(ETA, 0.003);
        step(5);
        session.keepChanges();
        LabState kept =
                states.await("the plan", state -> !state.edited().changes().isEmpty());
        assertEquals(live(kept), kept.edited());
        session.rewind();
        LabState again = states.await(
                "the start", state -> States.rows(state) == 1 && state.working().isEmpty());
        assertEquals(kept.edited(), live(again));
    }

    @Test
    void aSessionIsRunAgainFromItsFile() {
        open(States.flow());
        step(40);
        session.pin();
        session.edit(ALPHA, 0.2);
        session.rewind();
        states.await(
                "another start",
                state -> States.rows(state) == 1 && state.runs().size() == 2);
        step(25);
        session.setSpeed(5);
        session.seek(States.history(states.newest()).time(7));
        LabState before = states.await("the look back", state -> States.cursor(state) == 7 && state.speed() == 5);
        SavedSession saved = SavedSession.of(
                before,
                new SavedSession.View(
                        new Arrangement(
                                Dock.of(true, List.of(new Dock.One(0), new Dock.One(1)), List.of(0.3, 0.7)),
                                List.of(
                                        new SavedSession.Pane("loss", "linear"),
                                        new SavedSession.Pane("weights", null))),
                        "s",
                        Comparison.DIFFERENCE,
                        Map.of(1, Double.NEGATIVE_INFINITY, 3, -2.5)));
        SavedSession read = SessionFile.parse(SessionFile.text(saved), "what was written");
        assertEquals(saved.view(), read.view());
        assertEquals(saved.edited(), read.edited());
        assertEquals(saved.pins(), read.pins());
        assertEquals(saved.cursor(), read.cursor());

        session.open(States.descent());
        states.ready(States.descent().title());
        session.restore(read);
        LabState after = states.await(
                "the same again",
                state -> state.title().equals(before.title())
                        && state.working().isEmpty()
                        && States.cursor(state) == 7
                        && state.runs().size() == 2
                        && state.runs().get(1).view().history().size() == 41);
        assertEquals(5, after.speed());
        for (int run = 0; run < 2; run++) {
            History a = before.runs().get(run).view().history();
            History b = after.runs().get(run).view().history();
            assertEquals(a.size(), b.size());
            for (int i = 0; i < a.size(); i++) {
                assertArrayEquals(a.weights(i), b.weights(i));
            }
        }
        assertTrue(after.runs().get(1).pinned());
    }

    @Test
    void aSessionFileThatIsNoneSaysSo() {
        session = new LabSession(States.flow(), states);
        for (String text : List.of("{", "{}", "[1]", "{\"mirrorflow-session\": 1}", "{\"mirrorflow-session\": 9}")) {
            String message = assertThrows(
                            SpecificationException.class, () -> SessionFile.parse(text, "mine.mirrorflow"))
                    .getMessage();
            assertTrue(message.startsWith("mine.mirrorflow"), message);
        }
    }

    @Test
    void severalSeedsGoTogetherAndGiveABand() {
        open(States.flow());
        session.setSeeds(4);
        session.runToEnd();
        LabState end = states.await("all ends", state -> !state.playing() && States.rows(state) > 5);
        Ensemble ensemble = end.live().orElseThrow().view().ensemble();
        assertEquals(4, ensemble.seeds().size());
        long seed = live(end).seed();
        assertEquals(
                List.of(seed, seed + 1, seed + 2, seed + 3),
                ensemble.seeds().stream().map(Ensemble.Member::seed).toList());
        session.setSeeds(1);
        states.await(
                "one seed",
                state -> state.live().orElseThrow().view().ensemble().isSingle());
    }

    @Test
    void seedsThatAreSlowToStartHoldNothingUp() {
        open(Presets.all().stream()
                .filter(preset -> preset.id().equals("forgetting"))
                .findFirst()
                .orElseThrow());
        session.setSeeds(4);
        LabState some = states.await("a few seeds", state -> state.working().startsWith("Starting seeds"));
        assertTrue(some.live().orElseThrow().view().ensemble().seeds().size() < 4, "each is seen as it comes");
        session.setSeeds(2);
        states.await("two", state -> state.working().isEmpty());
        session.setSeeds(4);
        session.play();
        session.step(5);
        session.open(States.descent());
        session.setSeeds(1);
        states.ready(States.descent().title());
    }

    @Test
    void whatWasAskedOfASubjectThatIsReplacedIsVoid() {
        session = new LabSession(States.flow(), states);
        session.edit("seed", 12345L);
        session.pin();
        session.pin();
        session.open(States.descent());
        LabState state = states.ready(States.descent().title());
        assertEquals(States.descent().specification(), state.edited());
        assertTrue(state.runs().stream().noneMatch(LabState.RunEntry::pinned));
    }

    @Test
    void aChangeThatCannotBeFollowedIsRefusedBesideItsSetting() {
        Preset primal = States.flow();
        session = new LabSession(primal, states);
        states.ready(primal.title());
        session.edit("model.depth", 3);
        session.edit("dynamics.kind", "mirror-flow");
        states.await("a start", state -> live(state).dynamics().kind().equals("mirror-flow"));
        step(3);
        session.edit("dynamics.weight-decay", 0.5);
        LabState refused = states.await("a refusal", state -> state.failure().isPresent());
        assertEquals("dynamics.weight-decay", refused.failure().orElseThrow().setting());
    }
}
