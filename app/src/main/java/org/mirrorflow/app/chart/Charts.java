package org.mirrorflow.app.chart;

import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.Catalogue;

/** The catalogue of charts. */
public final class Charts {

    /** Every chart kind: those found as services, and a plain one for each observable that has none among them. */
    public static final Catalogue<ChartKind> ALL = Catalogue.of(ChartKind.class, "chart")
            .with(Run.OBSERVABLES.entries().stream().map(ObservableChart::new).toList());

    private Charts() {}

    /** Whether there is a chart with that id: one of {@link #ALL}, or a plane such as {@code phase:loss:l1-norm}. */
    public static boolean contains(String id) {
        return ALL.contains(id) || PhasePlane.of(id).isPresent();
    }

    /**
     * The chart with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ChartKind get(String id) {
        return PhasePlane.of(id).<ChartKind>map(plane -> plane).orElseGet(() -> ALL.get(id));
    }
}
