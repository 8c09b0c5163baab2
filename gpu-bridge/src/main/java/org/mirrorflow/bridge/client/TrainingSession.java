package org.mirrorflow.bridge.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingRun;
import org.mirrorflow.bridge.protocol.LabMessage;
import org.mirrorflow.bridge.protocol.Message;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.record.RunEnding;
import org.mirrorflow.bridge.record.RunFacts;
import org.mirrorflow.bridge.record.SeriesRecorder;
import org.mirrorflow.bridge.record.TrainingRecord;

/**
 * A comparison under way: one plan, its folder, and the worker that trains it. One thread owns all that and publishes immutable
 * {@link TrainingState}s. All methods may be called from any thread and return at once, save {@link #close}.
 *
 * <p>When the worker dies, everything that it has said is kept, and {@link #resume} starts another that goes on from the last
 * checkpoints; steps that are then done again are compared with what was recorded.
 */
public final class TrainingSession implements AutoCloseable {

    /** Silence after which a worker counts as stalled: five of its heartbeats. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(TrainingSession.class.getName());
    private static final long PUBLISH_MILLIS = 40;
    private static final long FLUSH_NANOS = 500_000_000L;
    private static final double PACE_SECONDS = 3;
    private static final int CHECKPOINTS = 20;
    private static final int MOST_NOTES = 50;

    private final Supplier<WorkerCommand> command;
    private final Duration patience;
    private final Consumer<TrainingState> listener;
    private final ScheduledExecutorService engine;

    // Everything below belongs to the engine's thread.
    private final Map<String, Live> runs = new LinkedHashMap<>();
    private @Nullable TrainingRecord record;
    private @Nullable WorkerClient client;
    private @Nullable WorkerCommand hired;
    private WorkerStatus worker = WorkerStatus.NONE;
    private String problem = "";
    private boolean publishing;
    private long flushed = System.nanoTime();
    /** Counts workers, so that what one says late is not taken for its successor's. */
    private int generation;

    /** One training as it goes. */
    private static final class Live {
        final TrainingRun run;
        SeriesRecorder recorder;
        RunFacts facts;
        RunPhase phase;
        JsonNode specification;
        double pace;
        String problem = "";
        final List<String> notes = new ArrayList<>();
        long paceSince = System.nanoTime();
        long paceStep;
        long resumedFrom = -1;
        long reached;
        double wallBefore;
        long began;

        Live(TrainingRun run, RunFacts facts, SeriesRecorder recorder) {
            this.run = run;
            this.facts = facts;
            this.recorder = recorder;
            this.specification = run.specification();
            this.problem = facts.problem();
            this.phase = switch (facts.ending()) {
                case WAITING -> RunPhase.WAITING;
                case UNFINISHED, STOPPED -> RunPhase.STOPPED;
                case DONE -> RunPhase.DONE;
                case DIVERGED -> RunPhase.DIVERGED;
                case FAILED -> RunPhase.FAILED;
            };
        }

        RunStatus status() {
            return new RunStatus(
                    run,
                    phase,
                    Math.max(facts.step(), 0),
                    facts.budget(),
                    phase == RunPhase.RUNNING ? pace : 0,
                    facts.device(),
                    facts.parameters(),
                    facts.checkpointStep(),
                    recorder.series(),
                    problem,
                    notes);
        }

        double wall() {
            return phase.active() && began != 0 ? wallBefore + (System.nanoTime() - began) * 1e-9 : wallBefore;
        }

        void facts(RunEnding ending, long step) {
            facts = new RunFacts(
                    ending,
                    step,
                    facts.budget(),
                    facts.device(),
                    facts.parameters(),
                    wall(),
                    facts.checkpoint(),
                    facts.checkpointStep(),
                    problem);
        }
    }

    /**
     * @param command how a worker is started, asked each time that one is needed
     * @param patience silence after which it counts as stalled, usually {@link #PATIENCE}
     * @param listener hears every change, on the session's thread; must return quickly
     */
    public TrainingSession(Supplier<WorkerCommand> command, Duration patience, Consumer<TrainingState> listener) {
        this.command = command;
        this.patience = patience;
        this.listener = listener;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "trainings");
            thread.setDaemon(true);
            return thread;
        });
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.engine = one;
    }

    private void post(Runnable task) {
        try {
            engine.execute(() -> {
                try {
                    task.run();
                } catch (TrainingException e) {
                    problem = String.valueOf(e.getMessage());
                    changed();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "the training session failed", e);
                    problem = "This is a fault of the lab: " + e + ".";
                    changed();
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed.
        }
    }

    /** Starts a worker, if there is none, to hear what it has. */
    public void connect() {
        post(() -> {
            worker();
            changed();
        });
    }

    /** Stops what is under way, and trains a new plan, kept in a new folder. */
    public void start(TrainingPlan plan, Path folder) {
        post(() -> leaveThen(() -> {
            adopt(TrainingRecord.create(folder, plan));
            resumeAll();
        }));
    }

    /** Stops what is under way, and shows what a folder holds; {@link #resume} goes on with it. */
    public void open(Path folder) {
        post(() -> {
            TrainingRecord opened = TrainingRecord.open(folder);
            leaveThen(() -> {
                adopt(opened);
                changed();
            });
        });
    }

    private void adopt(TrainingRecord taken) {
        record = taken;
        problem = "";
        runs.clear();
        for (TrainingRun run : taken.plan().runs()) {
            Live live = new Live(run, taken.facts(run.id()), taken.metrics(run.id()));
            live.wallBefore = live.facts.wallSeconds();
            live.facts = new RunFacts(
                    live.facts.ending(),
                    Math.max(live.facts.step(), live.recorder.lastStep()),
                    live.facts.budget(),
                    live.facts.device(),
                    live.facts.parameters(),
                    live.facts.wallSeconds(),
                    live.facts.checkpoint(),
                    live.facts.checkpointStep(),
                    live.facts.problem());
            runs.put(run.id(), live);
        }
    }

    /** Goes on with all that is not at its end, from the last checkpoints, with a new worker where there is none. */
    public void resume() {
        post(this::resumeAll);
    }

    /** Goes on with what was lost with its worker, from the last checkpoints, and with what has not begun. */
    public void revive() {
        post(() -> {
            for (Live live : runs.values()) {
                if (live.phase == RunPhase.LOST || live.phase == RunPhase.WAITING) {
                    launch(live);
                }
            }
            changed();
        });
    }

    private void resumeAll() {
        problem = "";
        for (Live live : runs.values()) {
            if (live.phase.resumable()) {
                launch(live);
            } else if (live.phase == RunPhase.PAUSED) {
                send(new LabMessage.Resume(live.run.id()));
            }
        }
        changed();
    }

    private void launch(Live live) {
        TrainingRecord kept = record;
        if (kept == null) {
            return;
        }
        WorkerClient with = worker();
        live.problem = "";
        live.phase = RunPhase.QUEUED;
        live.reached = live.recorder.lastStep();
        live.resumedFrom = live.facts.checkpoint() == null ? -1 : live.facts.checkpointStep();
        live.recorder.expectAgain();
        live.wallBefore = live.facts.wallSeconds();
        live.began = 0;
        WorkerCommand on = command.get();
        String folder = on.remote()
                ? "mirrorflow-checkpoints/" + kept.path().toAbsolutePath().getFileName() + "/" + live.run.id()
                : kept.checkpoints(live.run.id()).toString();
        with.send(new LabMessage.Start(
                live.run.id(),
                live.run.specification(),
                live.facts.checkpoint(),
                folder,
                every(kept.plan(), live.run)));
    }

    /** Steps between two checkpoints. */
    private static long every(TrainingPlan plan, TrainingRun run) {
        long own = plan.preset().checkpoint();
        return own > 0 ? own : Math.max(1, run.specification().path("steps").asLong(CHECKPOINTS * 50L) / CHECKPOINTS);
    }

    /** Holds what is trained. */
    public void pause() {
        each(LabMessage.Pause::new);
    }

    /** Holds one training. */
    public void pause(String run) {
        post(() -> send(new LabMessage.Pause(run)));
    }

    /** Lets one training that is held go on, or continues it where it was left. */
    public void resume(String run) {
        post(() -> {
            Live live = runs.get(run);
            if (live != null && live.phase.resumable()) {
                launch(live);
                changed();
            } else {
                send(new LabMessage.Resume(run));
            }
        });
    }

    /** Stops everything, each with a checkpoint. */
    public void stop() {
        each(LabMessage.Stop::new);
    }

    /** Stops one training, with a checkpoint. */
    public void stop(String run) {
        post(() -> send(new LabMessage.Stop(run)));
    }

    /** Saves everything that is trained. */
    public void checkpoint() {
        each(LabMessage.Checkpoint::new);
    }

    /** Changes an adjustable setting of everything that is trained, from the next step on. */
    public void set(String path, JsonNode value) {
        each(run -> new LabMessage.Set(run, path, value));
    }

    /** Makes a message for a run. */
    @FunctionalInterface
    private interface Order {
        LabMessage to(String run);
    }

    private void each(Order order) {
        post(() -> runs.values().stream()
                .filter(live -> live.phase.active())
                .forEach(live -> send(order.to(live.run.id()))));
    }

    private void send(LabMessage message) {
        WorkerClient to = client;
        if (to != null) {
            to.send(message);
        }
    }

    /** The worker that is wanted, started where there is none; one that still trains is kept. */
    private WorkerClient worker() {
        WorkerClient now = client;
        if (now != null && now.alive()) {
            if (command.get().equals(hired) || runs.values().stream().anyMatch(live -> live.phase.active())) {
                return now;
            }
            // Another worker is wanted, and this one has nothing to do.
            Thread.ofVirtual().start(now::close);
        }
        generation++;
        int own = generation;
        WorkerCommand with = command.get();
        hired = with;
        worker = new WorkerStatus(with.name(), WorkerStatus.State.STARTING, Optional.empty(), "");
        try {
            now = WorkerClient.start(with, patience, new WorkerListener() {
                @Override
                public void heard(WorkerMessage message) {
                    ifCurrent(own, () -> hear(message));
                }

                @Override
                public void stalled(Duration silence) {
                    ifCurrent(own, () -> fallSilent(silence));
                }

                @Override
                public void recovered() {
                    ifCurrent(own, () -> stand(WorkerStatus.State.READY, ""));
                }

                @Override
                public void gone(WorkerEnd end) {
                    ifCurrent(own, () -> lose(end));
                }
            });
        } catch (TrainingException e) {
            stand(WorkerStatus.State.LOST, String.valueOf(e.getMessage()));
            throw e;
        }
        client = now;
        now.send(new LabMessage.Describe());
        return now;
    }

    private void ifCurrent(int own, Runnable task) {
        post(() -> {
            if (own == generation) {
                task.run();
                changed();
            }
        });
    }

    private void stand(WorkerStatus.State state, String sentence) {
        worker = new WorkerStatus(worker.name(), state, worker.described(), sentence);
    }

    private void fallSilent(Duration silence) {
        stand(
                WorkerStatus.State.STALLED,
                "The worker has said nothing for " + Math.max(1, silence.toSeconds())
                        + " s, though it should every second. It may be suspended, or the connection may be down.");
    }

    private void lose(WorkerEnd end) {
        client = null;
        boolean busy = runs.values().stream().anyMatch(live -> live.phase.active());
        for (Live live : runs.values()) {
            if (live.phase == RunPhase.QUEUED) {
                live.phase = live.facts.step() > 0 ? RunPhase.STOPPED : RunPhase.WAITING;
            } else if (live.phase.active()) {
                live.phase = end.wanted() ? RunPhase.STOPPED : RunPhase.LOST;
                note(live, "worker lost at step " + live.recorder.lastStep());
                live.facts(RunEnding.UNFINISHED, live.recorder.lastStep());
                live.wallBefore = live.facts.wallSeconds();
                keep(live, true);
            }
        }
        if (!end.wanted() && (busy || worker.state() == WorkerStatus.State.STARTING)) {
            stand(WorkerStatus.State.LOST, end.sentence());
        } else {
            stand(WorkerStatus.State.NONE, "");
        }
    }

    private void hear(WorkerMessage message) {
        switch (message) {
            case Message.Hello hello -> stand(WorkerStatus.State.READY, "");
            case WorkerMessage.Heartbeat beat -> {
                if (worker.state() == WorkerStatus.State.STALLED) {
                    stand(WorkerStatus.State.READY, "");
                }
            }
            case WorkerMessage.Described described ->
                worker = new WorkerStatus(worker.name(), worker.state(), Optional.of(described), worker.sentence());
            case WorkerMessage.Started started -> of(started.run(), live -> begin(live, started));
            case WorkerMessage.Metrics metrics -> of(metrics.run(), live -> take(live, metrics));
            case WorkerMessage.Checkpointed saved ->
                of(saved.run(), live -> {
                    live.facts = new RunFacts(
                            RunEnding.UNFINISHED,
                            saved.step(),
                            live.facts.budget(),
                            live.facts.device(),
                            live.facts.parameters(),
                            live.wall(),
                            saved.path(),
                            saved.step(),
                            "");
                    keep(live, false);
                });
            case WorkerMessage.Standing snapshot -> of(snapshot.run(), live -> stand(live, snapshot.state()));
            case WorkerMessage.Finished finished -> of(finished.run(), live -> finish(live, finished));
            case WorkerMessage.Failed(String run, String what, String advice) -> {
                if (run == null) {
                    problem = what + " " + advice;
                } else {
                    of(run, live -> {
                        live.phase = RunPhase.FAILED;
                        live.problem = what + " " + advice;
                        live.facts(RunEnding.FAILED, live.recorder.lastStep());
                        note(live, what);
                        keep(live, true);
                    });
                }
            }
            case WorkerMessage.Refused(String run, String what) -> of(run, live -> note(live, what));
        }
    }

    private void of(String run, Consumer<Live> what) {
        Live live = runs.get(run);
        if (live != null) {
            what.accept(live);
        }
    }

    private void stand(Live live, String state) {
        switch (state) {
            case WorkerMessage.Standing.QUEUED -> live.phase = RunPhase.QUEUED;
            case WorkerMessage.Standing.PREPARING -> live.phase = RunPhase.PREPARING;
            case WorkerMessage.Standing.RUNNING -> {
                live.phase = RunPhase.RUNNING;
                live.paceSince = System.nanoTime();
                live.paceStep = live.facts.step();
            }
            case WorkerMessage.Standing.PAUSED -> live.phase = RunPhase.PAUSED;
            default -> {
                // The end of a run is told in its own message.
            }
        }
    }

    private void begin(Live live, WorkerMessage.Started started) {
        live.phase = RunPhase.RUNNING;
        live.specification = started.specification();
        live.began = System.nanoTime();
        live.facts = new RunFacts(
                RunEnding.UNFINISHED,
                started.step(),
                started.budget(),
                started.device(),
                started.parameters(),
                live.wallBefore,
                live.facts.checkpoint(),
                live.facts.checkpointStep(),
                "");
        live.pace = 0;
        live.paceSince = System.nanoTime();
        live.paceStep = started.step();
        if (started.step() > 0) {
            note(live, "continued from the checkpoint at step " + started.step());
        }
        keep(live, false);
    }

    private void take(Live live, WorkerMessage.Metrics metrics) {
        live.recorder.add(metrics.step(), metrics.time(), metrics.values());
        TrainingRecord kept = record;
        if (kept != null) {
            kept.append(live.run.id(), metrics.step(), metrics.time(), metrics.values());
        }
        live.facts(RunEnding.UNFINISHED, metrics.step());
        double seconds = (System.nanoTime() - live.paceSince) * 1e-9;
        if (seconds > 0.2) {
            live.pace = (metrics.step() - live.paceStep) / seconds;
        }
        if (seconds > PACE_SECONDS) {
            live.paceSince = System.nanoTime();
            live.paceStep = metrics.step();
        }
        if (live.resumedFrom >= 0 && metrics.step() >= live.reached && live.reached > live.resumedFrom) {
            SeriesRecorder.Again again = live.recorder.again();
            note(
                    live,
                    again.firstOther() < 0
                            ? "resumed from step " + live.resumedFrom + " on the same trajectory: " + again.same()
                                    + " recorded steps came again with the same loss, bit for bit"
                            : "resumed from step " + live.resumedFrom + "; from step " + again.firstOther()
                                    + " on the loss is not what it was, and the new one is kept");
            live.resumedFrom = -1;
        }
    }

    private void finish(Live live, WorkerMessage.Finished finished) {
        RunEnding ending = switch (finished.outcome()) {
            case WorkerMessage.Finished.DONE -> RunEnding.DONE;
            case WorkerMessage.Finished.DIVERGED -> RunEnding.DIVERGED;
            default -> RunEnding.STOPPED;
        };
        long step = Math.max(finished.step(), live.recorder.lastStep());
        live.problem = ending == RunEnding.DIVERGED
                ? "The loss is no finite number after step " + step + "; lower the step size and start again."
                : "";
        live.facts(ending, step);
        live.wallBefore = live.facts.wallSeconds();
        live.phase = switch (ending) {
            case DONE -> RunPhase.DONE;
            case DIVERGED -> RunPhase.DIVERGED;
            default -> RunPhase.STOPPED;
        };
        keep(live, true);
    }

    private void note(Live live, String what) {
        live.notes.add(what);
        if (live.notes.size() > MOST_NOTES) {
            live.notes.removeFirst();
        }
        TrainingRecord kept = record;
        if (kept != null) {
            kept.log(live.run.id(), what);
        }
    }

    private void keep(Live live, boolean table) {
        TrainingRecord kept = record;
        if (kept != null) {
            kept.flush();
            kept.save(live.run, live.specification, live.facts);
            if (table) {
                kept.writeTable(live.run.id(), live.recorder.series());
            }
        }
    }

    private void changed() {
        if (!publishing) {
            publishing = true;
            try {
                var _ = engine.schedule(this::publish, PUBLISH_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // Closed.
            }
        }
    }

    private void publish() {
        publishing = false;
        TrainingRecord kept = record;
        if (kept != null && System.nanoTime() - flushed > FLUSH_NANOS) {
            flushed = System.nanoTime();
            try {
                kept.flush();
            } catch (TrainingException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        listener.accept(new TrainingState(
                Optional.ofNullable(kept).map(TrainingRecord::plan),
                Optional.ofNullable(kept).map(TrainingRecord::path),
                runs.values().stream().map(Live::status).toList(),
                worker,
                problem));
    }

    /**
     * Ends a worker that is at work, upon which it saves what it has, closes the folder, and goes on. The worker is waited for on
     * another thread, so that its last words are heard meanwhile.
     */
    private void leaveThen(Runnable next) {
        WorkerClient now = client;
        if (now != null && runs.values().stream().anyMatch(live -> live.phase.active())) {
            Thread waiter = new Thread(
                    () -> {
                        now.close();
                        post(() -> leaveThen(next));
                    },
                    "end of a worker");
            waiter.setDaemon(true);
            waiter.start();
        } else {
            closeRecord();
            next.run();
        }
    }

    private void closeRecord() {
        TrainingRecord kept = record;
        record = null;
        if (kept != null) {
            kept.close();
        }
    }

    /** Kills the worker, as if it had died; for a worker that is stalled. */
    public void abandon() {
        post(() -> {
            WorkerClient now = client;
            if (now != null) {
                generation++;
                client = null;
                now.kill();
                lose(new WorkerEnd(137, false, List.of("it was given up after its silence")));
                changed();
            }
        });
    }

    /** Stops everything, each with a checkpoint, ends the worker, and waits for both. */
    @Override
    public void close() {
        AtomicReference<@Nullable WorkerClient> last = new AtomicReference<>();
        try {
            engine.submit(() -> {
                        last.set(client);
                    })
                    .get();
            WorkerClient open = last.get();
            if (open != null) {
                // Its last words come in over the engine, which is idle meanwhile.
                open.close();
            }
            engine.submit(() -> {
                        try {
                            publish();
                            closeRecord();
                        } catch (TrainingException e) {
                            LOG.log(System.Logger.Level.WARNING, "the training's folder was not closed", e);
                        }
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException e) {
            // Closed already, or broken; nothing is left to end.
        }
        engine.shutdown();
    }
}
