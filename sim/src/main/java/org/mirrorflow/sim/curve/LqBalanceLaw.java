package org.mirrorflow.sim.curve;

import java.util.List;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.observe.LqBalances;
import org.mirrorflow.sim.run.CurveRule;
import org.mirrorflow.sim.run.History;
import org.mirrorflow.sim.run.TheoryCurve;

/** Decoupled decay leaves e^{−qΛ} of the imbalance of the factors. */
public final class LqBalanceLaw implements CurveRule {

    @Override
    public String id() {
        return "lq-balance-law";
    }

    @Override
    public String name() {
        return "Decay of the ℓq balance";
    }

    @Override
    public String formula() {
        return "e^{-q\\Lambda_t}";
    }

    @Override
    public String summary() {
        return "Decoupled weight decay leaves exp(-q dose) of the imbalance of the factors, whatever the gradients.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Lemma 4.4";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return LqBalances.of(experiment).filter(LqBalances::lawful).isPresent();
    }

    @Override
    public List<TheoryCurve> curves(Experiment experiment, History history) {
        LqBalances balances = LqBalances.of(experiment).orElseThrow();
        double[] values = history.times();
        for (int i = 0; i < values.length; i++) {
            values[i] = balances.predictedShare(values[i]);
        }
        return List.of(new TheoryCurve("lq-balance", "law", values));
    }
}
