package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;
import org.mirrorflow.theory.reparam.MatrixParametrization;

/** Weight decay of key and query lowers nuclear over Frobenius norm of their product, and keeps it low when switched off. */
public final class AttentionUnderDecay extends MatrixClaim {

    private static final double OFF = 40;
    private static final double LATER = 80;

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "token-selection", "dimension": 8, "sequences": 4, "tokens": 5, "loss": "logistic"},
             "model": {"kind": "attention-product", "initial-scale": 1, "start": "random"},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-9, "weight-decay": 0.03, "decay-off": 40},
             "stop": {"loss": 0, "time": 80},
             "record": {"per-decade": 20}}
            """;

    public AttentionUnderDecay() {
        super(
                "P7-AT",
                "Attention under weight decay",
                "Weight decay of key and query lowers the ratio of nuclear to Frobenius norm of KᵀQ, and the ratio stays lower"
                        + " after it is switched off.",
                "At twice the time of switching off the ratio is below that without decay by at least 3 %, and the imbalance"
                        + " KKᵀ − QQᵀ is e^{−2Λ} of its start within 1e-6.",
                "\\|K^\\top Q\\|_*/\\|K^\\top Q\\|_F",
                "Jacobs, Zhou and Burkholz 2025, abstract and attention experiment; the balance derived, checked here",
                true,
                List.of(
                        Check.atLeast(
                                "ratio",
                                "Relative excess of the ratio without decay, at twice the time of switching off",
                                0.03),
                        Check.residual(
                                "imbalance",
                                "Relative deviation of the imbalance from e^{−2Λ}, after switching off",
                                1e-6),
                        new Check(
                                "product",
                                "The same excess of the ratio where the product W has no factors",
                                Check.Role.CONTROL,
                                Check.Relation.AT_MOST,
                                0.03,
                                Check.Rule.EVERY_SEED)));
    }

    @Override
    public List<Specification> experiments() {
        Specification decayed = specification("Attention, decay switched off", PROBLEM);
        return List.of(decayed, decayed.with("dynamics.weight-decay", 0).with("title", "Attention without decay"));
    }

    @Override
    public void run(long seed, Trial trial) {
        Specification decayed = experiments().get(0).with("seed", seed);
        Experiment experiment = experiment(decayed);
        Dynamics flow = experiment.newDynamics();
        advance(flow, LATER, trial);
        if (experiment.model() instanceof org.mirrorflow.sim.dynamics.Model.Factored factored
                && factored.parametrization() instanceof MatrixParametrization g) {
            double law = g.imbalance(g.start()) * Math.exp(-2 * 0.03 * OFF);
            trial.record("imbalance", Math.abs(g.imbalance(flow.state()) / law - 1));
        }
        Specification plain = experiments().get(1).with("seed", seed);
        trial.record("ratio", ratio(plain, trial) / ratio(flow.weights()) - 1);
        trial.record(
                "product",
                ratio(plain.with("model.kind", "direct"), trial) / ratio(decayed.with("model.kind", "direct"), trial)
                        - 1);
    }

    private static double ratio(Specification specification, Trial trial) {
        Dynamics flow = experiment(specification).newDynamics();
        advance(flow, LATER, trial);
        return ratio(flow.weights());
    }

    private static double ratio(double[] w) {
        return nuclear(w, 8, 8) / Norms.l2(w);
    }
}
