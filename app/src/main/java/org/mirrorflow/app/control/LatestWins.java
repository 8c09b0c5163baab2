package org.mirrorflow.app.control;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the newest of many values, at most once per interval. The first value offered starts the interval; values
 * offered meanwhile replace each other, and the timer is never restarted, so that a steady stream is still delivered.
 *
 * <p>Not safe for use by several threads: values are offered, and the timer fires, on the same thread.
 *
 * @param <T> kind of value
 */
public final class LatestWins<T> {

    /** Runs a task once, after a delay, on the owning thread. */
    @FunctionalInterface
    public interface Timer {
        void after(Duration delay, Runnable task);
    }

    private final Duration interval;
    private final Timer timer;
    private final Consumer<T> receiver;
    private @Nullable T newest;
    private boolean waiting;

    /**
     * @param interval time between an offer and its delivery
     * @param timer where to wait
     * @param receiver gets the values
     */
    public LatestWins(Duration interval, Timer timer, Consumer<T> receiver) {
        this.interval = interval;
        this.timer = timer;
        this.receiver = receiver;
    }

    /** Offers a value; it is delivered unless a newer one comes first. */
    public void offer(T value) {
        newest = value;
        if (!waiting) {
            waiting = true;
            timer.after(interval, this::flush);
        }
    }

    /** Delivers what waits, now. */
    public void flush() {
        waiting = false;
        T value = newest;
        newest = null;
        if (value != null) {
            receiver.accept(value);
        }
    }

    /** Forgets what waits. */
    public void cancel() {
        newest = null;
    }
}
