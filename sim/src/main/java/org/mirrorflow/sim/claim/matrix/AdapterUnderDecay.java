package org.mirrorflow.sim.claim.matrix;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Norms;

/** A low-rank adapter whose weight decay is switched off keeps a change of lower rank, by its dose, while it fits the data. */
public final class AdapterUnderDecay extends MatrixClaim {

    private static final double OFF = 10;

    private static final String PROBLEM = """
            {"schema": 1, "seed": 1,
             "problem": {"kind": "low-rank-adaptation", "rows": 10, "columns": 10, "rank": 1, "samples": 40},
             "model": {"kind": "low-rank-adapter", "initial-scale": 1, "start": "random"},
             "dynamics": {"kind": "gradient-flow", "tolerance": 1e-9, "weight-decay": 0.1, "decay-off": 10},
             "stop": {"loss": 1e-16, "time": 100000},
             "record": {"per-decade": 20}}
            """;

    public AdapterUnderDecay() {
        super(
                "P7-LO",
                "Low-rank adaptation",
                "Switching weight decay off during fine-tuning with an adapter fits the data and keeps the change that the decay"
                        + " has made to the geometry: a smaller ratio of nuclear to Frobenius norm than without decay.",
                "The ratio of the limit is below that without decay by at least 2 %, it goes on falling or moves by at most 2 %"
                        + " after switching off, and the distance to the planted change is smaller than without decay.",
                "\\|BA\\|_*/\\|BA\\|_F",
                "Jacobs, Zhou and Burkholz 2025, abstract and LoRA experiment, in the small",
                false,
                List.of(
                        Check.atLeast("ratio", "Relative excess of the limit's ratio without decay", 0.02),
                        Check.residual(
                                "kept",
                                "Relative rise of the ratio from switching off to the limit, 0 where it falls",
                                0.02),
                        Check.atLeast(
                                "recovery",
                                "Distance to the planted change without decay over the distance with decay",
                                1.05),
                        Check.control(
                                "decay-kept",
                                "Loss where the decay stays on, over the loss where it was switched off, log10",
                                6)));
    }

    @Override
    public List<Specification> experiments() {
        Specification decayed = specification("Adapter, decay switched off", PROBLEM);
        return List.of(
                decayed,
                decayed.with("dynamics.weight-decay", 0).with("title", "Adapter without decay"),
                decayed.with("dynamics.decay-off", 1e300)
                        .with("stop.time", 200)
                        .with("title", "Adapter, decay kept on"));
    }

    @Override
    public void run(long seed, Trial trial) {
        Specification decayed = experiments().get(0).with("seed", seed);
        Experiment experiment = experiment(decayed);
        double[] start = experiment.problem().startWeights().orElseThrow();
        double[] planted = minus(experiment.problem().planted().orElseThrow(), start);
        double[] with = minus(end(decayed, trial), start);
        double[] without = minus(end(experiments().get(1).with("seed", seed), trial), start);
        trial.record("ratio", ratio(without) / ratio(with) - 1);
        trial.record("recovery", Norms.relativeDistance(without, planted) / Norms.relativeDistance(with, planted));
        Dynamics flow = experiment.newDynamics();
        advance(flow, OFF, trial);
        trial.record("kept", Math.max(0, ratio(with) / ratio(minus(flow.weights(), start)) - 1));
        Dynamics kept = experiment(experiments().get(2).with("seed", seed)).newDynamics();
        advance(kept, 200, trial);
        double fitted = Math.max(1e-16, experiment.problem().loss(sum(with, start)));
        trial.record("decay-kept", Math.log10(kept.loss() / fitted));
    }

    private static double[] minus(double[] a, double[] b) {
        double[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] -= b[i];
        }
        return out;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] += b[i];
        }
        return out;
    }

    private static double ratio(double[] w) {
        return nuclear(w, 10, 10) / Norms.l2(w);
    }
}
