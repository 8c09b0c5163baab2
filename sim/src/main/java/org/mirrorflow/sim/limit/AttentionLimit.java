package org.mirrorflow.sim.limit;

import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.AttentionSelection;
import org.mirrorflow.theory.mirror.HorizonFunction;
import org.mirrorflow.theory.predict.MaxMargin;
import org.mirrorflow.theory.predict.NuclearMaxMargin;
import org.mirrorflow.theory.reparam.AttentionProduct;
import org.mirrorflow.theory.reparam.DirectWeights;
import org.mirrorflow.theory.reparam.FactorProduct;
import org.mirrorflow.theory.reparam.Reparametrization;

/** The combined matrix goes to the Frobenius, a spectral map to its horizon, and key and query of full width to the nuclear max-margin direction. */
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
        return "The combined matrix goes to the Frobenius, a spectral map to its horizon, and key and query of full width to the nuclear max-margin direction.";
    }

    @Override
    public String source() {
        return "Tarzanagh et al. 2023 (arXiv 2308.16898); Sheen et al. 2024 (arXiv 2403.08699); Pesme, Dragomir and Flammarion 2024 (arXiv 2406.12763)";
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof AttentionSelection attention
                && exponent(experiment.model(), attention) > 0;
    }

    @Override
    public Prediction predict(Experiment experiment) {
        AttentionSelection attention = (AttentionSelection) experiment.problem();
        return NuclearDirection.prediction(
                Prediction.LIMIT,
                "predicted direction",
                formula(),
                exponent(experiment.model(), attention) == 1
                        ? new NuclearMaxMargin(attention.rows(), attention.columns()).predict(attention.measurements())
                        : new MaxMargin(2).predict(attention.measurements()));
    }

    /** p of the Schatten norm whose margin is sought, 0 where theory names none. */
    private static double exponent(Model model, AttentionSelection attention) {
        if (model instanceof Model.Factored factored) {
            Reparametrization g = factored.parametrization();
            boolean twoFactors = g instanceof AttentionProduct || g instanceof FactorProduct;
            boolean full = g.factorLayout().blocks().getFirst().size()
                    >= attention.rows() * Math.min(attention.rows(), attention.columns());
            return g instanceof DirectWeights ? 2 : twoFactors && full ? 1 : 0;
        }
        if (model instanceof Model.Mirrored mirrored) {
            return switch (mirrored.map().horizon()) {
                case HorizonFunction.Schatten schatten -> schatten.p() == 1 || schatten.p() == 2 ? schatten.p() : 0;
                case HorizonFunction.Norm norm -> norm.p() == 2 ? 2 : 0;
                default -> 0;
            };
        }
        return 0;
    }
}
