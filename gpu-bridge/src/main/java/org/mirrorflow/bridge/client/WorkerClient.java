package org.mirrorflow.bridge.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.protocol.LabMessage;
import org.mirrorflow.bridge.protocol.Message;
import org.mirrorflow.bridge.protocol.MessageReader;
import org.mirrorflow.bridge.protocol.MessageWriter;
import org.mirrorflow.bridge.protocol.ProtocolException;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.torch.NativeRuntime;
import org.mirrorflow.sim.run.Version;

/**
 * One worker's process and the talk with it. Notices when it dies and when it falls silent; what to do then is for the one who
 * listens. All methods may be called from any thread.
 */
public final class WorkerClient implements AutoCloseable {

    /** What the lab calls itself. */
    public static final String PROGRAM = "mirrorflow-lab";

    private static final int LAST_WORDS = 40;

    /** How long a worker that was told to end has for its last checkpoints. */
    private static final long END_SECONDS = 35;

    private final Process process;
    private final WorkerListener listener;
    private final MessageWriter<LabMessage> out;
    private final MessageReader<WorkerMessage> in;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object telling = new Object();
    private final Thread errors;

    // Guarded by telling.
    private long lastHeard = System.nanoTime();
    private boolean silent;
    private boolean over;

    private WorkerClient(Process process, WorkerListener listener, Duration patience) {
        this.process = process;
        this.listener = listener;
        this.out = new MessageWriter<>(process.getOutputStream());
        this.in = new MessageReader<>(process.getInputStream(), WorkerMessage.class);
        this.errors = daemon("worker's errors", this::readErrors);
        daemon("worker's answers", this::read);
        daemon("worker's pulse", () -> watch(patience));
    }

    /**
     * Starts a worker and says hello.
     *
     * @param patience silence after which it counts as stalled; several of its heartbeats long
     * @throws TrainingException when the command cannot be started
     */
    public static WorkerClient start(WorkerCommand command, Duration patience, WorkerListener listener) {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command.words());
            builder.environment().putAll(NativeRuntime.environment(builder.environment()));
            process = builder.start();
        } catch (IOException e) {
            throw new TrainingException(
                    "The worker on " + command.name() + " cannot be started ("
                            + command.words().getFirst() + ": " + e.getMessage() + ").",
                    e);
        }
        WorkerClient client = new WorkerClient(process, listener, patience);
        client.send(new Message.Hello(PROGRAM, Version.CURRENT));
        return client;
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Id of the process: of the worker itself, or of the ssh that reaches it. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process lives. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Sends a message; one that cannot be sent is lost with the worker, whose end is told. */
    public void send(LabMessage message) {
        try {
            out.send(message);
        } catch (ProtocolException e) {
            throw new TrainingException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            // It is dying or dead; the reader will tell.
        }
    }

    private void read() {
        try {
            while (true) {
                try {
                    WorkerMessage message = in.next();
                    if (message == null) {
                        break;
                    }
                    heard(message);
                } catch (ProtocolException e) {
                    // A banner, or a native library's warning; an old worker's whole talk, which then has no hello.
                    remember(String.valueOf(e.getMessage()));
                }
            }
        } catch (IOException e) {
            remember("The worker's answers cannot be read: " + e.getMessage());
        }
        try {
            int code = process.waitFor();
            errors.join(TimeUnit.SECONDS.toMillis(2));
            synchronized (telling) {
                over = true;
                listener.gone(new WorkerEnd(code, wanted.get(), words()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void heard(WorkerMessage message) {
        synchronized (telling) {
            lastHeard = System.nanoTime();
            if (silent) {
                silent = false;
                listener.recovered();
            }
            listener.heard(message);
        }
    }

    private void watch(Duration patience) {
        long look = Math.max(10, patience.toMillis() / 4);
        try {
            while (!ended.await(look, TimeUnit.MILLISECONDS)) {
                synchronized (telling) {
                    Duration silence = Duration.ofNanos(System.nanoTime() - lastHeard);
                    if (!over && !silent && silence.compareTo(patience) > 0) {
                        silent = true;
                        listener.stalled(silence);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readErrors() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    remember(line.strip());
                }
            }
        } catch (IOException e) {
            // The stream goes with the process.
        }
    }

    private void remember(String line) {
        synchronized (lastWords) {
            if (lastWords.size() == LAST_WORDS) {
                lastWords.removeFirst();
            }
            lastWords.addLast(line);
        }
    }

    private List<String> words() {
        synchronized (lastWords) {
            return List.copyOf(lastWords);
        }
    }

    /** Ends the process at once, without a last checkpoint. */
    public void kill() {
        wanted.set(true);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * Closes the worker's input, upon which it saves what is under way and ends; waits for that, and kills it where it takes too
     * long.
     */
    @Override
    public void close() {
        wanted.set(true);
        try {
            out.close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
            // The streams are read to their end, so that nothing that was said is lost.
            var _ = ended.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
