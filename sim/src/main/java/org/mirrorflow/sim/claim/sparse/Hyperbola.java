package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.Planes;
import org.mirrorflow.sim.observe.WeightGradientPlane;
import org.mirrorflow.sim.problem.NetworkLoss;

/** In fine-tuning large gradients sit on small weights, much more than when training from scratch. */
public final class Hyperbola extends SparseClaim {

    /** The catalogue entry. */
    public Hyperbola() {
        super(
                new Words(
                        "NA-1",
                        Paper.NANO_ADAM,
                        "Hyperbola of weights and gradients",
                        "r = \\mathrm{med}|w|_{\\mathrm{top}\\,g}\\,/\\,\\max|w|_{\\mathrm{bottom}\\,g}",
                        "In fine-tuning large gradients sit on small weights, much more than when training from scratch.",
                        "At the start r is, in every hidden matrix, at most half of its value from scratch; the rank correlation of |w| and |g| is recorded beside it, since r is no correlation.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)"),
                false,
                Check.residual("inner", "r fine-tuning over r from scratch in the second matrix", 0.5),
                Check.residual("first", "r fine-tuning over r from scratch in the first matrix", 0.5),
                new Check(
                        "hyperbola",
                        "r of the second matrix with gradients put to 1/|w|",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        0.05,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(Workbench.watch(
                "Fine-tuning and forgetting",
                "fine-tuning",
                Workbench.map(),
                "nano-adam",
                Workbench.map("step-size", 0.003, "batch", 32),
                300));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss tuned = FineTuned.problem(seed);
        NetworkLoss scratch = Workbench.problem("fine-tuning", seed, "start", "scratch");
        List<WeightGradientPlane> planes = Planes.of(tuned);
        double[] w = tuned.startWeights().orElseThrow();
        double[] gradient = gradient(tuned, w);
        double[] w0 = scratch.startWeights().orElseThrow();
        double[] gradient0 = gradient(scratch, w0);
        trial.record("first", planes.get(0).ratio(w, gradient) / planes.get(0).ratio(w0, gradient0));
        trial.record("inner", planes.get(1).ratio(w, gradient) / planes.get(1).ratio(w0, gradient0));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 1 / Math.max(Math.abs(w[i]), 1e-12);
        }
        trial.record("hyperbola", planes.get(1).ratio(w, gradient));
    }

    private static double[] gradient(NetworkLoss problem, double[] w) {
        double[] gradient = new double[w.length];
        problem.lossAndGradient(w, gradient);
        return gradient;
    }
}
