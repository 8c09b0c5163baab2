package org.mirrorflow.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.Settings;

/** One line of progress on the error stream: how far, how fast, how long still. */
final class Progress {

    private static final long TERMINAL_NANOS = 100_000_000L;
    private static final long LOG_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final String label;
    private final boolean silent;
    private final boolean terminal;
    private long lastShown;
    private boolean shown;
    private double initialLoss = Double.NaN;

    /** @param label put before every line */
    Progress(PrintWriter err, String label, boolean silent) {
        this.err = err;
        this.label = label;
        this.silent = silent;
        this.terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
    }

    void show(Run run, long elapsed) {
        if (Double.isNaN(initialLoss)) {
            initialLoss = run.history().value("loss", 0);
        }
        if (silent || elapsed - lastShown < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        lastShown = elapsed;
        double done = fraction(run);
        String left = done > 0.01
                ? String.format(Locale.ROOT, ", about %.0f s left", elapsed * 1e-9 * (1 - done) / done)
                : "";
        String line = String.format(
                Locale.ROOT,
                "%sstep %d  t = %s  loss %s  %.0f %%%s",
                label,
                run.steps(),
                RunCommand.typed(Numbers.readOff(run.time())),
                RunCommand.typed(Numbers.residual(run.loss())),
                100 * done,
                left);
        if (terminal) {
            err.print("\r\u001b[K" + line);
            shown = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    void clear() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** The nearest of the ends: decades of loss, share of the steps. */
    private double fraction(Run run) {
        Settings stop = run.experiment().specification().stop();
        double decades = Math.log(initialLoss / run.loss()) / Math.log(initialLoss / stop.real("loss"));
        double steps = run.steps() / stop.real("steps");
        double best = Math.max(Double.isFinite(decades) ? decades : 0, steps);
        return Math.clamp(best, 0, 1);
    }
}
