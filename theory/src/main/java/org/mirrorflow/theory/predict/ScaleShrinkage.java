package org.mirrorflow.theory.predict;

/**
 * What a discrete step does to the scale β = m² − w² of a product θ = m·w. With both factors moved at once,
 * m ← m − η(wg + λm) and w ← w − η(mg + λw),
 *
 * <pre>
 * β ← β · ((1 − ηλ)² − η²g²),
 * </pre>
 *
 * exactly and whatever the gradient g by θ is: gradient flow keeps β, every step shrinks it, noise at the rate η²E[g²] and
 * decay at 2ηλ. A small β freezes signs, so Sign-In sets it back now and then.
 *
 * <p>Example: η = 0.1, g = 2, λ = 0 gives 0.96.
 *
 * <p>Source: derived and checked here; the need of the reset in Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv
 * 2504.12801).
 */
public final class ScaleShrinkage {

    private ScaleShrinkage() {}

    /** The factor of β in one step. */
    public static double factor(double stepSize, double gradient, double decay) {
        double kept = 1 - stepSize * decay;
        double turn = stepSize * gradient;
        return (kept - turn) * (kept + turn);
    }

    /**
     * β after a number of steps with those gradients.
     *
     * @param beta β at first
     * @param gradients g of each step
     */
    public static double after(double beta, double stepSize, double[] gradients, double decay) {
        double now = beta;
        for (double gradient : gradients) {
            now *= factor(stepSize, gradient, decay);
        }
        return now;
    }

    /**
     * m of the factors (m, θ/m) of a weight with m² − w² = β and m &gt; 0: √((β + √(β² + 4θ²))/2).
     *
     * @param beta β ≥ 0, positive where θ = 0
     */
    public static double split(double theta, double beta) {
        return Math.sqrt(0.5 * (beta + Math.hypot(beta, 2 * theta)));
    }
}
