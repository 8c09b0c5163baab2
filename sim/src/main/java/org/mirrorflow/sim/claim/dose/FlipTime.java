package org.mirrorflow.sim.claim.dose;

import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Paper;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.PrescribedFlow;
import org.mirrorflow.theory.predict.SignFlip;
import org.mirrorflow.theory.reparam.HadamardProduct;
import org.mirrorflow.theory.reparam.Penalty;
import org.mirrorflow.theory.weights.SeededRandom;

/** When a sign flips. */
public final class FlipTime extends DoseClaim {

    /** The claim with its checks. */
    public FlipTime() {
        super(
                new Text(
                        "B6",
                        "When a sign flips",
                        "t = \\mathrm{asinh}(|w_0|/\\beta)/(2|g|)",
                        "Under a constant gradient a weight of m⊙w passes 0 at asinh(|w₀|/β)/(2|g|), later only like log(1/β), and never from a balanced start.",
                        "derived and checked",
                        Paper.CONTINUOUS_SPARSIFICATION,
                        "The flow stands at 0 at the predicted time for β = 1 … 1e-6, to 1e-6 in time; from a balanced start the weight keeps its sign ten times as long."),
                true,
                Check.residual("time", "largest relative error of the flip time", 1e-6),
                Check.control(
                        "balanced",
                        "sign kept by a balanced start after ten times the longest flip time (1 for kept)",
                        1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = random(seed, id());
        double start = -0.2 - 0.3 * random.nextDouble();
        double gradient = 0.5 + random.nextDouble();
        double error = 0;
        double longest = 0;
        for (double beta = 1; beta > 1e-7; beta /= 100) {
            double m = Math.sqrt(beta + Math.hypot(beta, start));
            double time = SignFlip.time(start, beta, gradient);
            longest = Math.max(longest, time);
            double w = PrescribedFlow.weights(
                    new HadamardProduct(new double[] {m}, new double[] {start / m}),
                    Penalty.squares(),
                    new PrescribedFlow.Signal(new double[] {-gradient}, 0, time))[0];
            error = Math.max(error, Math.abs(w) / (2 * beta * gradient) / time);
        }
        trial.record("time", error);
        double root = Math.sqrt(-start);
        double kept = PrescribedFlow.weights(
                new HadamardProduct(new double[] {root}, new double[] {-root}),
                Penalty.squares(),
                new PrescribedFlow.Signal(new double[] {-gradient}, 0, 10 * longest / 4))[0];
        trial.record("balanced", kept < 0 ? 1 : 0);
    }
}
