package org.mirrorflow.bridge.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.bridge.protocol.LabMessage;
import org.mirrorflow.bridge.protocol.WorkerMessage;
import org.mirrorflow.bridge.protocol.WorkerMessage.Finished;
import org.mirrorflow.bridge.protocol.WorkerMessage.Standing;
import org.mirrorflow.bridge.training.Training;
import org.mirrorflow.bridge.training.TrainingFactory;

/** One run: a training on a thread of its own, and what was asked of it meanwhile. */
final class WorkerRun implements Runnable {

    /** What is heard of the run, on its thread or on that which asks. */
    @FunctionalInterface
    interface Voice {
        /** Says it to the lab. */
        void say(WorkerMessage message);
    }

    /** Time over which the pace is a mean. */
    private static final double PACE_SECONDS = 2;

    private final LabMessage.Start start;
    private final TrainingFactory factory;
    private final Voice voice;
    private final @Nullable Checkpoints checkpoints;
    private final CountDownLatch over = new CountDownLatch(1);

    // All below is guarded by this.
    private final Queue<LabMessage.Set> changes = new ArrayDeque<>();
    private boolean paused;
    private boolean stopped;
    private boolean saveAsked;
    private String state = Standing.QUEUED;
    private long step;
    private long budget;
    private double pace;

    WorkerRun(LabMessage.Start start, TrainingFactory factory, Voice voice) {
        this.start = start;
        this.factory = factory;
        this.voice = voice;
        String folder = start.folder();
        this.checkpoints = folder == null ? null : new Checkpoints(Path.of(folder));
    }

    synchronized void pause() {
        paused = true;
        notifyAll();
    }

    synchronized void resume() {
        paused = false;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized void checkpoint() {
        saveAsked = true;
        notifyAll();
    }

    synchronized void change(LabMessage.Set change) {
        changes.add(change);
        notifyAll();
    }

    synchronized Standing standing() {
        return new Standing(start.run(), state, step, budget, pace);
    }

    /** Waits until it has ended; whether it has. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return over.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void run() {
        try {
            if (isStopped()) {
                end(new Finished(start.run(), 0, Finished.STOPPED));
                return;
            }
            enter(Standing.PREPARING);
            String from = start.checkpoint();
            try (Training training = factory.start(start.specification(), from == null ? null : Path.of(from))) {
                note(training, 0);
                voice.say(new WorkerMessage.Started(
                        start.run(),
                        training.device(),
                        training.parameters(),
                        training.step(),
                        training.budget(),
                        factory.resolve(start.specification())));
                enter(Standing.RUNNING);
                train(training);
            }
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()), "Change the specification and start again.");
        } catch (IOException e) {
            fail(String.valueOf(e.getMessage()), "See to the file and start again.");
        } catch (OutOfMemoryError e) {
            fail(
                    "There is not enough memory (" + e.getMessage() + ").",
                    "Choose a smaller batch or model, or another device.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("The training was interrupted.", "Start it again.");
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            fail(
                    "The training broke: " + e + ".",
                    "This is a fault of the worker, not of the specification; its log has the details.");
        } finally {
            synchronized (this) {
                state = Standing.OVER;
            }
            over.countDown();
        }
    }

    /** Says the last of a run; whoever hears it may start another one of the same name. */
    private void end(WorkerMessage last) {
        synchronized (this) {
            state = Standing.OVER;
        }
        voice.say(last);
    }

    private void fail(String problem, String advice) {
        end(new WorkerMessage.Failed(start.run(), problem, advice));
    }

    private void train(Training training) throws IOException, InterruptedException {
        long lastSaved = start.checkpoint() == null ? -1 : training.step();
        long since = System.nanoTime();
        long stepsSince = training.step();
        while (training.step() < training.budget()) {
            long asked = System.nanoTime();
            boolean stop = heed(training);
            // Time in which it was held is no time of training.
            since += System.nanoTime() - asked;
            if (stop) {
                lastSaved = save(training, lastSaved);
                end(new Finished(start.run(), training.step(), Finished.STOPPED));
                return;
            }
            if (takeSaveAsked()) {
                lastSaved = save(training, -1);
            }
            Map<String, Double> metrics = training.advance();
            if (!metrics.isEmpty()) {
                voice.say(new WorkerMessage.Metrics(start.run(), training.step(), training.time(), metrics));
            }
            Double loss = metrics.get("loss");
            if (loss != null && !Double.isFinite(loss)) {
                end(new Finished(start.run(), training.step(), Finished.DIVERGED));
                return;
            }
            double seconds = (System.nanoTime() - since) * 1e-9;
            note(training, seconds > 0 ? (training.step() - stepsSince) / seconds : 0);
            if (seconds > PACE_SECONDS) {
                since = System.nanoTime();
                stepsSince = training.step();
            }
            if (start.every() > 0 && training.step() % start.every() == 0) {
                lastSaved = save(training, lastSaved);
            }
        }
        save(training, lastSaved);
        end(new Finished(start.run(), training.step(), Finished.DONE));
    }

    /** Does what was asked, and waits while the run is held; whether it is to stop. */
    private boolean heed(Training training) throws IOException, InterruptedException {
        boolean held = false;
        while (true) {
            LabMessage.Set change;
            boolean save;
            synchronized (this) {
                while (paused && !stopped && changes.isEmpty() && !saveAsked && held) {
                    wait();
                }
                if (stopped) {
                    return true;
                }
                change = changes.poll();
                save = saveAsked && paused;
                saveAsked &= !save;
            }
            if (change != null) {
                apply(training, change);
            } else if (save) {
                save(training, -1);
            } else if (isPaused()) {
                if (!held) {
                    held = true;
                    enter(Standing.PAUSED);
                }
            } else {
                if (held) {
                    enter(Standing.RUNNING);
                }
                return false;
            }
        }
    }

    private void apply(Training training, LabMessage.Set change) {
        try {
            training.set(change.path(), change.value());
        } catch (IllegalArgumentException e) {
            voice.say(new WorkerMessage.Refused(start.run(), String.valueOf(e.getMessage())));
        }
    }

    /** Saves unless that step is saved already; answers the step that is saved now. */
    private long save(Training training, long saved) throws IOException {
        if (checkpoints != null && training.step() != saved) {
            Path file = checkpoints.save(training);
            voice.say(new WorkerMessage.Checkpointed(start.run(), training.step(), file.toString()));
        }
        return training.step();
    }

    private void enter(String next) {
        synchronized (this) {
            state = next;
        }
        voice.say(standing());
    }

    private synchronized void note(Training training, double now) {
        step = training.step();
        budget = training.budget();
        pace = now;
    }

    private synchronized boolean isPaused() {
        return paused;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean takeSaveAsked() {
        boolean asked = saveAsked;
        saveAsked = false;
        return asked;
    }
}
