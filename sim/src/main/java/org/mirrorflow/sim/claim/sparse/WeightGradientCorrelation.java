package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.observe.Planes;
import org.mirrorflow.sim.observe.WeightGradientPlane;
import org.mirrorflow.sim.problem.NetworkLoss;

/** In fine-tuning large gradients are often associated with small-magnitude weights. */
public final class WeightGradientCorrelation extends SparseClaim {

    /** The catalogue entry. */
    public WeightGradientCorrelation() {
        super(
                new Words(
                        "NA-A1",
                        Paper.NANO_ADAM,
                        "Large gradients on small weights",
                        "\\rho(|w|,|g|) < 0",
                        "In fine-tuning large gradients are often associated with small-magnitude weights.",
                        "The rank correlation of |w| and |g| is negative at the start of fine-tuning, in every hidden matrix.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), abstract, read as a rank correlation"),
                false,
                Check.residual("spearman", "Largest rank correlation of |w| and |g| over the hidden matrices", 0),
                new Check(
                        "scratch",
                        "The same in size from scratch",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        0.1,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        trial.record("spearman", largest(FineTuned.problem(seed), false));
        trial.record("scratch", largest(Workbench.problem("fine-tuning", seed, "start", "scratch"), true));
    }

    private static double largest(NetworkLoss problem, boolean inSize) {
        double[] w = problem.startWeights().orElseThrow();
        double[] gradient = new double[w.length];
        problem.lossAndGradient(w, gradient);
        double largest = -1;
        for (WeightGradientPlane plane : Planes.of(problem)) {
            double rho = plane.spearman(w, gradient);
            largest = Math.max(largest, inSize ? Math.abs(rho) : rho);
        }
        return largest;
    }
}
