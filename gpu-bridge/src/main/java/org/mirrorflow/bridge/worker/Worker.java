package org.mirrorflow.bridge.worker;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.protocol.LabMessage;
import org.mirrorflow.bridge.protocol.Message;
import org.mirrorflow.bridge.protocol.MessageReader;
import org.mirrorflow.bridge.protocol.MessageWriter;
import org.mirrorflow.bridge.protocol.ProtocolException;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.training.TrainingFactory;
import org.mirrorflow.sim.run.Version;

/**
 * The worker process: reads what the lab says on its standard input and answers on its standard output. It trains one run
 * after the other, or several at a time where it was started so, and ends with a checkpoint of each when its input ends or when
 * it is asked to terminate: a worker outlives neither its lab nor the connection to it.
 *
 * <p>Whatever else prints goes to the standard error.
 */
public final class Worker {

    /** Option for the number of runs trained at a time, with the number behind it. */
    public static final String PARALLEL = "--parallel=";

    /** Option for the milliseconds between two signs of life, with the number behind it. */
    public static final String HEARTBEAT = "--heartbeat=";

    /** What a worker calls itself. */
    public static final String PROGRAM = "mirrorflow-worker";

    private static final long HEARTBEAT_MILLIS = 1000;

    /** How long runs have for their last checkpoint. */
    private static final long LAST_SECONDS = 30;

    /** Exit code of a process that was asked to terminate. */
    private static final int TERMINATED = 143;

    private final Optional<TrainingFactory> factory;
    private final MessageReader<LabMessage> in;
    private final MessageWriter<WorkerMessage> out;
    private final ExecutorService trainers;
    private final long heartbeat;
    private final AtomicBoolean deaf = new AtomicBoolean();
    private final Map<String, WorkerRun> runs = new LinkedHashMap<>();
    private final long began = System.nanoTime();

    /**
     * @param factory what trains; without one, every start fails with a sentence
     * @param parallel runs trained at a time
     * @param heartbeat milliseconds between two signs of life
     */
    public Worker(Optional<TrainingFactory> factory, InputStream in, OutputStream out, int parallel, long heartbeat) {
        this.factory = factory;
        this.in = new MessageReader<>(in, LabMessage.class);
        this.out = new MessageWriter<>(out);
        this.heartbeat = heartbeat;
        this.trainers = Executors.newFixedThreadPool(parallel, daemons("training"));
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Starts the worker on the standard streams; returns when there is nobody to work for. */
    public static void main(String[] arguments) {
        OutputStream lab = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        System.setOut(System.err);
        int parallel = 1;
        long heartbeat = HEARTBEAT_MILLIS;
        try {
            for (String argument : arguments) {
                if (argument.startsWith(PARALLEL)) {
                    parallel = Math.max(1, Integer.parseInt(argument.substring(PARALLEL.length())));
                } else if (argument.startsWith(HEARTBEAT)) {
                    heartbeat = Math.max(1, Long.parseLong(argument.substring(HEARTBEAT.length())));
                } else {
                    throw new IllegalArgumentException(argument);
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println("worker: cannot read an option (" + e.getMessage() + "); use " + PARALLEL + "N and "
                    + HEARTBEAT + "MILLISECONDS.");
            System.exit(2);
        }
        Worker worker = new Worker(found(), System.in, lab, parallel, heartbeat);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.end();
                            leave(TERMINATED);
                        },
                        "last checkpoints"));
        worker.serve();
        leave(0);
    }

    /** Ends the process without the exit routines of native libraries, which do not bear threads that still compute. */
    private static void leave(int code) {
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    /** The training core on the class path, the first where there are several. */
    public static Optional<TrainingFactory> found() {
        return ServiceLoader.load(TrainingFactory.class).findFirst();
    }

    /** Whether there is one, without making it. */
    public static boolean hasCore() {
        return ServiceLoader.load(TrainingFactory.class).stream().findAny().isPresent();
    }

    /** Works until the input ends; then every run has stopped, with a checkpoint. */
    public void serve() {
        ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(daemons("heartbeat"));
        try {
            say(new Message.Hello(PROGRAM, Version.CURRENT));
            var _ = pulse.scheduleAtFixedRate(
                    () -> say(new WorkerMessage.Heartbeat((System.nanoTime() - began) * 1e-9)),
                    heartbeat,
                    heartbeat,
                    TimeUnit.MILLISECONDS);
            while (!deaf.get()) {
                try {
                    LabMessage message = in.next();
                    if (message == null) {
                        break;
                    }
                    hear(message);
                } catch (ProtocolException e) {
                    say(new WorkerMessage.Failed(
                            null, String.valueOf(e.getMessage()), "Install the same release on both sides."));
                }
            }
        } catch (IOException e) {
            System.err.println("worker: the lab cannot be heard any more (" + e.getMessage() + ").");
        } finally {
            pulse.shutdownNow();
            end();
        }
    }

    /** Stops all runs and gives them time for their last checkpoint. */
    private void end() {
        List<WorkerRun> all;
        synchronized (runs) {
            all = List.copyOf(runs.values());
        }
        all.forEach(WorkerRun::stop);
        trainers.shutdown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SECONDS);
        try {
            for (WorkerRun run : all) {
                long left = TimeUnit.NANOSECONDS.toSeconds(deadline - System.nanoTime());
                if (!run.awaitEnd(Math.max(0, left))) {
                    System.err.println("worker: a run did not come to its end; its last checkpoint stands.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(LabMessage message) {
        switch (message) {
            case Message.Hello hello -> {
                // Whether the sides understand each other is decided by each line's version.
            }
            case LabMessage.Describe describe -> describe();
            case LabMessage.Start start -> start(start);
            case LabMessage.Pause(String run) -> of(run, WorkerRun::pause);
            case LabMessage.Resume(String run) -> of(run, WorkerRun::resume);
            case LabMessage.Stop(String run) -> of(run, WorkerRun::stop);
            case LabMessage.Checkpoint(String run) -> of(run, WorkerRun::checkpoint);
            case LabMessage.Snapshot(String run) -> of(run, known -> say(known.standing()));
            case LabMessage.Set set -> of(set.run(), run -> run.change(set));
        }
    }

    private void describe() {
        try {
            say(factory.map(TrainingFactory::describe)
                    .orElseGet(() -> new WorkerMessage.Described(List.of(), List.of(), List.of(), List.of())));
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            say(new WorkerMessage.Failed(
                    null, "The training core cannot say what it has: " + e + ".", "Its log has the details."));
        }
    }

    private void start(LabMessage.Start start) {
        TrainingFactory trains = factory.orElse(null);
        if (trains == null) {
            say(new WorkerMessage.Failed(start.run(), NO_CORE, NO_CORE_ADVICE));
            return;
        }
        WorkerRun run = new WorkerRun(start, trains, this::say);
        synchronized (runs) {
            WorkerRun before = runs.get(start.run());
            if (before != null && !before.standing().state().equals(WorkerMessage.Standing.OVER)) {
                say(new WorkerMessage.Refused(
                        start.run(), "A run called " + start.run() + " is under way; stop it first."));
                return;
            }
            runs.put(start.run(), run);
        }
        say(run.standing());
        trainers.execute(run);
    }

    /** What a worker without a training core answers. */
    public static final String NO_CORE = "This build has no training core: nothing on its class path trains networks.";

    /** What to do then. */
    public static final String NO_CORE_ADVICE =
            "Build the lab with its libtorch dependency, or train on another machine whose lab has it.";

    private void of(String id, RunAction action) {
        @Nullable WorkerRun run;
        synchronized (runs) {
            run = runs.get(id);
        }
        if (run == null) {
            say(new WorkerMessage.Refused(id, "This worker has no run called " + id + "."));
        } else {
            action.on(run);
        }
    }

    /** What is asked of a run. */
    @FunctionalInterface
    private interface RunAction {
        void on(WorkerRun run);
    }

    private void say(WorkerMessage message) {
        try {
            out.send(message);
        } catch (ProtocolException e) {
            System.err.println("worker: " + e.getMessage());
        } catch (IOException e) {
            // Nobody listens: what is under way is saved, and the end of the input ends the rest.
            if (!deaf.getAndSet(true)) {
                System.err.println("worker: the lab does not listen any more (" + e.getMessage() + ").");
                synchronized (runs) {
                    runs.values().forEach(WorkerRun::stop);
                }
            }
        }
    }
}
