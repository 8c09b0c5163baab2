package org.mirrorflow.sim.observe;

import java.util.function.ToDoubleFunction;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.theory.reparam.FactorMatrices;

/** How far factor matrices are from balance: conserved by gradient flow, and shrunk by weight decay as e^{−2Λ}. */
public final class FactorImbalance implements Observable {

    @Override
    public String id() {
        return "factor-imbalance";
    }

    @Override
    public String name() {
        return "Imbalance of the factors";
    }

    @Override
    public String formula() {
        return "\\|B^\\top B - AA^\\top\\|_F";
    }

    @Override
    public String summary() {
        return "The Frobenius norm of what gradient flow conserves of factor matrices; weight decay of dose Λ multiplies it by"
                + " e^{−2Λ}.";
    }

    @Override
    public String source() {
        return "Du, Hu and Lee 2018; its decay derived, checked";
    }

    @Override
    public boolean applies(Experiment experiment, Dynamics dynamics) {
        return dynamics.movesFactors()
                && experiment.model() instanceof Model.Factored factored
                && factored.parametrization() instanceof FactorMatrices g
                && g.balanceCount() > 0;
    }

    @Override
    public ToDoubleFunction<Moment> attach(Experiment experiment, Dynamics dynamics) {
        if (experiment.model() instanceof Model.Factored factored
                && factored.parametrization() instanceof FactorMatrices g) {
            return moment -> g.imbalance(moment.dynamics().state());
        }
        throw new IllegalArgumentException("imbalance needs a matrix of factors");
    }
}
