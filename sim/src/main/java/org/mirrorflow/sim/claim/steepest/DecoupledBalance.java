package org.mirrorflow.sim.claim.steepest;

import java.util.function.DoubleUnaryOperator;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.SteepestField;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** Decoupled decay shrinks the balance of a steepest flow by a law of its own; coupled decay does not. */
public final class DecoupledBalance extends SteepestClaim {

    public DecoupledBalance() {
        super(
                "C5",
                "Decoupled versus coupled imbalance",
                "Under decoupled weight decay the imbalance of the factors falls by exactly e^{−qΛ} with the dose Λ, whatever"
                        + " the gradients; coupled decay leaves the imbalance of sign flow as it is.",
                "|w_i|^q - |w_j|^q = e^{-q\\Lambda_t}\\,(|w_i|^q - |w_j|^q)_0",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Lemma 4.4; coupled case derived, checked",
                "Three factors, prescribed gradient, q = 1, 1.5, 2: relative error of e^{−qΛ} at most 1e-6 with decoupled"
                        + " decay; coupled decay equals it for q = 2 and freezes the imbalance for q = 1.",
                true,
                Check.residual("decoupled", "Largest relative error of the law e^{−qΛ} over q and t", 1e-6),
                Check.residual("coupled-gradient", "The same for coupled decay and q = 2", 1e-6),
                Check.residual(
                        "coupled-sign", "Largest relative change of |w₃| − |w₁| with coupled decay and q = 1", 1e-6),
                Check.control(
                        "coupled-sign-leaves-law",
                        "Relative error of the law e^{−Λ} for coupled decay and q = 1, at the end",
                        0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double mean = Trials.drawn(random, seed, 1.2, 1.1, 1.5);
        double swing = Trials.drawn(random, seed, 0.5, 0.1, 0.5);
        double rate = Trials.drawn(random, seed, 0.3, 0.15, 0.35);
        DoubleUnaryOperator gradient = t -> -(mean + swing * Math.sin(3 * t));
        Schedule decay =
                seed == 1 ? Schedule.constant(rate) : Schedule.of(Schedule.Shape.EXPONENTIAL, rate, 2, 0.1, 0.85);
        double[] small = {0.3, 0.5, 0.6};
        double[] large = {0.6, 0.8, 0.9};
        double decoupled = 0;
        for (double q : new double[] {1, 1.5, 2}) {
            decoupled =
                    Math.max(decoupled, worst(gradient, q, q, small, decay, SteepestField.Coupling.DECOUPLED, trial));
        }
        trial.record("decoupled", decoupled);
        trial.record("coupled-gradient", worst(gradient, 2, 2, small, decay, SteepestField.Coupling.COUPLED, trial));
        trial.record("coupled-sign", worst(gradient, 1, 0, large, decay, SteepestField.Coupling.COUPLED, trial));
        trial.record(
                "coupled-sign-leaves-law", worst(gradient, 1, 1, large, decay, SteepestField.Coupling.COUPLED, trial));
    }

    /** Largest |imbalance/(start · e^{−power·Λ}) − 1| up to time 1. */
    private double worst(
            DoubleUnaryOperator gradient,
            double q,
            double power,
            double[] start,
            Schedule decay,
            SteepestField.Coupling coupling,
            Trial trial) {
        SteepestProduct law = new SteepestProduct(q, start.length);
        double[] theta = start.clone();
        double first = law.balance(theta[2], theta[0]);
        double worst = 0;
        // The grid contains the times at which the schedule jumps, 0.1 and 0.85.
        for (int k = 0; k < 20; k++) {
            trial.checkpoint();
            Trials.drive(gradient, q, theta, decay, coupling, k / 20.0, (k + 1) / 20.0);
            double expected = first * Math.exp(-power * decay.dose((k + 1) / 20.0));
            worst = Math.max(worst, Math.abs(law.balance(theta[2], theta[0]) / expected - 1));
        }
        return worst;
    }
}
