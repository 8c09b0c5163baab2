package org.mirrorflow.app.chart;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

/** The distance to the predicted limit, against its tolerance. */
public final class DistanceChart extends ObservableChart {

    public DistanceChart() {
        super("distance-to-limit");
    }

    @Override
    void theory(RunView live, Abscissa abscissa, List<Layer> layers) {
        layers.add(new Layer.Tolerance(
                Verdicts.LIMIT_TOLERANCE, true, "tolerance " + Numbers.residual(Verdicts.LIMIT_TOLERANCE)));
    }

    @Override
    public Optional<Verdict> verdict(RunView live) {
        return live.verdict("limit");
    }
}
