package org.mirrorflow.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/** A line on the error stream that says how far long work is: rewritten on a terminal, now and then a new one in a log. */
final class ProgressLine {

    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long LOG_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean silent;
    private final boolean terminal;
    private long lastShown;
    private boolean shown;

    ProgressLine(PrintWriter err, boolean silent) {
        this.err = err;
        this.silent = silent;
        this.terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
    }

    /** Shows a line if it is time for one, {@code elapsed} nanoseconds after the work began. */
    void show(long elapsed, Supplier<String> line) {
        if (silent || elapsed - lastShown < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        lastShown = elapsed;
        if (terminal) {
            err.print("\r\u001b[K" + line.get());
            shown = true;
        } else {
            err.println(line.get());
        }
        err.flush();
    }

    void clear() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
