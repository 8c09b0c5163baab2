package org.mirrorflow.app.chart;

import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.sim.run.History;

/** The abscissa that all panes share. */
public enum Clock {
    /** Flow time on a linear axis. */
    TIME("t"),
    /** Flow time on a logarithmic axis. */
    LOG_TIME("t (log)");

    private final String axisName;

    Clock(String axisName) {
        this.axisName = axisName;
    }

    /** The axis, fitted to its layers. */
    Axis axis() {
        return this == TIME ? Axis.linear(axisName) : Axis.log(axisName);
    }

    /** Abscissae of a history. */
    double[] of(History history) {
        return history.times();
    }
}
