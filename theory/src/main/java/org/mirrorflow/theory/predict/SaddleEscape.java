package org.mirrorflow.theory.predict;

import org.mirrorflow.theory.reparam.SteepestProduct;

/**
 * How long a product of L factors under ℓq-steepest flow needs to leave the saddle at 0. From equal factors ε, under a
 * gradient of constant size g, |x| obeys ẋ = L g^{q−1} x^m with m = q(L − 1)/L, so that it reaches x* after
 *
 * <pre>T = (x*^{1−m} − ε^{L(1−m)}) / (L(1−m)g^{q−1}),   or log(x*&#47;ε^L)/(L g^{q−1}) for m = 1:</pre>
 *
 * <p>bounded as ε → 0 for m &lt; 1, logarithmic for m = 1, a power of 1/ε for m &gt; 1. The border m = 1 is the depth
 * L* = q/(q − 1).
 *
 * <p>Example: at g = 1, x* = 1, ε = 0.01 gradient flow of depth 3 needs 99, sign flow 0.99.
 *
 * <p>Source: derived, checked by integration; Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), section 4 for the
 * exponent.
 *
 * @param law q and L
 * @param gradient g &gt; 0
 */
public record SaddleEscape(SteepestProduct law, double gradient) {

    public SaddleEscape {
        if (!(gradient > 0)) {
            throw new IllegalArgumentException("the gradient must have a positive size; given " + gradient);
        }
    }

    /** The regimes of the escape time as the start shrinks. */
    public enum Regime {
        /** m &lt; 1: T stays bounded. */
        BOUNDED,
        /** m = 1: T grows like L log(1/ε). */
        LOGARITHMIC,
        /** m &gt; 1: T grows like ε^{−L(m−1)}. */
        POWER
    }

    /** Which regime q and L are in. */
    public Regime regime() {
        double excess = law.q() * (law.depth() - 1) - law.depth();
        if (Math.abs(excess) < 1e-12) {
            return Regime.LOGARITHMIC;
        }
        return excess < 0 ? Regime.BOUNDED : Regime.POWER;
    }

    /** T from equal factors ε to |x| = {@code target}; 0 when it starts beyond. */
    public double time(double epsilon, double target) {
        double from = law.depth() * Math.log(epsilon);
        double k = 1 - law.metricExponent();
        double span = Math.log(target) - from;
        if (span <= 0) {
            return 0;
        }
        // (e^{kb} − e^{ka})/k without cancellation near k = 0.
        double integral = regime() == Regime.LOGARITHMIC ? span : Math.exp(k * from) * Math.expm1(k * span) / k;
        return integral / (law.depth() * Math.pow(gradient, law.q() - 1));
    }

    /** The time at which x becomes infinite under that constant gradient; infinite unless m &gt; 1. */
    public double blowUp(double epsilon) {
        double k = 1 - law.metricExponent();
        return regime() == Regime.POWER
                ? Math.exp(k * law.depth() * Math.log(epsilon)) / (-k * law.depth() * Math.pow(gradient, law.q() - 1))
                : Double.POSITIVE_INFINITY;
    }

    /**
     * The time at which gradient flow on x = m⊙w, f = ½(x − y)², from x = 0 with scale β = ½|m₀² − w₀²|, stands at the
     * share {@code share} of y: [asinh((xy + β²)/(β(y − x))) − asinh(β/y)]/(2√(y² + β²)). For small β half of y is
     * reached at log(2|y|/β)/(2|y|).
     */
    public static double staircaseTime(double y, double beta, double share) {
        double target = Math.abs(y);
        double x = share * target;
        double now = (x * target + beta * beta) / (beta * (target - x));
        return (asinh(now) - asinh(beta / target)) / (2 * Math.hypot(target, beta));
    }

    /** The leading term of {@link #staircaseTime} at one half. */
    public static double halfTime(double y, double beta) {
        return Math.log(2 * Math.abs(y) / beta) / (2 * Math.abs(y));
    }

    private static double asinh(double x) {
        return x < 1e-4 ? x - x * x * x / 6 : Math.log(x + Math.hypot(1, x));
    }

    /**
     * |x(t)| = min(|y|, t(t + λ)^{L−1}): sign flow on f = ½(x − y)² from factors (0, λ, …, λ). The time does not depend on
     * |y| until y is reached: all coordinates move together.
     */
    public static double signFlow(double y, double lambda, int depth, double t) {
        return Math.copySign(Math.min(Math.abs(y), t * Math.pow(t + lambda, depth - 1)), y);
    }

    /** The time at which {@link #signFlow} reaches |x|, by Newton's method on its convex increasing left-hand side. */
    public static double signFlowTime(double x, double lambda, int depth) {
        double size = Math.abs(x);
        double t = Math.pow(size, 1.0 / depth);
        for (int k = 0; k < 100; k++) {
            double value = t * Math.pow(t + lambda, depth - 1);
            double slope = Math.pow(t + lambda, depth - 2) * (depth * t + lambda);
            double next = t - (value - size) / slope;
            if (!(Math.abs(next - t) > 1e-15 * t)) {
                return next;
            }
            t = next;
        }
        return t;
    }
}
