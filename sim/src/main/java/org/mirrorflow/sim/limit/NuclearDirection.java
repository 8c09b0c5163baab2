package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.AttentionSelection;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.Separator;

/** The direction of least nuclear norm at margins of one: where key and query go together in the known cases. */
public final class NuclearDirection implements LimitRule {

    @Override
    public String id() {
        return "max-margin-nuclear";
    }

    @Override
    public String name() {
        return "Max-margin direction of the nuclear norm";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{\\langle M_i, W\\rangle\\geq 1} \\|W\\|_*";
    }

    @Override
    public String summary() {
        return "The direction of least nuclear norm at margins of one: where key and query go together in the known cases.";
    }

    @Override
    public String source() {
        return "Tarzanagh et al. 2023 (arXiv 2308.16898); Sheen et al. 2024 (arXiv 2403.08699)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof AttentionSelection;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        AttentionSelection attention = (AttentionSelection) experiment.problem();
        return prediction(
                id(),
                "nuclear max-margin",
                formula(),
                MaxMargin.of(new HorizonFunction.Schatten(1, attention.rows(), attention.columns()))
                        .predict(attention.measurements()));
    }

    static Prediction prediction(String id, String name, String formula, Separator separator) {
        return new Prediction(
                id,
                name,
                formula,
                Prediction.Kind.DIRECTION,
                separator.direction(),
                1 / separator.margin(),
                separator.dualityGap(),
                0,
                separator.complementarity());
    }
}
