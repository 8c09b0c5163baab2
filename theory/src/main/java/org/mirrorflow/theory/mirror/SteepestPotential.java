package org.mirrorflow.theory.mirror;

import java.util.List;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The potential of an L_q-steepest flow on a product w = w₁ ⋯ w_L, L ≥ 2, whose factors keep the imbalance
 * |wᵢ|^q − |w₁|^q = λ &gt; 0 for i ≥ 2, with 1 ≤ q ≤ 2 (q = 2 is gradient flow, q = 1 sign flow).
 *
 * <p>With a = |w₁| the weight is |w| = a(a^q + λ)^{(L−1)/q}, and with z = a^q
 * <pre>
 * 1/r″ = (z + λ)^{L−2}(L z + λ)
 * r′   = ∫₀ᵃ (s^q + λ)^{−(L−1)(q−1)/q} ds
 * r*   = ∫₀ᵃ s (s^q + λ)^{(L−1)(2−q)/q} ds.
 * </pre>
 * At L = 2 the metric is r″ = (4|w|^q + λ²)^{−1/2} and r′ = (w/λ) ₂F₁(½, 1/q; 1 + 1/q; −4|w|^q/λ²): ½h_{λ/2} for q = 2, and
 * ½ sgn(w)(√(4|w| + λ²) − λ) for q = 1.
 *
 * <p>With m = q(L − 1)/L the potential grows like |w|^{2−m} while m &lt; 1, like |w| log|w| at m = 1, and linearly for
 * m &gt; 1, where the mirror is bounded and the horizon theorem does not apply. The balanced product, λ = 0, is a power,
 * an entropy or a Tsallis potential: {@link #balanced}.
 *
 * <p>Source: Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.6 for the metric; the two integrals follow from
 * dη = dw₁/Π_{j≥2}|w_j|^{q−1}.
 */
public final class SteepestPotential extends EvenPotential {

    private final int depth;
    private final double q;
    private final double lambda;
    private final double root;
    /** 1 − (L − 1)(q − 1): r′ grows like this power of w₁. */
    private final double excess;

    private final PowerIntegral mirror;
    private final double mirrorScale;
    private final PowerIntegral conjugate;
    private final double conjugateScale;
    private final Interval dual;

    /**
     * @param depth L, at least 2
     * @param q exponent of the flow, in [1, 2]
     * @param imbalance λ, positive and finite
     * @throws IllegalArgumentException outside these ranges
     */
    public SteepestPotential(int depth, double q, double imbalance) {
        check(depth, q);
        if (!(imbalance > 0) || Double.isInfinite(imbalance)) {
            throw new IllegalArgumentException("a steepest-flow potential needs a positive finite imbalance; given "
                    + imbalance + " (at 0 it is that of the balanced product)");
        }
        this.depth = depth;
        this.q = q;
        this.lambda = imbalance;
        this.root = Math.pow(imbalance, 1 / q);
        this.excess = 1 - (depth - 1) * (q - 1);
        this.mirror = new PowerIntegral(1, q, -(depth - 1) * (q - 1) / q);
        this.mirrorScale = Math.pow(imbalance, excess / q);
        double end = mirrorScale * mirror.limit();
        this.dual = new Interval(-end, end);
        this.conjugate = new PowerIntegral(2, q, (depth - 1) * (2 - q) / q);
        this.conjugateScale = Math.pow(imbalance, (2 + (depth - 1) * (2 - q)) / q);
    }

    private static void check(int depth, double q) {
        if (depth < 2 || !(q >= 1 && q <= 2)) {
            throw new IllegalArgumentException(
                    "a steepest-flow potential needs a depth of at least 2 and 1 ≤ q ≤ 2; given depth " + depth
                            + ", q = " + q);
        }
    }

    /**
     * The potential of the balanced product of L factors, |wᵢ| = |w|^{1/L}, with r″ = |w|^{−m}/L and m = q(L − 1)/L: on ℝ
     * the power |w|^{2−m} for m &lt; 1; on (0, ∞) the negative entropy at m = 1 and the Tsallis potential of exponent
     * 2 − m for m &gt; 1.
     *
     * @throws IllegalArgumentException for L &lt; 2 or q outside [1, 2]
     */
    public static ScalarPotential balanced(int depth, double q) {
        check(depth, q);
        // 1 − m = (1 − (L − 1)(q − 1))/L, exact at m = 1
        double rest = (1 - (depth - 1) * (q - 1)) / depth;
        ScalarPotential shape = rest > 0
                ? new PowerPotential(1 + rest).scaled(1 / rest)
                : rest == 0 ? new NegativeEntropy() : new Tsallis(1 + rest);
        return shape.scaled(1.0 / depth);
    }

    /** |w₁| at weight w. */
    public double smallFactor(double w) {
        double x = Math.abs(w);
        if (!(x > 0)) {
            return x;
        }
        double power = (depth - 1) / q;
        if (depth == 2) {
            double xi = Math.pow(x, 0.5 * q);
            double z = 2 * xi * (xi / (lambda + Math.hypot(lambda, 2 * xi)));
            return z < lambda ? x * Math.pow(z + lambda, -power) : Math.pow(z, 1 / q);
        }
        // Newton's method on log a + (L − 1)/q log(a^q + λ) = log x, increasing and convex, from above
        double target = Math.log(x);
        double a = Math.min(target - power * Math.log(lambda), target / depth);
        for (int i = 0; i < 100; i++) {
            double z = Math.exp(q * a);
            double step = (a + power * Math.log(z + lambda) - target) / (1 + (depth - 1) * (z / (z + lambda)));
            a -= step;
            if (Math.abs(step) <= 1e-9 * (1 + Math.abs(a))) {
                break;
            }
        }
        double factor = Math.exp(a);
        for (int i = 0; i < 2; i++) {
            double z = Math.pow(factor, q);
            double residual = factor * (Math.pow(z + lambda, power) / x) - 1;
            factor -= factor * residual / (1 + (depth - 1) * (z / (z + lambda)));
        }
        return factor;
    }

    /** r* where w₁ is this multiple of λ^{1/q}; far out it is the power itself, which the scale keeps from overflowing. */
    private double dualPotential(double share) {
        double integral = conjugate.value(share);
        double c = 2 + (depth - 1) * (2 - q);
        return Double.isInfinite(integral) ? Math.pow(share * root, c) / c : conjugateScale * integral;
    }

    private double weight(double a) {
        return a * Math.pow(Math.pow(a, q) + lambda, (depth - 1) / q);
    }

    @Override
    public Interval dualDomain() {
        return dual;
    }

    @Override
    double valueAt(double a) {
        double share = smallFactor(a) / root;
        double product = a * (mirrorScale * mirror.value(share));
        return Double.isInfinite(product) ? product : product - dualPotential(share);
    }

    @Override
    double slopeAt(double a) {
        return mirrorScale * mirror.value(smallFactor(a) / root);
    }

    @Override
    double metricAt(double a) {
        double z = Math.pow(smallFactor(a), q);
        return Math.pow(z + lambda, 2 - depth) / (depth * z + lambda);
    }

    @Override
    double balanceAt(double a) {
        return dualPotential(smallFactor(a) / root);
    }

    @Override
    double inverseAt(double slope) {
        return weight(root * mirror.inverse(slope / mirrorScale));
    }

    @Override
    public double conjugate(double eta) {
        return dual.contains(eta)
                ? dualPotential(mirror.inverse(Math.abs(eta) / mirrorScale))
                : Double.isInfinite(dual.upper()) ? Math.abs(eta) : Double.NaN;
    }

    @Override
    public double speed(double eta) {
        if (Double.isNaN(eta) || Math.abs(eta) >= dual.upper()) {
            return Double.isInfinite(eta) && Double.isInfinite(dual.upper()) ? Math.abs(eta) : Double.NaN;
        }
        double z = Math.pow(root * mirror.inverse(Math.abs(eta) / mirrorScale), q);
        return Math.pow(z + lambda, depth - 2) * (depth * z + lambda);
    }

    @Override
    double apart(double a, double b) {
        double p = smallFactor(a) / root;
        double q0 = smallFactor(b) / root;
        double low = Math.min(p, q0);
        double high = Math.max(p, q0);
        double step = conjugate.between(low, high);
        double rise = Double.isInfinite(step) ? dualPotential(high) : conjugateScale * step;
        double difference = a * (mirrorScale * mirror.between(low, high)) - rise;
        return p > q0 ? difference : -difference;
    }

    @Override
    public HorizonFunction horizon() {
        return excess < 0
                ? new HorizonFunction.None("the metric exponent q(L − 1)/L is above 1, so the mirror is bounded")
                : new HorizonFunction.Norm(1 + excess / depth);
    }

    @Override
    public String toString() {
        return "SteepestPotential[depth=" + depth + ", q=" + q + ", lambda=" + lambda + "]";
    }

    /** The catalogue entry {@code steepest-flow}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "steepest-flow";
        }

        @Override
        public String name() {
            return "Steepest flow on a product";
        }

        @Override
        public String formula() {
            return "\\frac{1}{R''(x)} = (z+\\lambda)^{L-2}(Lz+\\lambda),\\quad" + "z(z+\\lambda)^{L-1} = |x|^q";
        }

        @Override
        public String summary() {
            return "What an L_q-steepest flow on a product of L factors minimises: q = 1 is sign flow, q = 2 gradient flow.";
        }

        @Override
        public String source() {
            return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.6.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Whole("depth", "L", "Depth", "Number of factors, at least 2.", false, 2, 2, 10),
                    new Parameter.Real(
                            "q",
                            "q",
                            "Exponent",
                            "Exponent of the flow: 1 is sign flow, 2 gradient flow.",
                            false,
                            1.5,
                            1,
                            2,
                            false),
                    new Parameter.Real(
                            "imbalance",
                            "\\lambda",
                            "Imbalance",
                            "The conserved difference of the q-th powers of the factors.",
                            false,
                            0.5,
                            1e-8,
                            1e4,
                            true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(
                    new SteepestPotential(settings.whole("depth"), settings.real("q"), settings.real("imbalance")),
                    layout.dimension());
        }
    }

    /** The catalogue entry {@code balanced-steepest-flow}. */
    public static final class BalancedFamily implements MirrorMapFamily {

        @Override
        public String id() {
            return "balanced-steepest-flow";
        }

        @Override
        public String name() {
            return "Steepest flow on a balanced product";
        }

        @Override
        public String formula() {
            return "R''(x) = \\frac{1}{L|x|^m},\\quad m = \\frac{q(L-1)}{L}";
        }

        @Override
        public String summary() {
            return "Equal factors: a power while m < 1, an entropy at m = 1, and a mirror bounded above beyond.";
        }

        @Override
        public String source() {
            return "Jacobs, Zhou and Burkholz 2026 (arXiv 2603.02064), Theorem 4.6 at balance.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Whole("depth", "L", "Depth", "Number of factors, at least 2.", false, 2, 2, 10),
                    new Parameter.Real(
                            "q",
                            "q",
                            "Exponent",
                            "Exponent of the flow: 1 is sign flow, 2 gradient flow.",
                            false,
                            1.5,
                            1,
                            2,
                            false));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(
                    balanced(settings.whole("depth"), settings.real("q")), layout.dimension());
        }
    }
}
