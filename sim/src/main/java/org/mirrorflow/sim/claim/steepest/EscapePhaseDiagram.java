package org.mirrorflow.sim.claim.steepest;

import java.util.Arrays;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.Trial;
import org.mirrorflow.sim.dynamics.CrossingRungeKutta;
import org.mirrorflow.sim.dynamics.SteepestField;
import org.mirrorflow.sim.dynamics.SteepestSettings;
import org.mirrorflow.theory.optim.Schedule;
import org.mirrorflow.theory.predict.SaddleEscape;
import org.mirrorflow.theory.reparam.ProductOfFactors;
import org.mirrorflow.theory.reparam.SteepestProduct;
import org.mirrorflow.theory.weights.SeededRandom;

/** How the time to leave the saddle depends on q and depth as the start shrinks. */
public final class EscapePhaseDiagram extends SteepestClaim {

    private static final double[] EXPONENTS = {1, 1.25, 1.5, 1.75, 2};
    private static final int[] DEPTHS = {2, 3, 4, 5, 7, 10};

    public EscapePhaseDiagram() {
        super(
                "C2",
                "Escape phase diagram",
                "Up to the depth L* = q/(q − 1) the time to leave the saddle is bounded or logarithmic in the size of the"
                        + " start; beyond it grows as a power of 1/ε: sign flow escapes at every depth, gradient flow only at"
                        + " depth 2.",
                "T = \\frac{x_*^{1-m} - \\varepsilon^{L(1-m)}}{L(1-m)\\,g^{q-1}},\\quad m = q(L-1)/L",
                STATED,
                "Escape times of 30 pairs (q, L) within 1 % of the closed form; per decade of ε the increments of T grow by"
                        + " the factor 10^{L(m−1)}, which is 1 on the border L = q/(q − 1); gradient flow of depth L ≥ 3 has"
                        + " slope −(L − 2).",
                true,
                Check.residual("time", "Largest relative error of T over q, L and ε = 0.1, 0.01, 0.001", 0.01),
                Check.residual(
                        "border", "Largest error of the measured exponent of the increments, against L(m − 1)", 0.01),
                Check.residual(
                        "slope", "Largest error of d log T/d log ε of gradient flow against −(L − 2), L ≥ 4", 0.02),
                Check.control(
                        "beyond-border", "T(0.001)/T(0.1) of gradient flow of depth 3, just beyond the border", 100));
    }

    @Override
    public void run(long seed, Trial trial) {
        SeededRandom random = Trials.random(id(), seed);
        double gradient = Trials.drawn(random, seed, 1, 0.5, 2);
        double target = Trials.drawn(random, seed, 1, 0.5, 2);
        double time = 0;
        double border = 0;
        double slope = 0;
        double beyond = Double.NaN;
        for (double q : EXPONENTS) {
            for (int depth : DEPTHS) {
                trial.checkpoint();
                SteepestProduct law = new SteepestProduct(q, depth);
                SaddleEscape escape = new SaddleEscape(law, gradient);
                double[] measured = new double[3];
                for (int k = 0; k < 3; k++) {
                    double epsilon = Math.pow(10, -1 - k);
                    measured[k] = escape(q, depth, gradient, epsilon, target);
                    time = Math.max(time, Math.abs(measured[k] / escape.time(epsilon, target) - 1));
                }
                double exponent = Math.log10((measured[2] - measured[1]) / (measured[1] - measured[0]));
                border = Math.max(border, Math.abs(exponent - depth * (law.metricExponent() - 1)));
                if (q == 2 && depth >= 4) {
                    slope = Math.max(slope, Math.abs(Math.log10(measured[2] / measured[1]) - (depth - 2)));
                }
                if (q == 2 && depth == 3) {
                    beyond = measured[2] / measured[0];
                }
            }
        }
        trial.record("time", time);
        trial.record("border", border);
        trial.record("slope", slope);
        trial.record("beyond-border", beyond);
    }

    /** The time at which the product, driven by a constant gradient −g from equal factors ε, passes {@code target}. */
    static double escape(double q, int depth, double gradient, double epsilon, double target) {
        double[][] factors = new double[depth][];
        Arrays.setAll(factors, k -> new double[] {epsilon});
        ProductOfFactors product = new ProductOfFactors(factors);
        SteepestField field = new SteepestField(
                (t, w, out) -> out[0] = -gradient,
                product,
                SteepestSettings.field(q, 0),
                Schedule.NONE,
                SteepestField.Coupling.DECOUPLED,
                1e-9);
        CrossingRungeKutta integrator = new CrossingRungeKutta(field, 1e-14);
        double[] theta = product.start();
        double[] before = new double[depth];
        double[] x = new double[1];
        double[] rate = new double[depth];
        double[] speed = new double[1];
        // The field does not depend on time, so each step starts at 0: late steps are shorter than the rounding of T.
        double time = 0;
        double cap = Double.MAX_VALUE;
        while (true) {
            System.arraycopy(theta, 0, before, 0, depth);
            double h = integrator.step(0, theta, cap);
            product.apply(theta, x);
            if (x[0] < target) {
                time += h;
                continue;
            }
            // Too far: back, and by Newton's method from where x is still below the target, which it approaches.
            System.arraycopy(before, 0, theta, 0, depth);
            product.apply(theta, x);
            field.rate(0, theta, rate);
            product.pushForward(theta, rate, speed);
            double left = (target - x[0]) / speed[0];
            if (left <= 1e-12 * Math.max(time, left) || h <= 1e-12 * time) {
                return time + Math.min(left, h);
            }
            cap = 0.5 * Math.min(left, h);
        }
    }
}
