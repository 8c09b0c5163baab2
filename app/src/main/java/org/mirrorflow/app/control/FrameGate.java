package org.mirrorflow.app.control;

import java.time.Duration;

/**
 * Decides when a drawing may start: one at a time, no two starts closer than the frame interval, and any number of
 * requests during a drawing are answered by one more; an urgent one does not wait for the interval. Not safe for use by several threads.
 */
final class FrameGate {

    /** The drawing machinery behind the gate. */
    interface Work {
        /**
         * Starts one drawing, which calls {@link FrameGate#finished()} when done.
         *
         * @param first whether somebody waits for it, and it goes before others
         */
        void start(boolean first);

        /** Calls {@link FrameGate#woken()} once, after the delay. */
        void wake(Duration delay);

        /** Nanoseconds on a steady clock. */
        long now();
    }

    private final long intervalNanos;
    private final Work work;
    private boolean wanted;
    private boolean running;
    private boolean asleep;
    private boolean urgent;
    private long lastStart;
    private boolean started;

    FrameGate(Duration interval, Work work) {
        this.intervalNanos = interval.toNanos();
        this.work = work;
    }

    /** Something changed: draw again as soon as allowed. */
    void request() {
        wanted = true;
        tryStart();
    }

    /** Somebody waits for the drawing: draw again as soon as the one under way has ended, however soon after the last start. */
    void requestNow() {
        urgent = true;
        request();
    }

    /** The timer asked for by {@link Work#wake} fired. */
    void woken() {
        asleep = false;
        tryStart();
    }

    /** The drawing ended, well or not. */
    void finished() {
        running = false;
        tryStart();
    }

    private void tryStart() {
        if (!wanted || running || (asleep && !urgent)) {
            return;
        }
        long now = work.now();
        long wait = started && !urgent ? lastStart + intervalNanos - now : 0;
        if (wait > 0) {
            asleep = true;
            work.wake(Duration.ofNanos(wait));
            return;
        }
        boolean first = urgent;
        wanted = false;
        urgent = false;
        running = true;
        started = true;
        lastStart = now;
        work.start(first);
    }
}
