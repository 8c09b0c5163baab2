package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;

/** Recovery needs the switch and the scale. */
public final class RecoveryNeedsSwitchAndScale extends DoseClaim {

    /** The claim with its checks. */
    public RecoveryNeedsSwitchAndScale() {
        super(
                new Text(
                        "PI-2",
                        "Recovery needs the switch and the scale",
                        "w_\\infty = w^\\circ",
                        "Exact recovery needs both a scale β > 0 at the start and a decay that ends: a balanced start keeps wrong signs, and decay that never ends keeps shrinking.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), section 5.1",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "With dose 6 in unit time the planted vector is recovered to 0.15 with zero loss; decay without end keeps a positive loss, and a balanced start an error above 0.5."),
                false,
                Check.residual("error", "error of the switched-off decay of dose 6", 0.15)
                        .onAverage(),
                Check.residual("loss", "loss where it ends", 1e-15),
                Check.control("forever", "loss where decay of rate 0.1 without end stands", 1e-4),
                Check.control("balanced", "error of the balanced start with the same dose", 0.5));
    }

    private static Specification dose(long seed, Object... changes) {
        return changed(
                recovery("Recovery needs both", seed, "dynamics.weight-decay", 6, "dynamics.decay-off", 1), changes);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(dose(1));
    }

    @Override
    public void run(long seed, Trial trial) {
        Experiment experiment = experiment(dose(seed));
        double[] truth = experiment.problem().planted().orElseThrow();
        double[] end = end(experiment, trial);
        trial.record("error", distance(end, truth));
        trial.record("loss", experiment.problem().loss(end));
        Experiment forever =
                experiment(dose(seed, "dynamics.weight-decay", 0.1, "dynamics.decay-off", 1e300, "stop.time", 100));
        trial.record("forever", forever.problem().loss(end(forever, trial)));
        trial.record(
                "balanced",
                distance(end(experiment(dose(seed, "model.start", "balanced", "stop.time", 100)), trial), truth));
    }
}
