package org.mirrorflow.app.chart;

import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.Catalogue;

/** The catalogue of charts. */
public final class Charts {

    /** Every chart kind: those found as services, and a plain one for each observable that has none among them. */
    public static final Catalogue<ChartKind> ALL = Catalogue.of(ChartKind.class, "chart")
            .with(Run.OBSERVABLES.entries().stream().map(ObservableChart::new).toList());

    private Charts() {}
}
