package org.mirrorflow.app.chart;

import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Verdict;

/** The engine's verdicts in the terms of a drawing. */
public final class Residuals {

    private Residuals() {}

    /** The chip in a chart's corner. */
    static Chart.Residual of(Verdict verdict) {
        return new Chart.Residual(glyph(verdict.status()), Numbers.residual(verdict.value()));
    }

    /** The glyph of a verdict. */
    public static org.mirrorflow.app.plot.Verdict glyph(Verdict.Status status) {
        return switch (status) {
            case HOLDS -> org.mirrorflow.app.plot.Verdict.HOLDS;
            case FAILS -> org.mirrorflow.app.plot.Verdict.FAILS;
            case INCONCLUSIVE -> org.mirrorflow.app.plot.Verdict.INCONCLUSIVE;
            case ASSUMPTION_BROKEN -> org.mirrorflow.app.plot.Verdict.ASSUMPTION_BROKEN;
        };
    }
}
