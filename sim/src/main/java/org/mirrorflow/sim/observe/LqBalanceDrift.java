package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;

/** The largest relative distance of an ℓq balance from the law e^{−qΛ}. */
public final class LqBalanceDrift implements Observable {

    @Override
    public String id() {
        return "lq-balance-drift";
    }

    @Override
    public String name() {
        return "Drift of the ℓq balance";
    }

    @Override
    public String formula() {
        return "\\max|b/(b_0 e^{-q\\Lambda_t}) - 1|,\\quad b = |w_k|^q - |w_1|^q";
    }

    @Override
    public String summary() {
        return "The largest relative distance of an lq balance of the factors from what the dose of decoupled decay leaves of"
                + " it.";
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
        return moment ->
                balances.drift(moment.dynamics().state(), moment.dynamics().time());
    }
}
