package org.mirrorflow.theory.predict;

/**
 * Whether a single neuron y = a·relu(w·x) in one dimension finds the signs of its teacher a° = w° = 1 when gradient flow
 * moves the factors of a = m⊙v with m² − v² = β_a, and of w likewise with β_w. The weights then follow
 * ȧ = −√(4a² + β_a²) ∂f/∂a, and as f depends on the product aw alone while w &gt; 0,
 *
 * <pre>
 * √(4a² + β_a²) − √(4w² + β_w²)   stays the same.
 * </pre>
 *
 * A flow from a₀ &lt; 0 &lt; w₀ has to pass a = 0 before w = 0, and does if and only if
 *
 * <pre>
 * √(4w₀² + β_w²) − β_w  &gt;  √(4a₀² + β_a²) − β_a.
 * </pre>
 *
 * Where both sides agree it ends in the saddle. From w₀ ≤ 0 the neuron is dead on all the samples that matter and never
 * recovers; from a₀, w₀ &gt; 0 it always does. Letting β_a = β_w grow without bound gives plain gradient flow, w₀² &gt; a₀².
 *
 * <p>Example: from a₀ = −½, w₀ = ½ a scale of (β_a, β_w) = (1, ½) recovers and (½, 1) does not.
 *
 * <p>Source: Gadhikar, Jacobs, Zhou and Burkholz 2025 (arXiv 2504.12801) for the quadrants; the criterion is derived, and
 * checked against flows.
 */
public final class SignRecovery {

    private SignRecovery() {}

    /** √(4x² + β²) − β, without losing digits for small x. */
    public static double lift(double x, double beta) {
        requireScale(beta);
        double root = Math.hypot(2 * x, beta);
        return root == 0 ? 0 : 2 * x * (2 * x / (root + beta));
    }

    /** The conserved √(4a² + β_a²) − √(4w² + β_w²). */
    public static double balance(double a, double w, double betaA, double betaW) {
        return Math.hypot(2 * a, betaA) - Math.hypot(2 * w, betaW);
    }

    /** Left side minus right side of the criterion: positive where a flow from a₀ &lt; 0 &lt; w₀ recovers. */
    public static double margin(double a0, double w0, double betaA, double betaW) {
        return lift(w0, betaW) - lift(a0, betaA);
    }

    /**
     * Whether the flow ends at the teacher.
     *
     * @param betaA β_a ≥ 0
     * @param betaW β_w ≥ 0
     */
    public static boolean recovers(double a0, double w0, double betaA, double betaW) {
        requireScale(betaA);
        requireScale(betaW);
        if (w0 <= 0) {
            return false;
        }
        // With β_a = 0 the sign of a is kept for ever.
        return a0 > 0 || (betaA > 0 && margin(a0, w0, betaA, betaW) > 0);
    }

    /** Whether plain gradient flow on a and w ends at the teacher. */
    public static boolean plainRecovers(double a0, double w0) {
        return w0 > 0 && (a0 > 0 || w0 > Math.abs(a0));
    }

    /**
     * The β_a above which a flow from a₀ &lt; 0 &lt; w₀ recovers; 0 where any does.
     *
     * @throws IllegalArgumentException unless w₀ &gt; 0
     */
    public static double separatrix(double a0, double w0, double betaW) {
        if (!(w0 > 0)) {
            throw new IllegalArgumentException("the separatrix is for w0 > 0; given " + w0);
        }
        double lift = lift(w0, betaW);
        return Math.max(0, (2 * a0 - lift) * (2 * a0 + lift) / (2 * lift));
    }

    private static void requireScale(double beta) {
        if (!(beta >= 0)) {
            throw new IllegalArgumentException("a scale beta is at least 0; given " + beta);
        }
    }
}
