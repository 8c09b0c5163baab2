package org.mirrorflow.sim.limit;

import java.util.Optional;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.AttentionSelection;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.reparam.AttentionProduct;
import org.mirrorflow.theory.reparam.DirectWeights;
import org.mirrorflow.theory.reparam.FactorProduct;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The combined matrix goes to the Frobenius, a mirror map to its horizon, and key and query of full width to the nuclear max-margin direction. */
public final class AttentionLimit implements LimitRule {

    @Override
    public String id() {
        return "attention-direction";
    }

    @Override
    public String name() {
        return "Direction of attention";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{\\langle M_i, W\\rangle\\geq 1} \\varphi_\\infty(W)";
    }

    @Override
    public String summary() {
        return "The combined matrix goes to the Frobenius, a mirror map to its horizon, and key and query of full width to the nuclear max-margin direction.";
    }

    @Override
    public String source() {
        return "Tarzanagh et al. 2023 (arXiv 2308.16898); Sheen et al. 2024 (arXiv 2403.08699); Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof AttentionSelection attention
                && (experiment.model() instanceof Model.Mirrored
                        ? experiment.followsGradientFlow()
                        : norm(experiment.model(), attention).isPresent());
    }

    @Override
    public Prediction predict(Experiment experiment) {
        AttentionSelection attention = (AttentionSelection) experiment.problem();
        MaxMargin margin = experiment.model() instanceof Model.Mirrored mirrored
                ? MaxMargin.of(mirrored.map())
                : MaxMargin.of(norm(experiment.model(), attention).orElseThrow());
        return NuclearDirection.prediction(
                Prediction.LIMIT, "predicted direction", formula(), margin.predict(attention.measurements()));
    }

    /** The Schatten norm whose margin factors seek; empty where theory names none. */
    private static Optional<HorizonFunction> norm(Model model, AttentionSelection attention) {
        if (!(model instanceof Model.Factored factored)) {
            return Optional.empty();
        }
        Reparametrization g = factored.parametrization();
        boolean twoFactors = g instanceof AttentionProduct || g instanceof FactorProduct;
        boolean full = g.factorLayout().blocks().getFirst().size()
                >= attention.rows() * Math.min(attention.rows(), attention.columns());
        return g instanceof DirectWeights || (twoFactors && full)
                ? Optional.of(new HorizonFunction.Schatten(
                        g instanceof DirectWeights ? 2 : 1, attention.rows(), attention.columns()))
                : Optional.empty();
    }
}
