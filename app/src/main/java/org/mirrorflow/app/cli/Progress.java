package org.mirrorflow.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.Settings;

/** The progress of a run: how far, how fast, how long still. */
final class Progress {

    private final ProgressLine line;
    private final String label;
    private double initialLoss = Double.NaN;

    /** @param label put before every line */
    Progress(PrintWriter err, String label, boolean silent) {
        this.line = new ProgressLine(err, silent);
        this.label = label;
    }

    void show(Run run, long elapsed) {
        if (Double.isNaN(initialLoss)) {
            initialLoss = run.history().value("loss", 0);
        }
        line.show(elapsed, () -> text(run, elapsed));
    }

    private String text(Run run, long elapsed) {
        double done = fraction(run);
        String left = done > 0.01
                ? String.format(Locale.ROOT, ", about %.0f s left", elapsed * 1e-9 * (1 - done) / done)
                : "";
        return String.format(
                Locale.ROOT,
                "%sstep %d  t = %s  loss %s  %.0f %%%s",
                label,
                run.steps(),
                RunCommand.typed(Numbers.readOff(run.time())),
                RunCommand.typed(Numbers.residual(run.loss())),
                100 * done,
                left);
    }

    void clear() {
        line.clear();
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
