package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.dynamics.DynamicsFamily;
import org.mirrorflow.sim.dynamics.Model;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.LinearRegression;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.predict.Lasso;
import org.mirrorflow.theory.reparam.DirectWeights;

/** The bias survives the switch. */
public final class BiasSurvivesTheSwitch extends DoseClaim {

    /** The claim with its checks. */
    public BiasSurvivesTheSwitch() {
        super(
                new Text(
                        "PI-1",
                        "The bias survives the switch",
                        "\\|w_\\infty\\|_1",
                        "Switching decay off keeps the small ℓ1 norm of m⊙w, while plain weights that leave the LASSO for an interpolator lose it.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966); Jacobs, Zhou and Burkholz 2025, section 5",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "After the switch the ℓ1 norm of m⊙w exceeds the least one by at most 1 %; that of plain weights from the LASSO by more."),
                false,
                Check.residual("product", "excess of the final ℓ1 norm of m⊙w over the least, relative", 0.01),
                Check.control(
                        "plain", "excess of the final ℓ1 norm of plain weights from the LASSO, over that of m⊙w", 2));
    }

    private static Specification switched(long seed) {
        return recovery("The bias survives the switch", seed, "dynamics.weight-decay", 0.05, "dynamics.decay-off", 120);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(switched(1));
    }

    @Override
    public void run(long seed, Trial trial) {
        Experiment experiment = experiment(switched(seed));
        LinearRegression regression = (LinearRegression) experiment.problem();
        double least = l1(experiment.prediction(Prediction.MIN_L1).orElseThrow().weights());
        double product = l1(end(experiment, trial)) / least - 1;
        trial.record("product", product);
        double[] lasso = new Lasso(0.05)
                .predict(regression.design(), regression.targets())
                .weights();
        DynamicsFamily family = Components.DYNAMICS.get("gradient-flow");
        Dynamics plain = family.create(
                Settings.defaults(family.parameters()), regression, new Model.Factored(new DirectWeights(lasso)), 0);
        while (plain.loss() > 1e-16 && plain.time() < 1e5) {
            plain.advance(1e5);
            trial.checkpoint();
        }
        trial.record("plain", (l1(plain.weights()) / least - 1) / Math.max(product, 1e-12));
    }
}
