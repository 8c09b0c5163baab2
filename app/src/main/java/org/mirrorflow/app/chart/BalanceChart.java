package org.mirrorflow.app.chart;

import java.util.List;
import java.util.Optional;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.run.Verdict;
import org.mirrorflow.sim.run.Verdicts;

/** How far the conserved quantity has drifted, against its tolerance. */
public final class BalanceChart extends ObservableChart {

    public BalanceChart() {
        super("balance-drift");
    }

    @Override
    void theory(RunView live, Abscissa abscissa, List<Layer> layers) {
        layers.add(new Layer.Tolerance(
                Verdicts.BALANCE_TOLERANCE, true, "tolerance " + Numbers.residual(Verdicts.BALANCE_TOLERANCE)));
    }

    @Override
    public Optional<Verdict> verdict(RunView live) {
        return live.verdict("balance");
    }
}
