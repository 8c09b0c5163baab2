package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The largest relative change of a quantity that gradient flow conserves. */
public final class BalanceDrift implements Observable {

    @Override
    public String id() {
        return "balance-drift";
    }

    @Override
    public String name() {
        return "Balance drift";
    }

    @Override
    public String formula() {
        return "\\max_i |b_i/b_i(0) - 1|";
    }

    @Override
    public String summary() {
        return "The largest relative change of a quantity that gradient flow conserves.";
    }

    @Override
    public String source() {
        return "Du, Hu and Lee 2018; Marcotte, Gribonval and Peyré 2023";
    }

    @Override
    public Ordinate ordinate() {
        return Ordinate.LOGARITHMIC;
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return experiment.model() instanceof Model.Factored(Reparametrization g)
                && g.balanceCount() > 0
                && experiment.followsGradientFlow()
                && experiment.decay().isNone()
                && dynamics.movesFactors();
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        if (!(experiment.model() instanceof Model.Factored(Reparametrization g))) {
            throw new IllegalArgumentException("balance needs a model with factors");
        }
        double[] start = new double[g.balanceCount()];
        g.balance(g.start(), start);
        double largest = Norms.max(start);
        double[] now = new double[start.length];
        return moment -> {
            g.balance(moment.dynamics().state(), now);
            double drift = 0;
            for (int i = 0; i < now.length; i++) {
                // A quantity that starts at zero is compared with the largest of its kind.
                double scale = start[i] != 0 ? Math.abs(start[i]) : largest == 0 ? 1 : largest;
                drift = Math.max(drift, Math.abs(now[i] - start[i]) / scale);
            }
            return drift;
        };
    }
}
