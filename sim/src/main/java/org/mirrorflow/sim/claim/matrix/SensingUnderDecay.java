package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;

/** Matrix sensing under weight decay that is switched off: exact where measurements commute, nearer to low rank everywhere. */
public final class SensingUnderDecay extends MatrixClaim {

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "matrix-sensing", "rows": 8, "columns": 8, "rank": 2, "samples": 4,
                         "measurements": "commuting"},
             "model": {"kind": "symmetric-difference", "initial-scale": 1},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-11, "weight-decay": 0.1, "decay-off": 15},
             "stop": {"loss": 1e-20, "time": 100000},
             "record": {"per-decade": 20}}
            """;

    private static final String GAUSSIAN = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "matrix-sensing", "rows": 8, "columns": 8, "rank": 1, "samples": 30},
             "model": {"kind": "factor-product", "initial-scale": 1, "start": "one-zero"},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-9, "weight-decay": 0.1, "decay-off": 15},
             "stop": {"loss": 1e-16, "time": 100000},
             "record": {"per-decade": 20}}
            """;

    public SensingUnderDecay() {
        super(
                "P7-MS",
                "Matrix sensing",
                "In matrix sensing, weight decay that is switched off leaves a limit of smaller nuclear norm, for commuting"
                        + " measurements exactly the minimiser of the spectral hyperbolic entropy moved by its dose.",
                "Distance to the minimiser at most 1e-6 for commuting measurements; for Gaussian ones the decay removes at"
                        + " least half of the excess of the nuclear norm over its least value.",
                "W_\\infty = \\arg\\min_{\\mathcal A(W)=y}\\sum_i h_{\\beta_\\infty}(\\lambda_i(W)),\\quad \\beta_\\infty = 2\\alpha^2e^{-2\\Lambda_\\infty}",
                "Jacobs, Zhou and Burkholz 2025, abstract and matrix sensing; the potential derived, checked here",
                false,
                List.of(
                        Check.residual(
                                "commuting", "Relative distance to the prediction with the dose, commuting", 1e-6),
                        Check.atLeast(
                                "gaussian",
                                "Share of the excess nuclear norm without decay that the decay removes, Gaussian",
                                0.5),
                        Check.control(
                                "other-dose", "Relative distance to the prediction without a dose, commuting", 1e-2),
                        new Check(
                                "unfactored",
                                "Relative distance of the limits with and without decay when W has no factors",
                                Check.Role.CONTROL,
                                Check.Relation.AT_MOST,
                                1e-6,
                                Check.Rule.EVERY_SEED)));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                specification("Commuting measurements, decay switched off", PROBLEM),
                specification("Gaussian measurements, decay switched off", GAUSSIAN));
    }

    @Override
    public void run(long seed, Trial trial) {
        Specification commuting = experiments().get(0).with("seed", seed);
        double[] end = end(commuting, trial);
        trial.record("commuting", Norms.relativeDistance(end, limit(commuting)));
        trial.record("other-dose", Norms.relativeDistance(end, limit(commuting.with("dynamics.weight-decay", 0))));
        Specification gaussian = experiments().get(1).with("seed", seed);
        double least =
                experiment(gaussian).prediction("min-nuclear").orElseThrow().objective();
        double with = nuclear(end(gaussian, trial), 8, 8) - least;
        double without = nuclear(end(gaussian.with("dynamics.weight-decay", 0), trial), 8, 8) - least;
        trial.record("gaussian", 1 - with / without);
        Specification direct = gaussian.with("model.kind", "direct").with("stop.loss", 1e-20);
        trial.record(
                "unfactored",
                Norms.relativeDistance(end(direct, trial), end(direct.with("dynamics.weight-decay", 0), trial)));
    }

    private static double[] limit(Specification specification) {
        Experiment experiment = experiment(specification);
        return experiment
                .prediction(Prediction.LIMIT)
                .orElseThrow(() -> new IllegalStateException(experiment.unpredicted()))
                .weights();
    }
}
