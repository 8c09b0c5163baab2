package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.NetworkLoss;

/** Batch normalisation adversely affects sparse training: the more uneven the fan-ins, the more steps SGD needs. */
public final class BatchNormHurtsSparseTraining extends SparseClaim {

    private static final double TARGET = 1e-4;
    private static final double[] STEP_SIZES = {0.05, 0.1, 0.2, 0.4};

    /** The catalogue entry. */
    public BatchNormHurtsSparseTraining() {
        super(
                new Words(
                        "SO-A2",
                        Paper.SPARSE_OPT,
                        "Batch norm against uneven sparsity",
                        "k_{\\mathrm{uneven}}/k_{\\mathrm{even}} > 1",
                        "Batch normalisation adversely affects sparse training: the more uneven the fan-ins, the more steps SGD needs.",
                        "At its best step size SGD needs at least 1.5 times the steps on a batch-normalised layer with densities from 0.04 to 1 as on one with the same number of live weights spread evenly; SparseOpt at most 1.5 times.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541), abstract; the toy is ours"),
                false,
                Check.atLeast("sgd", "Best steps of SGD, uneven over even", 1.5),
                new Check(
                        "sparse-opt",
                        "Best steps of SparseOpt, uneven over even",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        1.5,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss uneven = Workbench.problem("batch-norm-regression", seed, "samples", 300);
        double[] densities = SparseLayer.first(uneven)
                .orElseThrow()
                .densities(uneven.startWeights().orElseThrow());
        double mean = Workbench.mean(densities);
        NetworkLoss even = Workbench.problem(
                "batch-norm-regression", seed, "samples", 300, "least-density", mean, "greatest-density", mean);
        trial.record("sgd", best(uneven, "sgd", trial) / best(even, "sgd", trial));
        trial.record("sparse-opt", best(uneven, "sparse-opt", trial) / best(even, "sparse-opt", trial));
    }

    private static double best(NetworkLoss problem, String kind, Trial trial) {
        double best = Double.POSITIVE_INFINITY;
        int neurons = problem.layout().blocks().getFirst().rows();
        for (double size : STEP_SIZES) {
            long most = Double.isInfinite(best) ? 200 : (long) best;
            best = Math.min(
                    best,
                    Workbench.stepsTo(
                            Workbench.dynamics(problem, kind, 0, "step-size", size, "momentum", 0, "mask", "start"),
                            neurons * TARGET,
                            most,
                            trial));
        }
        return best;
    }
}
