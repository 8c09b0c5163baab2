package org.mirrorflow.sim.limit;

import java.util.Map;
import java.util.Optional;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.LimitRule;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.mirror.HyperbolicAware;
import org.mirrorflow.theory.mirror.HyperbolicEntropy;
import org.mirrorflow.theory.mirror.ScalarPotential;
import org.mirrorflow.theory.mirror.SeparableMirrorMap;
import org.mirrorflow.theory.predict.PotentialMinimizer;
import org.mirrorflow.theory.reparam.DirectWeights;

/**
 * Where HAM and hyperbolic descent end on regression in the limit of small steps: both are then mirror flows on the weights
 * themselves, of R_α and of hyperbolic entropy, and end at the minimiser of their potential among the interpolators.
 */
public final class HyperbolicLimit implements LimitRule {

    @Override
    public String id() {
        return "hyperbolic-limit";
    }

    @Override
    public String name() {
        return "Minimiser of the optimizer's own potential";
    }

    @Override
    public String formula() {
        return "\\arg\\min_{Zw=y} R(w)";
    }

    @Override
    public String summary() {
        return "Small steps of HAM or of hyperbolic descent on the weights follow the mirror flow of R_α or of hyperbolic"
                + " entropy.";
    }

    @Override
    public String source() {
        return "Jacobs et al. 2026 (arXiv 2506.02630) for the flow; Gunasekar, Lee, Soudry and Srebro 2018, Theorem 1";
    }

    /** The potential of the steps; empty where decay, momentum, a mask, or another base breaks the mirror flow. */
    private static Optional<ScalarPotential> potential(Experiment experiment) {
        Settings settings = experiment.specification().dynamics().settings();
        Map<String, Object> values = settings.values();
        boolean plain = experiment.model() instanceof Model.Factored factored
                && factored.parametrization() instanceof DirectWeights
                && Decay.of(settings).isNone()
                && "none".equals(values.get("mask"))
                && values.get("beta") instanceof Number beta
                && beta.doubleValue() == 0;
        if (!plain) {
            return Optional.empty();
        }
        return switch (experiment.specification().dynamics().kind()) {
            case "ham" ->
                settings.text("base").equals("sgd") && settings.real("momentum") == 0 && settings.real("alpha") > 0
                        ? Optional.of(new HyperbolicAware(settings.real("alpha")))
                        : Optional.empty();
            case "hyperbolic" ->
                settings.text("form").equals("entropy") && settings.real("alpha") > 0
                        ? Optional.of(new HyperbolicEntropy(settings.real("gamma")))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public boolean applies(Experiment experiment) {
        return experiment.problem() instanceof LinearRegression
                && potential(experiment).isPresent();
    }

    @Override
    public Prediction predict(Experiment experiment) {
        LinearRegression regression = (LinearRegression) experiment.problem();
        SeparableMirrorMap map =
                SeparableMirrorMap.uniform(potential(experiment).orElseThrow(), regression.dimension());
        double[] slope = experiment.model().startWeights();
        map.gradient(slope, slope);
        return Prediction.of(
                Prediction.LIMIT,
                "limit of small steps",
                formula(),
                new PotentialMinimizer(map.tilted(slope)).predict(regression.design(), regression.targets()));
    }
}
