package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.theory.weights.SeededRandom;

/** HO-4: hyperbolic first turns a wrong sign from a radius larger by e^{η(α|u|+β)}. */
public final class OrderDecidesFlips extends OptimClaim {

    public OrderDecidesFlips() {
        super(
                new Words(
                        "HO-4",
                        "The order decides from where a sign turns",
                        "r_{A\\circ H}/r_{H\\circ A}=e^{\\eta(\\alpha|u|+\\beta)},\\quad r_{H\\circ A}=\\eta|u|",
                        "A weight of the wrong sign changes it in one step from within η|u| when the hyperbolic step comes second,"
                                + " and from a radius larger by the hyperbolic factor when it comes first.",
                        "Over 50 random (u, α, β), both radii, found by bisection, equal their formulas to 10⁻⁹.",
                        "optimizers.md 4.2, derived, checked; not a statement of the paper"),
                true,
                List.of(),
                Check.residual("second", "largest relative distance of the radius of H∘A from η|u|", 1e-9),
                Check.residual("first", "largest relative distance of the radius of A∘H from η|u|e^{η(α|u|+β)}", 1e-9),
                Check.control("alike", "largest ratio of the two radii: if it were 1, the order would not matter", 2));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = new SeededRandom(seed, "flips");
        double eta = 0.1;
        double second = 0;
        double first = 0;
        double ratio = 0;
        for (int k = 0; k < 50; k++) {
            double u = 0.2 + random.nextDouble();
            double alpha = 20 * random.nextDouble();
            double beta = random.nextDouble();
            double ha = radius(u, false, alpha, beta, eta);
            double ah = radius(u, true, alpha, beta, eta);
            double factor = Math.exp(eta * (alpha * u + beta));
            second = Math.max(second, Math.abs(ha / (eta * u) - 1));
            first = Math.max(first, Math.abs(ah / (eta * u * factor) - 1));
            ratio = Math.max(ratio, ah / ha);
        }
        trial.record("second", second);
        trial.record("first", first);
        trial.record("alike", ratio);
    }

    /** The largest positive weight that a step along u &gt; 0 makes negative. */
    private static double radius(double u, boolean hyperbolicFirst, double alpha, double beta, double eta) {
        double low = 0;
        double high = 1e3;
        while (high - low > 1e-12 * high) {
            double start = 0.5 * (low + high);
            if (OneStep.after(start, u, hyperbolicFirst, alpha, beta, eta) < 0) {
                low = start;
            } else {
                high = start;
            }
        }
        return low;
    }
}
