package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;

/** LASSO, then interpolation. */
public final class LassoThenInterpolation extends DoseClaim {

    /** The claim with its checks. */
    public LassoThenInterpolation() {
        super(
                new Text(
                        "B8",
                        "LASSO, then interpolation",
                        "\\nabla f + \\lambda\\,\\partial\\|w\\|_1 \\ni 0",
                        "Constant decay λ on m⊙w leads to the LASSO of penalty λ; switched off, the flow goes on to the interpolator of the moved potential.",
                        "Hoff 2017; Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12883); derived and checked",
                        Paper.MIRROR_MIRROR,
                        "At t = 300 under λ = 0.1 the weights stand at the LASSO to 1e-8; after the switch they end at the minimiser of R_Λ to 1e-6; plain weights end at ridge regression."),
                true,
                Check.residual("plateau", "distance of the plateau from the LASSO", 1e-8),
                Check.residual(
                        "after",
                        "distance of the end after the switch from the minimiser of the moved potential",
                        1e-6),
                Check.residual("ridge", "distance of plain weights under the same decay from ridge regression", 1e-8),
                Check.control("plain", "distance of plain weights under decay from the LASSO", 0.05));
    }

    private static Specification decaying(double scale, Object... changes) {
        return changed(
                reference(
                        "LASSO, then interpolation",
                        "problem.target-scale",
                        scale,
                        "model.initial-scale",
                        1,
                        "dynamics.weight-decay",
                        0.1),
                changes);
    }

    @Override
    public List<Specification> experiments() {
        return List.of(decaying(1, "dynamics.decay-off", 60), decaying(1, "stop.time", 300));
    }

    @Override
    public void run(long seed, Trial trial) {
        double scale = 0.8 + 0.4 * random(seed, id()).nextDouble();
        Experiment forever = experiment(decaying(scale));
        double[] lasso = forever.prediction(Prediction.LIMIT).orElseThrow().weights();
        trial.record("plateau", distance(at(forever, 300, trial).weights(), lasso));
        Experiment switched = experiment(decaying(scale, "dynamics.decay-off", 60));
        trial.record(
                "after",
                distance(
                        end(switched, trial),
                        switched.prediction(Prediction.LIMIT).orElseThrow().weights()));
        Experiment plain = experiment(decaying(scale, "model.kind", "direct"));
        double[] end = at(plain, 300, trial).weights();
        trial.record(
                "ridge",
                distance(end, plain.prediction(Prediction.LIMIT).orElseThrow().weights()));
        trial.record("plain", distance(end, lasso));
    }
}
