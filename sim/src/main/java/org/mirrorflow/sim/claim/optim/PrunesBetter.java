package org.mirrorflow.sim.claim.optim;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.Dynamics;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.Network;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.problem.Scored;

/** HO-2: a network trained by the composition keeps more accuracy when it is pruned. */
public final class PrunesBetter extends OptimClaim {

    private static final int STEPS = 450;
    private static final String ADAMW = dynamics("adamw", 0.05, "");
    private static final String DECAYED = dynamics("adamw", 0.55, "");
    private static final String HORST = dynamics("horst", 0.05, ", \"alpha\": 20, \"beta\": 0.5");

    public PrunesBetter() {
        super(
                new Words(
                        "HO-2",
                        "The composition prunes better",
                        "\\mathrm{acc}_s(H\\circ A)-\\mathrm{acc}_s(A) > 0",
                        "HORST outperforms AdamW at all sparsities, with large gains at higher sparsity.",
                        "A network on digits, trained alike and pruned once by magnitude to 80, 90 and 95 %, is more accurate by the"
                                + " composition (α = 20, β = 0.5, λ = 0.05) than by the better of AdamW with λ = 0.05 and AdamW with the"
                                + " composition's whole decay, λ = 0.55; the mean gain at 90 and 95 % is larger than at 80 %; the dense"
                                + " accuracies differ by at most three points.",
                        "abstract of arXiv 2605.21104; optimizers.md 4.4 (our reading of the rule)"),
                false,
                List.of(specification(1, HORST, "HORST on digits"), specification(1, ADAMW, "AdamW on digits")),
                Check.atLeast("gain-80", "accuracy gained over the better AdamW at 80 %, in points", 0)
                        .onAverage(),
                Check.atLeast("gain-90", "the same at 90 %", 0).onAverage(),
                Check.atLeast("gain-95", "the same at 95 %", 0).onAverage(),
                Check.atLeast("growth", "mean gain at 90 and 95 % less the gain at 80 %, in points", 0)
                        .onAverage(),
                Check.residual("dense", "distance of the dense accuracies from AdamW's, λ = 0.05, in points", 3)
                        .onAverage(),
                Check.control(
                                "decay-alone",
                                "accuracy that AdamW itself gains at 80 % from λ = 0.55 over λ = 0.05, in points: a comparison"
                                        + " that does not match the decay would credit the geometry with this",
                                5)
                        .onAverage());
    }

    private static String dynamics(String kind, double decay, String more) {
        return "{\"kind\": \"" + kind + "\", \"step-size\": 0.003, \"weight-decay\": " + decay + ", \"batch\": 64"
                + more + "}";
    }

    private static Specification specification(long seed, String dynamics, String title) {
        return SpecificationCodec.parse(
                "{\"schema\": 1, \"title\": \"" + title + "\", \"seed\": " + seed
                        + ", \"problem\": {\"kind\": \"mlp-on-sample-data\", \"width\": 64, \"hidden-layers\": 2},"
                        + " \"model\": {\"kind\": \"direct\"}, \"dynamics\": " + dynamics
                        + ", \"stop\": {\"steps\": " + STEPS + "}}",
                title);
    }

    @Override
    public void run(long seed, Trial trial) {
        double[] levels = {0, 0.8, 0.9, 0.95};
        double[] adamw = accuracies(seed, ADAMW, levels, trial);
        double[] decayed = accuracies(seed, DECAYED, levels, trial);
        double[] horst = accuracies(seed, HORST, levels, trial);
        double[] gain = new double[levels.length];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = horst[i] - Math.max(adamw[i], decayed[i]);
        }
        trial.record("gain-80", gain[1]);
        trial.record("gain-90", gain[2]);
        trial.record("gain-95", gain[3]);
        trial.record("growth", 0.5 * (gain[2] + gain[3]) - gain[1]);
        trial.record("dense", Math.abs(horst[0] - adamw[0]));
        trial.record("decay-alone", decayed[1] - adamw[1]);
    }

    /** Accuracy on held-out data, in percent, after pruning to each level. */
    private static double[] accuracies(long seed, String dynamics, double[] levels, Trial trial) {
        try {
            Experiment experiment = Experiment.of(specification(seed, dynamics, "trial"), Path.of(""));
            NetworkLoss network = (NetworkLoss) experiment.problem().copy();
            Dynamics run = experiment.newDynamics();
            for (int k = 0; k < STEPS; k++) {
                if (k % 16 == 0) {
                    trial.checkpoint();
                }
                run.advance(Double.POSITIVE_INFINITY);
            }
            double[] accuracies = new double[levels.length];
            for (int i = 0; i < levels.length; i++) {
                accuracies[i] = 100 * network.score(Scored.TEST_ACCURACY, pruned(network, run.weights(), levels[i]));
            }
            return accuracies;
        } catch (ProblemException e) {
            throw new IllegalStateException("the data come with the lab", e);
        }
    }

    /** w with the smallest weights of all matrices together at 0; shifts are kept. */
    private static double[] pruned(NetworkLoss network, double[] w, double share) {
        boolean[] matrix = new boolean[w.length];
        int count = 0;
        for (int block = 0; block < network.roles().size(); block++) {
            if (network.roles().get(block) != Network.Role.SHIFT) {
                int from = network.layout().offset(block);
                int size = network.layout().blocks().get(block).size();
                Arrays.fill(matrix, from, from + size, true);
                count += size;
            }
        }
        double[] magnitudes = new double[count];
        int filled = 0;
        for (int i = 0; i < w.length; i++) {
            if (matrix[i]) {
                magnitudes[filled++] = Math.abs(w[i]);
            }
        }
        Arrays.sort(magnitudes);
        int gone = (int) Math.round(share * count);
        double threshold = gone == 0 ? -1 : magnitudes[gone - 1];
        double[] kept = w.clone();
        for (int i = 0; i < w.length; i++) {
            if (matrix[i] && Math.abs(kept[i]) <= threshold) {
                kept[i] = 0;
            }
        }
        return kept;
    }
}
