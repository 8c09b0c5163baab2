package org.mirrorflow.sim.claim.steepest;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.CrossingRungeKutta;
import org.mirrorflow.sim.dynamics.SteepestField;
import org.mirrorflow.sim.dynamics.TimedField;
import org.mirrorflow.theory.descent.LpGeometry;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** What decoupled decay of equal factors does to the weight: a regulariser in the dual velocity. */
public final class ManifoldRegulariser extends SteepestClaim {

    public ManifoldRegulariser() {
        super(
                "C6",
                "Manifold regulariser",
                "Decoupled decay of equal factors acts on the weight through the regulariser M(x) = |x|^{2−m}/(2 − m), added"
                        + " to the dual velocity: ℓ1-like for gradient flow at depth 2, but for sign flow only as depth"
                        + " grows.",
                "dR'(x) = -\\varphi_q(\\nabla f)\\,dt - \\alpha M'(x)\\,dt,\\quad M(x) = \\frac{|x|^{2-m}}{2-m}",
                "stated: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Table 1; constant derived, checked",
                "For L = 2, 3, 5 and q = 1, 1.5, 2 the weight from the factors equals that of the dual equation with M to"
                        + " 1e-8.",
                true,
                Check.residual("dual-equation", "Largest |x_factors − x_dual| over L, q and t ≤ 0.5", 1e-8),
                Check.control(
                        "as-a-penalty",
                        "The same for q = 1 and L = 3 with αM′ inside φ_q, as a penalty on the loss would be",
                        0.01));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double mean = Trials.drawn(random, seed, 1.2, 0.8, 1.4);
        double swing = Trials.drawn(random, seed, 0.5, 0.1, 0.6);
        double equal = Trials.drawn(random, seed, 0.6, 0.5, 0.7);
        double rate = Trials.drawn(random, seed, 0.4, 0.3, 0.6);
        DoubleUnaryOperator gradient = t -> -(mean + swing * Math.sin(3 * t));
        double worst = 0;
        for (int depth : new int[] {2, 3, 5}) {
            for (double q : new double[] {1, 1.5, 2}) {
                trial.checkpoint();
                worst = Math.max(worst, gap(gradient, q, depth, equal, rate, false));
            }
        }
        trial.record("dual-equation", worst);
        trial.record("as-a-penalty", gap(gradient, 1, 3, equal, rate, true));
    }

    private static double gap(
            DoubleUnaryOperator gradient, double q, int depth, double equal, double rate, boolean penalty) {
        SteepestProduct law = new SteepestProduct(q, depth);
        double[] theta = new double[depth];
        Arrays.fill(theta, equal);
        double[] eta = {law.balancedMirror(Math.pow(equal, depth))};
        CrossingRungeKutta dual = new CrossingRungeKutta(new DualEquation(law, gradient, rate, penalty), 1e-7);
        double worst = 0;
        for (int k = 0; k < 10; k++) {
            double from = k / 20.0;
            double until = (k + 1) / 20.0;
            Trials.drive(gradient, q, theta, Schedule.constant(rate), SteepestField.Coupling.DECOUPLED, from, until);
            double t = from;
            while (t < until) {
                t = dual.step(t, eta, until);
            }
            double product = Arrays.stream(theta).reduce(1, (a, b) -> a * b);
            worst = Math.max(worst, Math.abs(product - DualEquation.weight(law, eta[0])));
        }
        return worst;
    }

    /** η̇ = −φ_q(γ) − αM′(x), or −φ_q(γ + αM′(x)). */
    private record DualEquation(SteepestProduct law, DoubleUnaryOperator gradient, double rate, boolean penalty)
            implements TimedField {

        static double weight(SteepestProduct law, double eta) {
            double k = 1 - law.metricExponent();
            return k == 0 ? Math.exp(law.depth() * eta) : Math.pow(law.depth() * k * eta, 1 / k);
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void rate(double t, double[] eta, double[] out) {
            double pull = rate * law.regulariserDerivative(weight(law, eta[0]));
            double g = gradient.applyAsDouble(t);
            out[0] = penalty ? -LpGeometry.field(g + pull, law.q()) : -LpGeometry.field(g, law.q()) - pull;
        }

        @Override
        public double errorNorm(double[] before, double[] after, double[] error) {
            return Math.abs(error[0]) / (1e-12 * Math.abs(after[0]));
        }
    }
}
