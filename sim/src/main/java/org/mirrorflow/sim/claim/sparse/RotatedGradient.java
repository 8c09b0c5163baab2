package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/** Under batch norm unequal fan-ins turn the gradient of a layer, not only rescale it, and the more the more unequal they are. */
public final class RotatedGradient extends SparseClaim {

    /** The catalogue entry. */
    public RotatedGradient() {
        super(
                new Words(
                        "SO-2",
                        Paper.SPARSE_OPT,
                        "Turned gradients",
                        "\\cos(\\nabla f, D\\nabla f) = \\overline{\\rho^{1/2}}/\\sqrt{\\bar\\rho}",
                        "Under batch norm unequal fan-ins turn the gradient of a layer, not only rescale it, and the more the more unequal they are.",
                        "The cosine between raw and corrected gradient is 1 for equal fan-ins, at most 0.95 for densities from 0.04 to 1 and at most 0.75 for a few dense among many sparse neurons, and within 0.03 of mean(√ρ)/√mean(ρ).",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541); the closed form is derived, checked"),
                true,
                Check.residual("cosine", "Cosine for densities from 0.04 to 1", 0.95),
                Check.residual("closed-form", "|cosine − mean(√ρ)/√mean(ρ)|", 0.03),
                Check.atLeast("grows", "Cosine for densities 0.3 to 1 minus that for 0.04 to 1", 0.03),
                Check.control("uniform", "Cosine for equal densities", 0.999999));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(Workbench.watch(
                "Batch norm amplifies sparse gradients",
                "batch-norm-regression",
                Workbench.map(),
                "sparse-opt",
                Workbench.map("step-size", 0.4),
                100));
    }

    @Override
    public void run(long seed, Trial trial) {
        double wide = cosine(0.04, 1, seed);
        double mild = cosine(0.3, 1, seed);
        trial.record("cosine", wide);
        trial.record("closed-form", closedFormError(0.04, 1, seed));
        trial.record("grows", mild - wide);
        trial.record("uniform", cosine(0.2, 0.2, seed));
    }

    private static double cosine(double least, double greatest, long seed) {
        NetworkLoss problem =
                Workbench.problem("batch-norm-regression", seed, "least-density", least, "greatest-density", greatest);
        double[] w = problem.startWeights().orElseThrow();
        double[] gradient = new double[w.length];
        problem.lossAndGradient(w, gradient);
        SparseLayer layer = SparseLayer.first(problem).orElseThrow();
        double[] factors = new double[layer.rows()];
        BatchNormAmplification.correction(layer.densities(w), 0.5, factors);
        return layer.cosine(w, gradient, factors);
    }

    private static double closedFormError(double least, double greatest, long seed) {
        NetworkLoss problem =
                Workbench.problem("batch-norm-regression", seed, "least-density", least, "greatest-density", greatest);
        double[] densities = SparseLayer.first(problem)
                .orElseThrow()
                .densities(problem.startWeights().orElseThrow());
        return Math.abs(cosine(least, greatest, seed) - BatchNormAmplification.rotationCosine(densities, 0.5));
    }
}
