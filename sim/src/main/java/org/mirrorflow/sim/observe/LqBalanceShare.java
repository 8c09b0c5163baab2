package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** What is left of the imbalance of the factors: the mean of |w_k|^q − |w_1|^q over its start. */
public final class LqBalanceShare implements Observable {

    @Override
    public String id() {
        return "lq-balance";
    }

    @Override
    public String name() {
        return "Imbalance of the factors";
    }

    @Override
    public String formula() {
        return "\\overline{b/b_0},\\quad b = |w_k|^q - |w_1|^q";
    }

    @Override
    public String summary() {
        return "What is left of the lq imbalance of the factors, the mean over factors and coordinates; conserved without"
                + " decay.";
    }

    @Override
    public String source() {
        return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Lemma 4.4";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return dynamics.movesFactors() && LqBalances.of(experiment).isPresent();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        LqBalances balances = LqBalances.of(experiment).orElseThrow();
        return moment -> balances.meanShare(moment.dynamics().state());
    }
}
