package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.AttentionSelection;
import org.mirrorflow.theory.predict.MaxMargin;

/** The direction of least Frobenius norm at margins of one: where the combined key-query matrix goes. */
public final class FrobeniusDirection implements LimitRule {

    @Override
    public String id() {
        return "max-margin-frobenius";
    }

    @Override
    public String name() {
        return "Max-margin direction of the Frobenius norm";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{\\langle M_i, W\\rangle\\geq 1} \\|W\\|_F";
    }

    @Override
    public String summary() {
        return "The direction of least Frobenius norm at margins of one: where the combined key-query matrix goes.";
    }

    @Override
    public String source() {
        return "Tarzanagh et al. 2023 (arXiv 2308.16898); Soudry et al. 2018 (arXiv 1710.10345)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof AttentionSelection;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        AttentionSelection attention = (AttentionSelection) experiment.problem();
        return NuclearDirection.prediction(
                id(), "Frobenius max-margin", formula(), new MaxMargin(2).predict(attention.measurements()));
    }
}
