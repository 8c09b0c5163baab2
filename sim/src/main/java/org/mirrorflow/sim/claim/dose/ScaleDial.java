package org.mirrorflow.sim.claim.dose;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;

/** From ℓ2 to ℓ1. */
public final class ScaleDial extends DoseClaim {

    /** The claim with its checks. */
    public ScaleDial() {
        super(
                new Text(
                        "B1",
                        "From ℓ2 to ℓ1",
                        "w_\\infty = \\arg\\min_{Zw=y} h_\\beta(w)",
                        "The scale β of m⊙w takes its limit from the least ℓ2 to the least ℓ1 norm; plain gradient flow from 0 always ends at the least ℓ2 norm.",
                        "Woodworth et al. 2020 (arXiv 2002.09277), Theorem 1; Jacobs and Burkholz 2024, Theorem 2.3",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The flow ends at the minimiser of h_β for β = 10, 1, 0.1, 1e-2, 1e-4, 1e-6 to 1e-6, with falling ℓ1 norms."),
                true,
                Check.residual("limits", "largest distance of an end from the minimiser of its potential", 1e-6),
                Check.residual("ordering", "largest rise of the ℓ1 norm as the scale falls", 1e-12),
                Check.control("plain", "ℓ1 norm at the end of plain gradient flow over that at the least scale", 1.01));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(reference("From ℓ2 to ℓ1", "model.initial-scale", 0.01));
    }

    @Override
    public void run(long seed, Trial trial) {
        double scale = 0.7 + 0.6 * random(seed, id()).nextDouble();
        double limits = 0;
        double ordering = 0;
        double previous = Double.POSITIVE_INFINITY;
        for (double beta : new double[] {10, 1, 0.1, 1e-2, 1e-4, 1e-6}) {
            Experiment experiment =
                    experiment(reference("B1", "model.initial-scale", Math.sqrt(beta), "problem.target-scale", scale));
            double[] w = end(experiment, trial);
            limits = Math.max(
                    limits,
                    distance(
                            w,
                            experiment
                                    .prediction(Prediction.LIMIT)
                                    .orElseThrow()
                                    .weights()));
            ordering = Math.max(ordering, l1(w) - previous);
            previous = l1(w);
        }
        trial.record("limits", limits);
        trial.record("ordering", ordering);
        double[] plain = end(experiment(reference("B1", "model.kind", "direct", "problem.target-scale", scale)), trial);
        trial.record("plain", l1(plain) / previous);
    }
}
