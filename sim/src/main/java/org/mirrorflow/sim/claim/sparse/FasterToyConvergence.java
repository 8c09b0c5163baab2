package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.NetworkLoss;

/** With the step size tuned for each, SparseOpt fits a sparse batch-normalised layer in fewer steps than SGD. */
public final class FasterToyConvergence extends SparseClaim {

    private static final double TARGET = 1e-4;
    private static final double[] STEP_SIZES = {0.05, 0.1, 0.2, 0.4, 0.8};

    /** The catalogue entry. */
    public FasterToyConvergence() {
        super(
                new Words(
                        "SO-4",
                        Paper.SPARSE_OPT,
                        "Faster on the sparse layer",
                        "k_{\\mathrm{SGD}}/k_{\\mathrm{SparseOpt}} > 1",
                        "With the step size tuned for each, SparseOpt fits a sparse batch-normalised layer in fewer steps than SGD.",
                        "Steps of SGD over steps of SparseOpt to a mean loss of 10⁻⁴ a neuron, each at its best step size, are at least 1.2; with equal densities the two are the same.",
                        "stated: Adnan, Jain, Jacobs et al. 2026 (arXiv 2605.27541); the toy is ours"),
                false,
                Check.atLeast("ratio", "Best steps of SGD over best steps of SparseOpt", 1.2),
                Check.atLeast("margin", "Best steps of SGD minus best steps of SparseOpt", 0)
                        .onAverage(),
                new Check(
                        "uniform",
                        "Relative difference of the steps where all densities are equal",
                        Check.Role.CONTROL,
                        Check.Relation.AT_MOST,
                        0,
                        Check.Rule.EVERY_SEED));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                Workbench.watch(
                        "Batch norm amplifies sparse gradients",
                        "batch-norm-regression",
                        Workbench.map(),
                        "sparse-opt",
                        Workbench.map("step-size", 0.4, "momentum", 0, "mask", "start"),
                        100),
                Workbench.watch(
                        "Batch norm amplifies sparse gradients",
                        "batch-norm-regression",
                        Workbench.map(),
                        "sgd",
                        Workbench.map("step-size", 0.1, "momentum", 0, "mask", "start"),
                        100));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss uneven = Workbench.problem("batch-norm-regression", seed, "samples", 300);
        double sgd = best(uneven, "sgd", trial);
        double sparse = best(uneven, "sparse-opt", trial);
        trial.record("ratio", sgd / sparse);
        trial.record("margin", sgd - sparse);
        NetworkLoss even = Workbench.problem(
                "batch-norm-regression",
                seed,
                "samples",
                300,
                "neurons",
                8,
                "least-density",
                0.25,
                "greatest-density",
                0.25);
        trial.record("uniform", Math.abs(best(even, "sgd", trial) / best(even, "sparse-opt", trial) - 1));
    }

    private static double best(NetworkLoss problem, String kind, Trial trial) {
        double best = Double.POSITIVE_INFINITY;
        int neurons = problem.layout().blocks().getFirst().rows();
        for (double size : STEP_SIZES) {
            long most = Double.isInfinite(best) ? 200 : (long) best;
            Dynamics dynamics = Workbench.dynamics(problem, kind, 0, "step-size", size, "momentum", 0, "mask", "start");
            best = Math.min(best, Workbench.stepsTo(dynamics, neurons * TARGET, most, trial));
        }
        return best;
    }
}
