package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.SingleNeuron;
import org.mirrorflow.theory.reparam.Reparametrization;
import org.mirrorflow.theory.weights.SeededRandom;

/** From a balanced start in one dimension plain flow finds the teacher from (+,+) alone; Sign-In with a larger scale at the output adds (−,+); nothing recovers w < 0. */
public final class Quadrants extends SparseClaim {

    /** Long enough for every flow that arrives, short enough for rounding not to leave the saddle of a balanced start. */
    private static final double TIME = 40;

    /** The catalogue entry. */
    public Quadrants() {
        super(
                new Words(
                        "SI-1",
                        Paper.SIGN_IN,
                        "Quadrants of a single neuron",
                        "(a_0,w_0)\\ \\mathrm{signs}",
                        "From a balanced start in one dimension plain flow finds the teacher from (+,+) alone; Sign-In with a larger scale at the output adds (−,+); nothing recovers w < 0.",
                        "Of 16 combinations of starts and flows (plain; β_a = β_w = 1; 1 and ½; ½ and 1) none differs from the pattern.",
                        "stated: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801)"),
                true,
                Check.residual("mismatches", "Combinations that differ from the pattern", 0),
                Check.control("added", "Quadrants recovered by β = (1, ½) minus those recovered by plain flow", 1));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(Workbench.watch(
                "Sign of the output weight",
                "single-neuron",
                Workbench.map("output-sign", "negative"),
                "sign-in",
                Workbench.map("step-size", 0.02, "beta", "0.5, 1"),
                4000));
    }

    @Override
    public void run(long seed, Trial trial) {
        double size = 0.3 + 0.5 * new SeededRandom(seed, "size").nextDouble();
        double[][] scales = {{0, 0}, {1, 1}, {1, 0.5}, {0.5, 1}};
        int mismatches = 0;
        int[] found = new int[scales.length];
        for (int signs = 0; signs < 4; signs++) {
            double a = (signs & 1) == 0 ? size : -size;
            double w = (signs & 2) == 0 ? size : -size;
            NetworkLoss problem = SingleNeuron.inOneDimension(w, a);
            for (int k = 0; k < scales.length; k++) {
                Reparametrization g =
                        k == 0 ? NeuronFlows.plain(problem) : NeuronFlows.products(problem, scales[k][0], scales[k][1]);
                boolean there = NeuronFlows.finds(problem, g, TIME, trial);
                boolean expected = w > 0 && (a > 0 || k == 2);
                mismatches += there == expected ? 0 : 1;
                found[k] += there ? 1 : 0;
            }
        }
        trial.record("mismatches", mismatches);
        trial.record("added", found[2] - found[0]);
    }
}
