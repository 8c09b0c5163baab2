package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.observe.LargeNeuronDrift;
import org.mirrorflow.sim.observe.SparseLayer;
import org.mirrorflow.sim.problem.NetworkLoss;

/** Updating the small weights alone changes the largest pretrained neurons least. */
public final class LargeNeuronsPreserved extends SparseClaim {

    private static final int TEACHERS = 6;
    private static final int STEPS = 600;

    /** The catalogue entry. */
    public LargeNeuronsPreserved() {
        super(
                new Words(
                        "NA-2",
                        Paper.NANO_ADAM,
                        "Large neurons are preserved",
                        "d_{\\mathrm{small}} < d_{\\mathrm{gradients}} < d_{\\mathrm{large}}",
                        "Updating the small weights alone changes the largest pretrained neurons least.",
                        "Teacher and student, 30 % of the weights: the mean drift of the four largest neurons is smallest for small weights, larger for large gradients, largest for large weights.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374), Theorem 2.2"),
                false,
                Check.atLeast(
                        "gradients",
                        "Drift with large gradients over drift with small weights, means over six teachers",
                        1),
                Check.atLeast("large", "Drift with large weights over drift with large gradients", 1),
                Check.control("random", "Drift with random weights over drift with small weights", 1.5));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(Workbench.watch(
                "Small weights learn the new neuron",
                "teacher-student",
                Workbench.map(),
                "nano-adam",
                Workbench.map("step-size", 0.003, "density", 0.3, "last-density", 0.3),
                1000));
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] drift = new double[4];
        String[] criteria = {"small-weights", "large-gradients", "large-weights", "random"};
        for (int r = 0; r < TEACHERS; r++) {
            long own = Workbench.repetition(seed, r);
            NetworkLoss problem = Workbench.problem("teacher-student", own);
            double[] start = problem.startWeights().orElseThrow();
            SparseLayer layer = SparseLayer.first(problem).orElseThrow();
            int[] largest = LargeNeuronDrift.largest(layer, start);
            for (int c = 0; c < criteria.length; c++) {
                Dynamics dynamics = Workbench.dynamics(
                        problem,
                        "nano-adam",
                        own,
                        "criterion",
                        criteria[c],
                        "density",
                        0.3,
                        "last-density",
                        0.3,
                        "step-size",
                        0.003,
                        "choice-interval",
                        50,
                        "correction",
                        "yes");
                Workbench.advance(dynamics, STEPS, trial);
                drift[c] += LargeNeuronDrift.of(layer, largest, start, dynamics.weights()) / TEACHERS;
            }
        }
        trial.record("gradients", drift[1] / drift[0]);
        trial.record("large", drift[2] / drift[1]);
        trial.record("random", drift[3] / drift[0]);
    }
}
