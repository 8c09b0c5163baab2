package org.mirrorflow.app.lab;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is worked out again when what it is about has changed: at once as a rule, but where that takes long and there is
 * no time to lose, so seldom that it takes a tenth of the time at the most. Not safe for use by several threads.
 *
 * @param <T> what is worked out
 */
final class Paced<T> {

    /** What takes less is always worked out. */
    private static final long SHORT_NANOS = 1_000_000;

    private static final int SHARE = 10;

    private @Nullable Object about;
    private @Nullable T known;
    private long cost;
    private long done;

    /**
     * The newest there is.
     *
     * @param now what it is about; equal to the last as long as nothing has changed
     * @param hurried whether an older one will do
     */
    T of(Object now, boolean hurried, Supplier<T> work) {
        T last = known;
        boolean due = !hurried || cost < SHORT_NANOS || System.nanoTime() - done >= SHARE * cost;
        if (last != null && (now.equals(about) || !due)) {
            return last;
        }
        long began = System.nanoTime();
        T made = work.get();
        done = System.nanoTime();
        cost = done - began;
        known = made;
        about = now;
        return made;
    }

    /** Forgets what is known. */
    void forget() {
        known = null;
        about = null;
    }
}
