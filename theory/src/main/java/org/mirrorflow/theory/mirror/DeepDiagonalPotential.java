package org.mirrorflow.theory.mirror;

import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.weights.Layout;

/**
 * The potential that gradient flow on w = uᴸ − vᴸ, L ≥ 3, induces from a start u₀, v₀ &gt; 0, normalised to
 * r(w₀) = r′(w₀) = 0 at w₀ = u₀ᴸ − v₀ᴸ.
 *
 * <p>Along the flow u^{2−L} = u₀^{2−L} − kη and v^{2−L} = v₀^{2−L} + kη with k = L(L − 2), hence
 *
 * <pre>
 * r*′(η) = (u₀^{2−L} − kη)^{−L/(L−2)} − (v₀^{2−L} + kη)^{−L/(L−2)},
 * r*(η)  = (u(η)² + v(η)² − u₀² − v₀²) / (2L),
 * r″(w)  = 1 / (L² (u^{2L−2} + v^{2L−2})).
 * </pre>
 *
 * The dual interval (−v₀^{2−L}/k, u₀^{2−L}/k) is bounded: r grows linearly and the horizon theorem does not apply.
 *
 * <p>Numerics: with S = u^{2−L} + v^{2−L} (conserved), a = (S/2)^{−1/(L−2)} and γ = L/(L − 2), a point is
 * parametrised by t ∈ ℝ, u^{2−L} = S/(1 + e^{2t}), so that
 * <pre>
 * w = 2aᴸ coshᵞ(t) sinh(γt),   η = (S/2k) sinh(t − t₀)/(cosh t cosh t₀).
 * </pre>
 * Both are precise over the whole line, whereas the double η alone cannot resolve w near an end of the dual interval:
 * the relative error of w recovered from a rounded η is about γ·ulp(η)·k/u^{2−L}.
 *
 * <p>Source: Woodworth et al. 2020 (arXiv 2002.09277), Theorem 3, for u₀ = v₀ = α; the case of unequal factors follows
 * in the same way from the two conserved sums above.
 */
public final class DeepDiagonalPotential implements ScalarPotential {

    private static final double LOG_2 = Math.log(2);
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(10, 0, 1);

    private final int depth;
    private final double startU;
    private final double startV;
    private final double slopeU;
    private final double slopeV;
    private final double sum;
    private final double k;
    private final double gamma;
    private final double logA;
    private final double restT;

    /**
     * @param depth L, at least 3
     * @param startU u₀, positive and finite
     * @param startV v₀, positive and finite
     * @throws IllegalArgumentException outside these ranges, or when u₀^{2−L} or v₀^{2−L} is no positive double
     */
    public DeepDiagonalPotential(int depth, double startU, double startV) {
        if (depth < 3) {
            throw new IllegalArgumentException("the deep diagonal potential needs a depth of at least 3; given " + depth
                    + " (depth 2 is a hyperbolic entropy)");
        }
        this.depth = depth;
        this.startU = startU;
        this.startV = startV;
        slopeU = Math.pow(startU, 2 - depth);
        slopeV = Math.pow(startV, 2 - depth);
        if (!(startU > 0 && startV > 0 && slopeU > 0 && slopeV > 0) || Double.isInfinite(slopeU + slopeV)) {
            throw new IllegalArgumentException("the deep diagonal potential needs positive starting factors of moderate"
                    + " size; given u0 = " + startU + ", v0 = " + startV + " at depth " + depth);
        }
        sum = slopeU + slopeV;
        k = depth * (depth - 2.0);
        gamma = depth / (depth - 2.0);
        logA = -Math.log(0.5 * sum) / (depth - 2.0);
        restT = startU == startV ? 0 : 0.5 * (depth - 2.0) * (Math.log(startU) - Math.log(startV));
    }

    /** The potential of depth L from the start u₀ = v₀ = α. */
    public static DeepDiagonalPotential balanced(int depth, double initialScale) {
        return new DeepDiagonalPotential(depth, initialScale, initialScale);
    }

    /** L. */
    public int depth() {
        return depth;
    }

    /** u₀, the positive factor at the start. */
    public double startU() {
        return startU;
    }

    /** v₀, the negative factor at the start. */
    public double startV() {
        return startV;
    }

    /** The positive factor u at weight x, on the flow through (u₀, v₀). */
    public double positiveFactor(double x) {
        return factor(parameter(x));
    }

    /** The negative factor v at weight x, on the flow through (u₀, v₀). */
    public double negativeFactor(double x) {
        return factor(-parameter(x));
    }

    @Override
    public Interval domain() {
        return Interval.REAL_LINE;
    }

    @Override
    public Interval dualDomain() {
        return new Interval(-slopeV / k, slopeU / k);
    }

    @Override
    public double value(double x) {
        double t = parameter(x);
        if (restT == 0) {
            return x * dualDifference(t, restT) - conjugateAt(t);
        }
        return bregman(x, restPoint());
    }

    @Override
    public double derivative(double x) {
        double t = parameter(x);
        if (t - restT > 1) {
            return (slopeU - sum / (1 + Math.exp(2 * t))) / k;
        }
        if (t - restT < -1) {
            return (sum / (1 + Math.exp(-2 * t)) - slopeV) / k;
        }
        return dualDifference(t, restT);
    }

    @Override
    public double secondDerivative(double x) {
        return 1 / speedAt(parameter(x));
    }

    @Override
    public double inverseDerivative(double eta) {
        double low = slopeU - k * eta;
        double high = slopeV + k * eta;
        if (!(low > 0 && high > 0)) {
            return Double.NaN;
        }
        double t = parameterOfDual(eta);
        if (Math.abs(t) > 0.5) {
            return Math.pow(low, -gamma) - Math.pow(high, -gamma);
        }
        return 2 * Math.pow(0.5 * sum, -gamma) * Math.pow(Math.cosh(t), gamma) * Math.sinh(gamma * t);
    }

    @Override
    public double conjugate(double eta) {
        return conjugateAt(parameterOfDual(eta));
    }

    @Override
    public double speed(double eta) {
        return speedAt(parameterOfDual(eta));
    }

    @Override
    public double bregman(double x, double y) {
        double tx = parameter(x);
        double ty = parameter(y);
        if (Math.abs(tx - ty) * gamma < 0.25) {
            // (x − y)² ∫₀¹ (1 − s) r″(y + s(x − y)) ds: no cancellation for near points
            double integral = 0;
            for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                double s = RULE.getPoint(i);
                integral += RULE.getWeight(i) * (1 - s) * secondDerivative(y + s * (x - y));
            }
            return (x - y) * (x - y) * integral;
        }
        return x * dualDifference(tx, ty) + conjugateAt(ty) - conjugateAt(tx);
    }

    @Override
    public double balance(double x) {
        return conjugateAt(parameter(x));
    }

    @Override
    public HorizonFunction horizon() {
        return new HorizonFunction.None("the mirror of the deep diagonal potential is bounded");
    }

    @Override
    public double restPoint() {
        return restT == 0 ? 0 : Math.pow(startU, depth) - Math.pow(startV, depth);
    }

    @Override
    public String toString() {
        return "DeepDiagonalPotential[depth=" + depth + ", u0=" + startU + ", v0=" + startV + "]";
    }

    /** t with 2aᴸ coshᵞ(t) sinh(γt) = x, by Newton on the logarithm inside an analytic bracket. */
    private double parameter(double x) {
        double size = Math.abs(x);
        if (!(size > 0)) {
            return x;
        }
        double logQ = Math.log(size) - LOG_2 - depth * logA;
        if (logQ < -20) {
            return Math.copySign(Math.exp(logQ) / gamma, x);
        }
        double lower;
        double upper;
        if (logQ < 300) {
            // sinh(γt) ≤ coshᵞ(t) sinh(γt) ≤ (e^{2γt} − 1)/2
            double q = Math.exp(logQ);
            lower = Math.log1p(2 * q) / (2 * gamma) * (1 - 1e-14);
            upper = HyperbolicEntropy.asinhOfRatio(q, 1) / gamma * (1 + 1e-14);
        } else {
            lower = (logQ + LOG_2) / (2 * gamma) * (1 - 1e-14);
            upper = (logQ + LOG_2) / gamma;
        }
        double t = 0.5 * (lower + upper);
        for (int i = 0; i < 100; i++) {
            double residual = gamma * logCosh(t) + logSinh(gamma * t) - logQ;
            if (residual > 0) {
                upper = t;
            } else {
                lower = t;
            }
            double next = t - residual / (gamma * (Math.tanh(t) + 1 / Math.tanh(gamma * t)));
            if (!(next > lower && next < upper)) {
                next = 0.5 * (lower + upper);
            }
            boolean settled = Math.abs(next - t) <= 2 * Math.ulp(t);
            t = next;
            if (settled) {
                break;
            }
        }
        return Math.copySign(t, x);
    }

    private double parameterOfDual(double eta) {
        double low = slopeU - k * eta;
        double high = slopeV + k * eta;
        if (!(low > 0 && high > 0)) {
            return Double.NaN;
        }
        double z = (slopeV - slopeU + 2 * k * eta) / sum;
        return Math.abs(z) < 0.5 ? 0.5 * Math.log1p(2 * z / (1 - z)) : 0.5 * (Math.log(high) - Math.log(low));
    }

    /** η(t) − η(from). */
    private double dualDifference(double t, double from) {
        return 0.5 * sum / k * (Math.sinh(t - from) / (Math.cosh(t) * Math.cosh(from)));
    }

    private double factor(double t) {
        return Math.exp(logA + (t + logCosh(t)) / (depth - 2.0));
    }

    private double speedAt(double t) {
        int power = 2 * depth - 2;
        return (double) depth * depth * (Math.pow(factor(t), power) + Math.pow(factor(-t), power));
    }

    /** (u² + v² − u₀² − v₀²)/(2L) = (a²/L)(C(t) − C(t₀)), C(t) = coshᵖ(t) cosh(pt), p = 2/(L − 2). */
    private double conjugateAt(double t) {
        return Math.exp(2 * logA) / depth * (excess(t) - excess(restT));
    }

    /** C(t) − 1, a sum of non-negative terms. */
    private double excess(double t) {
        double p = 2 / (depth - 2.0);
        double half = Math.sinh(0.5 * p * t);
        double coshMinusOne = 2 * half * half;
        return Math.expm1(p * logCosh(t)) * (1 + coshMinusOne) + coshMinusOne;
    }

    private static double logCosh(double t) {
        double size = Math.abs(t);
        if (size < 1) {
            double half = Math.sinh(0.5 * size);
            return Math.log1p(2 * half * half);
        }
        return size + Math.log1p(Math.exp(-2 * size)) - LOG_2;
    }

    private static double logSinh(double y) {
        return y < 20 ? Math.log(Math.sinh(y)) : y - LOG_2;
    }

    /** The catalogue entry {@code deep-diagonal}; parameters {@code depth} and {@code initial-scale}. */
    public static final class Family implements MirrorMapFamily {

        @Override
        public String id() {
            return "deep-diagonal";
        }

        @Override
        public String name() {
            return "Deep diagonal network";
        }

        @Override
        public String formula() {
            return "\\nabla R^*(\\eta)_i = (\\alpha^{2-L} - k\\eta_i)^{-\\frac{L}{L-2}}"
                    + " - (\\alpha^{2-L} + k\\eta_i)^{-\\frac{L}{L-2}},\\quad k = L(L-2)";
        }

        @Override
        public String summary() {
            return "What a diagonal network of depth L ≥ 3 minimises: ℓ2 for large, ℓ1 for small initial scale.";
        }

        @Override
        public String source() {
            return "Woodworth et al. 2020 (arXiv 2002.09277), Theorem 3.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter.Whole("depth", "L", "Depth", "Number of layers, at least 3.", false, 3, 3, 10),
                    new Parameter.Real(
                            "initial-scale",
                            "\\alpha",
                            "Initial scale",
                            "Value of every factor at the start: u = v = α.",
                            false,
                            0.1,
                            1e-8,
                            1e4,
                            true));
        }

        @Override
        public SeparableMirrorMap create(Settings settings, Layout layout) {
            return SeparableMirrorMap.uniform(
                    balanced(settings.whole("depth"), settings.real("initial-scale")), layout.dimension());
        }
    }
}
