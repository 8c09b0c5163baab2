package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The largest relative distance of the balances from their law under weight decay. */
public final class BalanceLawGap implements Observable {

    @Override
    public String id() {
        return "balance-law-gap";
    }

    @Override
    public String name() {
        return "Distance from the decay of the balance";
    }

    @Override
    public String formula() {
        return "\\max_i |b_i/(b_i(0)\\,e^{-\\kappa\\Lambda}) - 1|";
    }

    @Override
    public String summary() {
        return "The largest relative distance of the balances from their law under weight decay.";
    }

    @Override
    public String source() {
        return "derived, exact";
    }

    /** Whether every balance starts away from 0, so that a relative distance says something. */
    private static boolean starts(Reparametrization g) {
        double[] start = new double[g.balanceCount()];
        g.balance(g.start(), start);
        for (double b : start) {
            if (b == 0 || !Double.isFinite(b)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.model() instanceof Model.Factored(Reparametrization g)
                && g.balanceCount() > 0
                && experiment.followsGradientFlow()
                && !experiment.decay().isNone()
                && !Decay.ofAdmissiblePenalty(
                        experiment.specification().dynamics().settings())
                && dynamics.continuous()
                && dynamics.movesFactors()
                && starts(g);
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        Reparametrization g = ((Model.Factored) experiment.model()).parametrization();
        double[] start = new double[g.balanceCount()];
        double[] now = new double[g.balanceCount()];
        g.balance(g.start(), start);
        return moment -> {
            g.balance(moment.dynamics().state(), now);
            double factor = Math.exp(-g.balanceDegree()
                    * moment.experiment().decay().dose(moment.dynamics().time()));
            double gap = 0;
            for (int i = 0; i < now.length; i++) {
                gap = Math.max(gap, Math.abs(now[i] / factor - start[i]) / Math.abs(start[i]));
            }
            return gap;
        };
    }
}
