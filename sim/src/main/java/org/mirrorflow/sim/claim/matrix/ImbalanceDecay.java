package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.curve.ImbalanceLaw;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;

/** B13: the imbalance of factor matrices decays as e^{−2Λ}, whatever the loss and the schedule. */
public final class ImbalanceDecay extends MatrixClaim {

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "matrix-sensing", "rows": 12, "columns": 12, "rank": 2, "samples": 60},
             "model": {"kind": "low-rank-adapter", "initial-scale": 1, "start": "random"},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-8, "weight-decay": 0.05, "decay-off": 20},
             "stop": {"loss": 0, "time": 24},
             "record": {"per-decade": 20}}
            """;

    public ImbalanceDecay() {
        super(
                "B13",
                "Decay of the imbalance",
                "Weight decay of dose Λ multiplies the imbalance BᵀB − AAᵀ of two factor matrices by e^{−2Λ}, whatever the loss"
                        + " and whatever the schedule.",
                "Relative deviation from e^{−2Λ} at most 1e-6 at every recorded time, for a constant decay that is switched off"
                        + " and for an exponential one.",
                "\\|B^\\top B - AA^\\top\\|_F(t) = e^{-2\\Lambda_t}\\|B^\\top B - AA^\\top\\|_F(0)",
                "Derived, checked here",
                false,
                List.of(
                        Check.residual("switched-off", "Largest relative deviation, decay switched off at T", 1e-6),
                        Check.residual("exponential", "Largest relative deviation, exponential decay", 1e-6),
                        Check.control(
                                "wrong-exponent",
                                "Largest relative deviation from e^{−Λ}, decay switched off at T",
                                0.1),
                        new Check(
                                "no-decay",
                                "Largest relative change of the imbalance without decay",
                                Check.Role.CONTROL,
                                Check.Relation.AT_MOST,
                                1e-6,
                                Check.Rule.EVERY_SEED)));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                specification("Decay switched off", PROBLEM),
                specification(
                        "Exponential decay",
                        PROBLEM,
                        "dynamics.decay-shape",
                        "exponential",
                        "dynamics.decay-time",
                        8,
                        "dynamics.decay-off",
                        1e300));
    }

    @Override
    public void run(long seed, Trial trial) {
        Specification constant = experiments().get(0).with("seed", seed);
        trial.record("switched-off", deviation(constant, 1, trial));
        trial.record("exponential", deviation(experiments().get(1).with("seed", seed), 1, trial));
        trial.record("wrong-exponent", deviation(constant, 0.5, trial));
        trial.record("no-decay", deviation(constant.with("dynamics.weight-decay", 0), 1, trial));
    }

    /** Largest deviation of the measured imbalance from the law with its exponent times a factor. */
    private static double deviation(Specification specification, double factor, Trial trial) {
        Experiment experiment = experiment(specification);
        History history = finished(experiment, trial).history();
        double[] law = ImbalanceLaw.values(experiment, history);
        double[] measured = history.column(ImbalanceLaw.QUANTITY);
        double worst = 0;
        for (int i = 0; i < law.length; i++) {
            worst = Math.max(worst, Math.abs(measured[i] / (law[0] * Math.pow(law[i] / law[0], factor)) - 1));
        }
        return worst;
    }
}
