package org.mirrorflow.sim.claim.optim;

import java.util.List;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.theory.weights.SeededRandom;

/** HO-3: the order gap of one step is η²·u(α·sgn θ·u + β). */
public final class StepsDoNotCommute extends OptimClaim {

    public StepsDoNotCommute() {
        super(
                new Words(
                        "HO-3",
                        "Steps do not commute",
                        "H\\circ A - A\\circ H = \\eta^2 u(\\alpha\\,\\mathrm{sgn}(\\theta)u+\\beta)+O(\\eta^3)",
                        "Optimizer steps are operators that do not commute: with the gradient taken once, adaptive then hyperbolic"
                                + " differs from hyperbolic then adaptive to second order in the step size.",
                        "Over 100 random (θ, u, α, β), the gap over η², extrapolated to η = 0 from 2·10⁻⁴ and 10⁻⁴, equals"
                                + " u(α·sgn θ·u + β) to 10⁻⁵.",
                        "abstract of arXiv 2605.21104 (non-commutative); the formula is derived, checked"),
                true,
                List.of(),
                Check.residual("formula", "largest relative distance of the extrapolated gap from the formula", 1e-5),
                Check.residual("order", "distance of the remainder's measured order in η from 3", 0.1),
                Check.control(
                        "wrong-sign", "largest relative distance from the same formula with −β, which is wrong", 0.1));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = new SeededRandom(seed, "order gap");
        double formula = 0;
        double wrong = 0;
        double order = 0;
        int cases = 100;
        for (int k = 0; k < cases; k++) {
            double theta = (random.nextDouble() < 0.5 ? -1 : 1) * (0.3 + random.nextDouble());
            double u = (random.nextDouble() < 0.5 ? -1 : 1) * (0.3 + random.nextDouble());
            double alpha = 1 + 4 * random.nextDouble();
            double beta = 0.1 + 0.4 * random.nextDouble();
            double predicted = u * (alpha * Math.signum(theta) * u + beta);
            double coarse = gap(theta, u, alpha, beta, 2e-4);
            double fine = gap(theta, u, alpha, beta, 1e-4);
            double extrapolated = 2 * fine - coarse;
            formula = Math.max(formula, Math.abs(extrapolated - predicted) / Math.abs(predicted));
            double signed = u * (alpha * Math.signum(theta) * u - beta);
            wrong = Math.max(wrong, Math.abs(extrapolated - signed) / Math.abs(signed));
            // gap·η² − predicted·η² = c η³.
            order += Math.log(Math.abs((coarse - predicted) / (fine - predicted))) / Math.log(2) + 2;
        }
        trial.record("formula", formula);
        trial.record("order", Math.abs(order / cases - 3));
        trial.record("wrong-sign", wrong);
    }

    private static double gap(double theta, double u, double alpha, double beta, double eta) {
        return (OneStep.after(theta, u, false, alpha, beta, eta) - OneStep.after(theta, u, true, alpha, beta, eta))
                / (eta * eta);
    }
}
