package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;

/** A balanced start cannot recover. */
public final class BalancedCannotRecover extends DoseClaim {

    /** The claim with its checks. */
    public BalancedCannotRecover() {
        super(
                new Text(
                        "B5",
                        "A balanced start cannot recover",
                        "\\beta = 0",
                        "From m₀ = ±w₀ no weight ever changes its sign, so that every support entry of the wrong sign stays an error of at least 1, whatever the dose.",
                        "Jacobs and Burkholz 2024 (arXiv 2408.09966), section 3; the floor derived",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "No sign changes at doses 0, 1 and 3, and the error is at least the root of the number of wrong signs on the support."),
                false,
                Check.residual("flips", "number of weights that changed their sign", 0),
                Check.atLeast("floor", "least error minus the root of the number of wrong signs", 0),
                Check.control(
                        "unbalanced", "error of the balanced start minus that of the scaled start, at dose 3", 0.5));
    }

    private static Specification balanced(long seed, double dose) {
        return recovery(
                "A balanced start",
                seed,
                "model.start",
                "balanced",
                "dynamics.weight-decay",
                dose,
                "dynamics.decay-off",
                1,
                "stop.time",
                100);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(balanced(1, 3));
    }

    @Override
    public void run(long seed, Trial trial) {
        double flips = 0;
        double floor = Double.POSITIVE_INFINITY;
        for (double dose : new double[] {0, 1, 3}) {
            Experiment experiment = experiment(balanced(seed, dose));
            double[] start = experiment.model().startWeights();
            double[] truth = experiment.problem().planted().orElseThrow();
            double[] end = end(experiment, trial);
            int wrong = 0;
            for (int i = 0; i < end.length; i++) {
                flips += end[i] * start[i] < 0 ? 1 : 0;
                wrong += truth[i] * start[i] < 0 ? 1 : 0;
            }
            double error = distance(end, truth);
            floor = Math.min(floor, error - Math.sqrt(wrong));
            if (dose == 3) {
                double[] scaled = experiment(changed(balanced(seed, dose), "model.start", "scaled"))
                        .prediction(Prediction.LIMIT)
                        .orElseThrow()
                        .weights();
                trial.record("unbalanced", error - distance(scaled, truth));
            }
        }
        trial.record("flips", flips);
        trial.record("floor", floor);
    }
}
