package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.FeedForward;
import org.mirrorflow.theory.predict.BatchNormAmplification;

/** Layer norm amplifies all neurons of a layer by one common factor, so that unequal fan-ins do not turn its gradient. */
public final class LayerNormIsCommon extends SparseClaim {

    /** The catalogue entry. */
    public LayerNormIsCommon() {
        super(
                new Words(
                        "SO-6",
                        Paper.SPARSE_OPT,
                        "Layer norm does not turn",
                        "\\mathrm{LN}:\\ \\partial_{w_{ij}}f \\propto (1-s_i)^0",
                        "Layer norm amplifies all neurons of a layer by one common factor, so that unequal fan-ins do not turn its gradient.",
                        "Over neurons with densities from 0.05 to 1 in one layer the exponent is 0 ± 0.05 under layer norm, −0.5 under batch norm; over uniformly sparse layers it is −0.5 ± 0.05 under layer norm too.",
                        "uniform sparsity stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541); the common factor is derived, checked"),
                true,
                Check.residual("within", "|e| over the neurons of one layer under layer norm", 0.05),
                Check.residual("uniform", "|e + 1/2| over uniformly sparse layers under layer norm", 0.05),
                Check.control("batch-norm", "|e| over the neurons of one layer under batch norm", 0.4));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] uneven = RandomUpstream.spread(0.05, 1, 64);
        double[] layer = RandomUpstream.rms(FeedForward.Normalisation.LAYER, uneven, 400, 256, seed);
        double[] batch = RandomUpstream.rms(FeedForward.Normalisation.BATCH, uneven, 400, 256, seed);
        trial.record("within", Math.abs(SparseLayer.exponent(uneven, layer)));
        trial.record("batch-norm", Math.abs(SparseLayer.exponent(uneven, batch)));
        double[] densities = {1, 0.5, 0.2, 0.1, 0.05};
        double[] mean = new double[densities.length];
        for (int k = 0; k < densities.length; k++) {
            mean[k] = Workbench.mean(RandomUpstream.rms(
                    FeedForward.Normalisation.LAYER,
                    RandomUpstream.spread(densities[k], densities[k], 64),
                    400,
                    256,
                    seed));
        }
        trial.record("uniform", Math.abs(SparseLayer.exponent(densities, mean) - BatchNormAmplification.EXPONENT));
    }
}
