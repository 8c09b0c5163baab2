package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;

/** Recovery against dose. */
public final class RecoveryAgainstDose extends DoseClaim {

    /** The claim with its checks. */
    public RecoveryAgainstDose() {
        super(
                new Text(
                        "B4",
                        "Recovery against dose",
                        "\\|w_\\infty - w^\\circ\\|_2",
                        "From the random start of the paper, weight decay of growing dose recovers the sparse vector ever better.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), section 5.1; the curve derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The errors at doses 0, 1, 2, 3 and 4 lie within three standard deviations of 2.91, 1.37, 0.663, 0.302 and 0.137, and the flow of dose 3 ends at the predicted minimiser to 1e-5."),
                false,
                Check.residual("table", "largest distance from the table in its standard deviations", 3)
                        .onAverage(),
                Check.residual("flow", "distance of the end of the flow of dose 3 from the prediction", 1e-5),
                Check.control("dose-0", "error without decay", 1));
    }

    private static final double[] DOSES = {0, 1, 2, 3, 4};
    private static final double[] MEANS = {2.91, 1.37, 0.663, 0.302, 0.137};
    private static final double[] DEVIATIONS = {0.17, 0.18, 0.29, 0.24, 0.16};

    private static Specification dose(long seed, double dose) {
        return recovery("Recovery against dose", seed, "dynamics.weight-decay", dose, "dynamics.decay-off", 1);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(dose(1, 3));
    }

    @Override
    public void run(long seed, Trial trial) {
        double table = 0;
        for (int k = 0; k < DOSES.length; k++) {
            trial.checkpoint();
            Experiment experiment = experiment(dose(seed, DOSES[k]));
            double[] predicted =
                    experiment.prediction(Prediction.LIMIT).orElseThrow().weights();
            double error = distance(predicted, experiment.problem().planted().orElseThrow());
            table = Math.max(table, Math.abs(error - MEANS[k]) / DEVIATIONS[k]);
            if (DOSES[k] == 0) {
                trial.record("dose-0", error);
            }
            if (DOSES[k] == 3) {
                trial.record("flow", distance(end(experiment, trial), predicted));
            }
        }
        trial.record("table", table);
    }
}
