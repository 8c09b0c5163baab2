package org.mirrorflow.app.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;

/**
 * Says how long the FX thread was held at the most: the processor time between two marks that a watching thread puts between
 * its tasks all the time, as a key or a click would come between them. It is processor time and no time of day, so that a
 * machine with other work does not change it.
 */
final class FxWatchdog implements AutoCloseable {

    /** What nothing may hold the FX thread for. */
    static final double MOST_MILLISECONDS = 16;

    private static final long LOOK_MILLIS = 1;
    private static final int FRAMES = 14;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong marks = new AtomicLong();
    private final long fx;
    private volatile String seen = "";
    private volatile String worst = "";
    private final Thread watching = new Thread(this::watch, "fx watchdog");

    /** Starts to watch. */
    FxWatchdog() throws InterruptedException {
        AtomicLong id = new AtomicLong();
        CountDownLatch known = new CountDownLatch(1);
        Platform.runLater(() -> {
            id.set(Thread.currentThread().threadId());
            known.countDown();
        });
        if (!known.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the FX thread does not answer");
        }
        fx = id.get();
        watching.setDaemon(true);
        watching.start();
    }

    private void watch() {
        AtomicLong before = new AtomicLong(-1);
        while (open.get()) {
            long posted = threads.getThreadCpuTime(fx);
            Platform.runLater(() -> mark(before));
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException stop) {
                return;
            }
            if (threads.getThreadCpuTime(fx) - posted > MOST_MILLISECONDS / 2 * 1e6) {
                seen = stack();
            }
        }
    }

    /** On the FX thread, between its tasks: what it has taken since the last mark, it has taken at a stretch. */
    private void mark(AtomicLong before) {
        long now = threads.getCurrentThreadCpuTime();
        long held = before.get() < 0 ? 0 : now - before.get();
        before.set(now);
        marks.incrementAndGet();
        if (held > longest.get()) {
            longest.set(held);
            worst = held > MOST_MILLISECONDS / 2 * 1e6 ? seen : "";
        }
    }

    private String stack() {
        ThreadInfo info = threads.getThreadInfo(fx, 60);
        if (info == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        Arrays.stream(info.getStackTrace())
                .limit(FRAMES)
                .forEach(frame -> text.append("\n    at ").append(frame));
        Arrays.stream(info.getStackTrace())
                .skip(FRAMES)
                .filter(frame -> frame.getClassName().startsWith("org.mirrorflow"))
                .forEach(frame -> text.append("\n    … ").append(frame));
        return text.toString();
    }

    /** Milliseconds of the longest hold since the last call, after everything that waits now was done. */
    double longest() throws InterruptedException {
        // Some marks later everything that was done by now has been counted.
        long until = marks.get() + 3;
        while (marks.get() < until) {
            Thread.sleep(1);
        }
        return longest.getAndSet(0) / 1e6;
    }

    /** Where the FX thread was in the middle of the longest hold, if one was long. */
    String worst() {
        return worst;
    }

    @Override
    public void close() {
        open.set(false);
        watching.interrupt();
    }
}
