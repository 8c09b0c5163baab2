package org.mirrorflow.bridge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.bridge.record.TrainingRecord;
import org.mirrorflow.bridge.record.TrainingSeries;
import org.mirrorflow.bridge.worker.DescentWorker;

/** Real workers in processes of their own, killed, held and left. */
@Timeout(40)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
final class TrainingSessionTest {

    private final BlockingQueue<TrainingState> states = new LinkedBlockingQueue<>();

    private static WorkerCommand worker() {
        List<String> words = new ArrayList<>(WorkerCommand.local().words());
        words.set(words.size() - 1, DescentWorker.class.getName());
        words.add(1, "-XX:TieredStopAtLevel=1");
        return new WorkerCommand("this computer", words, false);
    }

    private TrainingSession session() {
        return new TrainingSession(TrainingSessionTest::worker, Duration.ofSeconds(1), states::add);
    }

    private static TrainingPlan plan(int steps, int millis, int seeds) {
        return TrainingPlan.of(TrainingPresets.parse("", """
                {"title": "Descent", "seeds": %d, "checkpoint": 20, "specification": {"model": {"kind": "parabola"}, "seed": 3,
                 "steps": %d, "millis": %d},
                 "optimizers": [{"name": "SGD", "optimizer": {"kind": "sgd", "step-size": 0.1}}]}
                """.formatted(seeds, steps, millis), "test"));
    }

    private TrainingState await(String what, Predicate<TrainingState> such) throws InterruptedException {
        TrainingState last = null;
        while (true) {
            TrainingState state = states.poll(30, TimeUnit.SECONDS);
            assertTrue(state != null, what + " did not come; last: " + last);
            last = state;
            if (such.test(state)) {
                return state;
            }
        }
    }

    private static TrainingSeries series(TrainingState state) {
        return state.runs().getFirst().series();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor());
    }

    private static ProcessHandle child() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKilledWorkerIsToldAndTheRunGoesOnAsIfNothingHadBeen(@TempDir Path temp) throws Exception {
        TrainingSeries undisturbed;
        try (TrainingSession session = session()) {
            session.start(plan(120, 0, 1), temp.resolve("whole"));
            undisturbed = series(await("the end", TrainingState::finished));
        }
        states.clear();
        try (TrainingSession session = session()) {
            session.start(plan(120, 5, 1), temp.resolve("broken"));
            await(
                    "step 50",
                    state -> !state.runs().isEmpty() && state.runs().getFirst().step() >= 50);
            signal("KILL", child().pid());
            TrainingState lost = await("the loss", state -> state.worker().state() == WorkerStatus.State.LOST);
            assertTrue(lost.worker().sentence().startsWith("The worker was killed (exit code 137"), lost.toString());
            RunStatus run = lost.runs().getFirst();
            assertEquals(RunPhase.LOST, run.phase());
            assertTrue(run.step() >= 50 && run.series().lastStep() == run.step(), "all that was said is kept");
            assertTrue(run.checkpoint() >= 40, "a checkpoint every 20 steps");
            assertTrue(lost.resumable());

            session.resume();
            TrainingState done = await("the end", TrainingState::finished);
            assertSame(undisturbed, series(done));
            assertTrue(
                    done.runs().getFirst().notes().stream().anyMatch(note -> note.contains("on the same trajectory")),
                    done.runs().getFirst().notes().toString());
        }
        try (TrainingRecord record = TrainingRecord.open(temp.resolve("broken"))) {
            assertSame(undisturbed, record.metrics("sgd-seed-3").series());
        }
        assertEquals(
                121,
                Files.readAllLines(temp.resolve("broken/sgd-seed-3/series.csv")).size());
    }

    private static void assertSame(TrainingSeries expected, TrainingSeries actual) {
        for (String metric : List.of("loss", "l1-l2-ratio", "sign-flips")) {
            TrainingSeries.Curve one = expected.curve(metric);
            TrainingSeries.Curve other = actual.curve(metric);
            assertEquals(Arrays.toString(one.steps()), Arrays.toString(other.steps()), metric);
            assertEquals(Arrays.toString(one.times()), Arrays.toString(other.times()), metric);
            assertEquals(Arrays.toString(one.values()), Arrays.toString(other.values()), metric);
        }
    }

    @Test
    void closingStopsWithACheckpointAndLeavesNoProcess(@TempDir Path temp) throws Exception {
        ProcessHandle process;
        try (TrainingSession session = session()) {
            session.start(plan(100_000, 1, 2), temp.resolve("run"));
            await(
                    "step 5",
                    state -> !state.runs().isEmpty() && state.runs().getFirst().step() >= 5);
            process = child();
        }
        assertFalse(process.isAlive(), "a worker outlived its lab");
        states.clear();
        try (TrainingSession session = session()) {
            session.open(temp.resolve("run"));
            TrainingState opened = await("the folder", state -> state.runs().size() == 2);
            RunStatus first = opened.runs().getFirst();
            assertEquals(RunPhase.STOPPED, first.phase());
            assertEquals(first.step(), first.checkpoint(), "stopping saves");
            assertEquals(first.series().lastStep(), first.step());
            assertTrue(opened.resumable());
        }
    }

    @Test
    void aSilentWorkerIsNoticedAndSoIsItsReturn(@TempDir Path temp) throws Exception {
        try (TrainingSession session = session()) {
            session.start(plan(100_000, 1, 1), temp.resolve("run"));
            await(
                    "it to run",
                    state -> state.working() && state.runs().getFirst().step() > 0);
            long pid = child().pid();
            signal("STOP", pid);
            TrainingState silent = await("silence", state -> state.worker().state() == WorkerStatus.State.STALLED);
            assertTrue(
                    silent.worker().sentence().contains("has said nothing for"),
                    silent.worker().sentence());
            signal("CONT", pid);
            await("its return", state -> state.worker().state() == WorkerStatus.State.READY);
        }
    }

    private static RunStatus first(TrainingState state) {
        return state.runs().getFirst();
    }

    @Test
    void aRunIsHeldChangedSavedStoppedAndTakenUp(@TempDir Path temp) throws Exception {
        try (TrainingSession session = session()) {
            session.start(plan(100_000, 1, 1), temp.resolve("run"));
            String run = first(await(
                            "step 3",
                            state -> !state.runs().isEmpty() && first(state).step() >= 3))
                    .run()
                    .id();
            session.pause();
            long held = first(await("a pause", state -> first(state).phase() == RunPhase.PAUSED))
                    .step();
            session.resume(run);
            await("more steps", state -> first(state).step() > held);
            session.set("optimizer.colour", TextNode.valueOf("red"));
            RunStatus refused =
                    first(await("a refusal", state -> !first(state).notes().isEmpty()));
            assertTrue(refused.notes().getLast().contains("optimizer.colour"), refused.notes()::toString);
            assertEquals(RunPhase.RUNNING, refused.phase(), "what is refused stops nothing");
            long saved = refused.checkpoint();
            session.checkpoint();
            await("a checkpoint", state -> first(state).checkpoint() > saved);
            session.stop(run);
            RunStatus stopped = first(await("a stop", state -> first(state).phase() == RunPhase.STOPPED));
            assertEquals(stopped.step(), stopped.checkpoint(), "stopping saves");
            session.resume();
            RunStatus again = first(await("steps beyond", state -> first(state).step() > stopped.step()));
            assertEquals(again.series().lastStep(), again.step());
        }
    }
}
