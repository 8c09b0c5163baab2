package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.FeedForward;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/** Batch norm raises the gradients of a sparse layer by (1 − s)^(−1/2) against a dense one. */
public final class GradientAmplification extends SparseClaim {

    /** The catalogue entry. */
    public GradientAmplification() {
        super(
                new Words(
                        "SO-1",
                        Paper.SPARSE_OPT,
                        "Amplified gradients",
                        "\\partial_{w_{ij}}f \\propto (1-s)^{-1/2}",
                        "Batch norm raises the gradients of a sparse layer by (1 − s)^(−1/2) against a dense one.",
                        "The exponent over layers of density 1, 0.5, 0.2, 0.1 and 0.05 is −0.5 ± 0.05 with batch norm and 0 ± 0.05 without.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541)"),
                true,
                Check.residual("exponent", "|e + 1/2| of the fit over uniform densities, with batch norm", 0.05),
                Check.residual("without", "|e| of the same fit without a normalisation", 0.05),
                Check.control("law-needs-norm", "|e + 1/2| of the fit without a normalisation", 0.4));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(Workbench.watch(
                "Batch norm amplifies sparse gradients",
                "batch-norm-regression",
                Workbench.map(),
                "sgd",
                Workbench.map("step-size", 0.1, "momentum", 0, "mask", "start"),
                100));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] densities = {1, 0.5, 0.2, 0.1, 0.05};
        double[][] mean = new double[2][densities.length];
        for (int k = 0; k < densities.length; k++) {
            double[] uniform = RandomUpstream.spread(densities[k], densities[k], 64);
            mean[0][k] = Workbench.mean(RandomUpstream.rms(FeedForward.Normalisation.BATCH, uniform, 400, 256, seed));
            mean[1][k] = Workbench.mean(RandomUpstream.rms(FeedForward.Normalisation.NONE, uniform, 400, 256, seed));
            trial.checkpoint();
        }
        double with = SparseLayer.exponent(densities, mean[0]);
        double without = SparseLayer.exponent(densities, mean[1]);
        trial.record("exponent", Math.abs(with - BatchNormAmplification.EXPONENT));
        trial.record("without", Math.abs(without));
        trial.record("law-needs-norm", Math.abs(without - BatchNormAmplification.EXPONENT));
    }
}
