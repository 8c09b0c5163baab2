package org.mirrorflow.sim.claim.sparse;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.problem.NetworkLoss;
import org.mirrorflow.sim.problem.SingleNeuron;
import org.mirrorflow.theory.predict.SignRecovery;
import org.mirrorflow.theory.weights.SeededRandom;

/** From a₀ < 0 < w₀ in one dimension the flow of products finds the teacher if and only if the output gives way before the input does. */
public final class RecoveryCriterion extends SparseClaim {

    /** The catalogue entry. */
    public RecoveryCriterion() {
        super(
                new Words(
                        "SI-2",
                        Paper.SIGN_IN,
                        "When a sign is recovered",
                        "\\sqrt{4w_0^2+\\beta_w^2}-\\beta_w > \\sqrt{4a_0^2+\\beta_a^2}-\\beta_a",
                        "From a₀ < 0 < w₀ in one dimension the flow of products finds the teacher if and only if the output gives way before the input does.",
                        "Flows from 60 random starts and scales outside a margin of 0.02 agree with the criterion without exception.",
                        "the layer-wise condition stated: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801); the criterion is derived, checked"),
                true,
                Check.residual("mismatches", "Flows that disagree with the criterion", 0),
                Check.control("both", "The smaller number of flows that did and did not recover", 10),
                Check.control("naive", "Flows that disagree with the rule β_a > β_w, which is for balanced starts", 5));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = new SeededRandom(seed, "starts");
        int mismatches = 0;
        int naive = 0;
        int judged = 0;
        int recovered = 0;
        while (judged < 60) {
            double a = -(0.1 + 1.4 * random.nextDouble());
            double w = 0.1 + 1.4 * random.nextDouble();
            double betaA = 0.05 + 2 * random.nextDouble();
            double betaW = 0.05 + 2 * random.nextDouble();
            if (Math.abs(SignRecovery.margin(a, w, betaA, betaW)) < 0.02) {
                continue;
            }
            judged++;
            NetworkLoss problem = SingleNeuron.inOneDimension(w, a);
            boolean there = NeuronFlows.finds(problem, NeuronFlows.products(problem, betaA, betaW), 200, trial);
            mismatches += there == SignRecovery.recovers(a, w, betaA, betaW) ? 0 : 1;
            naive += there == betaA > betaW ? 0 : 1;
            recovered += there ? 1 : 0;
        }
        trial.record("mismatches", mismatches);
        trial.record("both", Math.min(recovered, judged - recovered));
        trial.record("naive", naive);
    }
}
