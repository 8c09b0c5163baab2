package org.mirrorflow.app.chart;

import java.util.List;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.sim.run.Clocks;
import org.mirrorflow.sim.run.History;

/** A clock as the abscissa of charts: where flow time passes every double, its exponent is shown instead. */
public final class Abscissa {

    private static final double LOG_TEN = Math.log(10);

    /** Beyond this, the exponent itself is shown. */
    private static final double LAST_LOG_TIME = 300 * LOG_TEN;

    private final Clock clock;
    private final boolean exponents;

    private Abscissa(Clock clock, boolean exponents) {
        this.clock = clock;
        this.exponents = exponents;
    }

    /** The abscissa that these runs share. */
    public static Abscissa of(Clock clock, List<RunView> runs) {
        boolean beyond = runs.stream()
                .map(RunView::history)
                .anyMatch(history -> history.clocks(history.size() - 1).logTime() > LAST_LOG_TIME);
        return new Abscissa(clock, beyond && clock == Clock.LOG_TIME);
    }

    /** The axis, fitted to its layers. */
    public Axis axis() {
        if (exponents) {
            return Axis.linear(name());
        }
        return clock.logarithmic() ? Axis.log(name()) : Axis.linear(name());
    }

    /** What stands at the axis. */
    public String name() {
        if (exponents) {
            return "$\\log_{10} t$";
        }
        return clock.logarithmic() ? clock.letter() + " (log)" : clock.letter();
    }

    /** What stands before a number read off the axis. */
    public String letter() {
        return exponents ? "log\u2081\u2080 t" : clock.letter();
    }

    /** Where a moment lies; NaN where the axis cannot show it. */
    public double of(Clocks instant) {
        double x = exponents ? instant.logTime() / LOG_TEN : clock.value(instant);
        return Double.isFinite(x) ? x : Double.NaN;
    }

    /** Where the rows of a history lie. */
    public double[] of(History history) {
        return history.clock(this::of);
    }

    /** The last row at or before that place; 0 if all are later. */
    public int row(History history, double x) {
        return history.rowAt(instant -> exponents ? instant.logTime() / LOG_TEN : clock.value(instant), x);
    }
}
