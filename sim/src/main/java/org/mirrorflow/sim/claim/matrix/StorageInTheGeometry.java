package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;

/** B12: what weight decay does to factors of a matrix stays after it is switched off, and only its dose counts. */
public final class StorageInTheGeometry extends MatrixClaim {

    private static final double RATE = 0.05;
    private static final double OFF = 20;

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "matrix-sensing", "rows": 12, "columns": 12, "rank": 2, "samples": 60},
             "model": {"kind": "low-rank-adapter", "initial-scale": 1, "start": "random"},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-8, "weight-decay": 0.05, "decay-off": 20},
             "stop": {"loss": 1e-16, "time": 100000},
             "record": {"per-decade": 20}}
            """;

    public StorageInTheGeometry() {
        super(
                "B12",
                "Storage in the geometry",
                "Weight decay of the factors BA that is switched off leaves its mark: equal doses end at equal matrices, of"
                        + " smaller nuclear norm than without decay.",
                "Nuclear over Frobenius norm of the limits of λ off at T and λ/2 off at 2T agree within 0.3 % for Gaussian"
                        + " measurements, the limits themselves within 1e-6 for commuting ones; λ/2 kept on crosses λ off at T"
                        + " within a fifth of 2T.",
                "\\Lambda_\\infty = \\Lambda'_\\infty \\;\\Rightarrow\\; W_\\infty = W'_\\infty",
                "Jacobs, Zhou and Burkholz 2025, LoRA experiment; the dose rule derived, checked here",
                false,
                List.of(
                        Check.residual(
                                "gaussian", "Relative difference of the two ratios, Gaussian measurements", 3e-3),
                        Check.residual(
                                "commuting", "Relative distance of the two limits, commuting measurements", 1e-6),
                        Check.residual("crossing", "Distance of the time of crossing from 2T, relative to 2T", 0.2),
                        Check.control(
                                "no-decay",
                                "Excess of the ratio without decay over the ratio with decay, relative",
                                0.02),
                        new Check(
                                "unfactored",
                                "Relative distance of the limits with and without decay when W has no factors",
                                Check.Role.CONTROL,
                                Check.Relation.AT_MOST,
                                1e-6,
                                Check.Rule.EVERY_SEED)));
    }

    private static Specification early(long seed) {
        return specification("λ until T", PROBLEM, "seed", seed);
    }

    private static Specification half(Specification early) {
        return early.with("dynamics.weight-decay", RATE / 2)
                .with("dynamics.decay-off", 2 * OFF)
                .with("title", "λ/2 until 2T");
    }

    private static Specification without(Specification early) {
        return early.with("dynamics.weight-decay", 0).with("title", "no decay");
    }

    @Override
    public List<Specification> experiments() {
        return List.of(early(1), half(early(1)), without(early(1)));
    }

    @Override
    public void run(long seed, Trial trial) {
        Specification early = early(seed);
        double[] first = end(early, trial);
        double[] second = end(half(early), trial);
        double[] none = end(without(early), trial);
        trial.record("gaussian", Math.abs(ratio(first) / ratio(second) - 1));
        trial.record("no-decay", ratio(none) / ratio(first) - 1);
        crossing(early, trial);

        Specification commuting = early.with("problem.measurements", "commuting")
                .with("problem.rows", 6)
                .with("problem.columns", 6)
                .with("problem.samples", 3)
                .with("model.start", "identity")
                .with("dynamics.tolerance", 1e-11)
                .with("stop.loss", 1e-20);
        trial.record("commuting", Norms.relativeDistance(end(commuting, trial), end(half(commuting), trial)));

        Specification plain = early.with("model.kind", "direct").with("stop.loss", 1e-20);
        trial.record("unfactored", Norms.relativeDistance(end(plain, trial), end(without(plain), trial)));
    }

    private static double ratio(double[] w) {
        return nuclear(w, 12, 12) / Norms.l2(w);
    }

    /** When the ratio under λ/2 for ever falls below that under λ until T. */
    private static void crossing(Specification early, Trial trial) {
        Dynamics stopped = experiment(early).newDynamics();
        Dynamics kept =
                experiment(half(early).with("dynamics.decay-off", 1e300)).newDynamics();
        double before = Double.NaN;
        for (double t = OFF; t <= 4 * OFF; t += 1) {
            advance(stopped, t, trial);
            advance(kept, t, trial);
            double difference = ratio(kept.weights()) - ratio(stopped.weights());
            if (difference <= 0 && before > 0) {
                double crossed = t - 1 + before / (before - difference);
                trial.record("crossing", Math.abs(crossed / (2 * OFF) - 1));
                return;
            }
            before = difference;
        }
        trial.inconclusive("crossing", "the two ratios do not cross between T and 4T");
    }
}
