package org.mirrorflow.app.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.run.Curves;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;

/** The predicted curves of one record, computed when a chart first asks for them. Thread-safe. */
public final class PredictedCurves {

    private final Experiment experiment;
    private final History history;
    private @Nullable List<TheoryCurve> computed;
    private @Nullable PredictedCurves shorter;

    /** What theory says of an experiment over the rows of a record. */
    public PredictedCurves(Experiment experiment, History history) {
        this.experiment = experiment;
        this.history = history;
    }

    /** Curves that are known already. */
    static PredictedCurves of(Experiment experiment, History history, List<TheoryCurve> curves) {
        PredictedCurves predicted = new PredictedCurves(experiment, history);
        predicted.computed = List.copyOf(curves);
        return predicted;
    }

    /** The same over an outline of the record; one object as long as that is one. */
    synchronized PredictedCurves over(History outline) {
        PredictedCurves known = shorter;
        if (known == null || known.history != outline) {
            known = new PredictedCurves(experiment, outline);
            shorter = known;
        }
        return known;
    }

    synchronized List<TheoryCurve> all() {
        List<TheoryCurve> known = computed;
        if (known == null) {
            known = Curves.of(experiment, history);
            computed = known;
        }
        return known;
    }
}
