package org.mirrorflow.sim.claim.sparse;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.Scored;

/** NanoAdam forgets the earlier task less than Adam does at the same step size. */
public final class LessForgetting extends SparseClaim {

    private static final double RATE = 0.003;

    /** The catalogue entry. */
    public LessForgetting() {
        super(
                new Words(
                        "NA-3",
                        Paper.NANO_ADAM,
                        "Less forgetting",
                        "\\mathrm{acc}_1^{\\mathrm{NanoAdam}} > \\mathrm{acc}_1^{\\mathrm{Adam}}",
                        "NanoAdam forgets the earlier task less than Adam does at the same step size.",
                        "After fine-tuning from the digits 0–4 to 5–9 at step size 0.003 the accuracy on 0–4 is higher with NanoAdam than with Adam, and than with a tenth of the weights chosen by gradient.",
                        "stated: Zhou, Jacobs, Gadhikar and Burkholz 2025 (arXiv 2506.21374)"),
                false,
                Check.atLeast("adam", "Accuracy on the old task, NanoAdam minus Adam", 0)
                        .onAverage(),
                Check.atLeast("gradients", "Accuracy on the old task, NanoAdam minus large gradients", 0)
                        .onAverage(),
                Check.control("learns", "Accuracy of NanoAdam on the new task", 0.9),
                Check.control("forgets", "Accuracy on the old task before Adam minus after it", 0.03));
    }

    @Override
    public List<Specification> experiments() {
        return List.of(
                Workbench.watch(
                        "Fine-tuning and forgetting",
                        "fine-tuning",
                        Workbench.map(),
                        "nano-adam",
                        Workbench.map("step-size", 0.003, "batch", 32),
                        300),
                Workbench.watch(
                        "Fine-tuning and forgetting",
                        "fine-tuning",
                        Workbench.map(),
                        "adam",
                        Workbench.map("step-size", 0.003, "batch", 32),
                        300));
    }

    @Override
    public void run(long seed, Trial trial) {
        NetworkLoss problem = FineTuned.problem(seed);
        double before =
                problem.score(Scored.EARLIER_ACCURACY, problem.startWeights().orElseThrow());
        double[] nano =
                FineTuned.accuracies(problem, FineTuned.subset(problem, "small-weights", RATE, 50, seed), trial);
        double[] adam = FineTuned.accuracies(problem, FineTuned.adam(problem, RATE, seed), trial);
        double[] gradients =
                FineTuned.accuracies(problem, FineTuned.subset(problem, "large-gradients", RATE, 50, seed), trial);
        trial.record("adam", nano[1] - adam[1]);
        trial.record("gradients", nano[1] - gradients[1]);
        trial.record("learns", nano[0]);
        trial.record("forgets", before - adam[1]);
    }
}
