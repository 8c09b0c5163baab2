package org.mirrorflow.sim.claim.sparse;

import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.FeedForward;
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
                        "The cosine between raw and corrected gradient is 1 for equal fan-ins, at most 0.95 for densities from 0.04 to 1, at most 0.75 for one dense among fifteen neurons of density 0.02, and within 0.03 of mean(√ρ)/√mean(ρ).",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541); the closed form is derived, checked"),
                true,
                Check.residual("cosine", "Cosine for densities from 0.04 to 1", 0.95),
                Check.residual(
                        "strong", "Cosine for one dense neuron among fifteen of density 0.02, 256 neurons", 0.75),
                Check.residual("closed-form", "Largest |cosine − mean(√ρ)/√mean(ρ)| of the two", 0.03),
                Check.control("uniform", "Cosine for equal densities", 0.999999));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(Workbench.watch(
                "Batch norm amplifies sparse gradients",
                "batch-norm-regression",
                Workbench.map(),
                "sparse-opt",
                Workbench.map("step-size", 0.4, "momentum", 0, "mask", "start"),
                100));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] wide = RandomUpstream.spread(0.04, 1, 256);
        double[] strong = RandomUpstream.spread(0.02, 0.02, 256);
        Arrays.fill(strong, 0, 16, 1);
        double cosine = cosine(wide, seed);
        double strongest = cosine(strong, seed);
        trial.record("cosine", cosine);
        trial.record("strong", strongest);
        trial.record(
                "closed-form",
                Math.max(
                        Math.abs(cosine - BatchNormAmplification.rotationCosine(wide, 0.5)),
                        Math.abs(strongest - BatchNormAmplification.rotationCosine(strong, 0.5))));
        trial.record("uniform", cosine(RandomUpstream.spread(0.2, 0.2, 64), seed));
    }

    private static double cosine(double[] densities, long seed) {
        RandomUpstream.Measured measured =
                RandomUpstream.measure(FeedForward.Normalisation.BATCH, densities, 400, 256, seed);
        double[] factors = new double[densities.length];
        BatchNormAmplification.correction(measured.layer().densities(measured.weights()), 0.5, factors);
        return measured.layer().cosine(measured.weights(), measured.gradient(), factors);
    }
}
