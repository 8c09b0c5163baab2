package org.mirrorflow.theory.mirror;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The potential that gradient flow on a product of L ≥ 2 factors x = w₁⋯w_L induces from any start with at most one
 * factor 0, normalised to r(x₀) = r′(x₀) = 0.
 *
 * <p>Gradient flow conserves wᵢ² − wⱼ². With z the factor of least size and cⱼ = wⱼ² − z² ≥ 0 for the others,
 *
 * <pre>
 * x = ±z Πⱼ √(z² + cⱼ),   dη/dz = ±1/Πⱼ √(z² + cⱼ),   r*(η) = ½(z² − z₀²),   1/r″(x) = Σᵢ Πⱼ≠ᵢ wⱼ².
 * </pre>
 *
 * The mirror is odd and smooth on ℝ when one factor is strictly the smallest; otherwise z never reaches 0 and the domain
 * is the half-line of the sign of x₀. For L ≥ 3 the mirror is bounded on the side of large |x|, so r grows linearly and
 * the horizon theorem does not apply.
 *
 * <p>Numerics: with c the least of the cⱼ, z = √c sinh s (or z = eˢ when c = 0), so that dη/ds is the product over the
 * L − 2 other factors alone, which is analytic in a strip of half-width π/2: Gauss quadrature on panels of width at most
 * 1 is exact to rounding. At L = 2, η = s.
 *
 * <p>Source: derived from the conserved quantities of gradient flow; equal factors give the {@link Tsallis} potential
 * with s = 2/L, one factor 0 and L = 2 the hyperbolic entropy.
 */
public final class ProductPotential implements ScalarPotential {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(12, 0, 1);

    /** Below this size of s, z = √c sinh s has no overflow. */
    private static final double LARGEST = 700;

    private final double[] gaps;
    private final boolean crosses;
    private final double root;
    private final double sign;
    private final double startS;
    private final double startZ;
    private final Interval dual;

    /**
     * @param factors the factors at the start, at least 2, finite, at most one of them 0
     * @throws IllegalArgumentException otherwise
     */
    public ProductPotential(double... factors) {
        int depth = factors.length;
        double[] sizes = Arrays.stream(factors).map(Math::abs).sorted().toArray();
        if (depth < 2 || !Arrays.stream(factors).allMatch(Double::isFinite) || !(sizes[1] > 0)) {
            throw new IllegalArgumentException("a product potential needs at least two finite factors, at most one of"
                    + " them 0; given " + Arrays.toString(factors));
        }
        double least = sizes[0];
        double c = (sizes[1] - least) * (sizes[1] + least);
        crosses = c > 0;
        root = crosses ? Math.sqrt(c) : 1;
        gaps = new double[depth - 2];
        for (int j = 0; j < gaps.length; j++) {
            gaps[j] = (sizes[j + 2] - least) * (sizes[j + 2] + least);
        }
        double product = 1;
        for (double factor : factors) {
            product *= Math.signum(factor);
        }
        sign = product < 0 ? -1 : 1;
        startZ = crosses ? sign * least : least;
        startS = crosses ? HyperbolicEntropy.asinhOfRatio(startZ, root) : Math.log(least);
        double upper = gaps.length == 0 ? Double.POSITIVE_INFINITY : integral(startS, tail(startS));
        if (crosses) {
            double lower = gaps.length == 0 ? Double.NEGATIVE_INFINITY : integral(startS, -tail(-startS));
            dual = new Interval(lower, upper);
        } else {
            dual = sign > 0
                    ? new Interval(Double.NEGATIVE_INFINITY, upper)
                    : new Interval(-upper, Double.POSITIVE_INFINITY);
        }
    }

    /** Beyond it the integral of dη/ds adds nothing: the integrand falls at least as e^{−s} from where z exceeds all gaps. */
    private double tail(double from) {
        double largest = crosses ? root : Math.exp(from);
        for (double gap : gaps) {
            largest = Math.max(largest, Math.sqrt(gap));
        }
        return Math.max(from, Math.log(largest / root)) + 40;
    }

    /** ∫ₐᵇ dη/ds ds. */
    private double integral(double a, double b) {
        if (gaps.length == 0) {
            return b - a;
        }
        int panels = Math.max(1, (int) Math.ceil(Math.abs(b - a)));
        double width = (b - a) / panels;
        double sum = 0;
        for (int i = panels - 1; i >= 0; i--) {
            double panel = 0;
            for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
                panel += RULE.getWeight(k) * slope(a + (i + RULE.getPoint(k)) * width);
            }
            sum += panel * width;
        }
        return sum;
    }

    /** dη/ds. */
    private double slope(double s) {
        double z = factor(s);
        double product = 1;
        for (double gap : gaps) {
            product *= Math.hypot(z, Math.sqrt(gap));
        }
        return 1 / product;
    }

    /** z(s). */
    private double factor(double s) {
        return crosses ? root * Math.sinh(Math.clamp(s, -LARGEST, LARGEST)) : Math.exp(s);
    }

    /** |x| as a function of |z|. */
    private double product(double z) {
        double product = z * (crosses ? Math.hypot(z, root) : z);
        for (double gap : gaps) {
            product *= Math.hypot(z, Math.sqrt(gap));
        }
        return product;
    }

    /** s with x(s) = x, by Newton on log x, which is convex or concave enough for a bracket to be kept. */
    private double parameter(double x) {
        double size = crosses ? Math.abs(x) : sign * x;
        if (!(size > 0)) {
            return crosses && x == 0 ? 0 : Double.NaN;
        }
        double target = Math.log(size);
        double low = -720;
        double high = 720;
        // |z| is at most the geometric mean of the factors
        double guess = target / (gaps.length + 2);
        double logZ = Math.min(guess, 340);
        for (int i = 0; i < 200; i++) {
            double residual = logProduct(logZ) - target;
            if (residual > 0) {
                high = logZ;
            } else {
                low = logZ;
            }
            double next = logZ - residual / logSlope(logZ);
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            boolean settled = Math.abs(next - logZ) <= 4e-16 * Math.max(1, Math.abs(logZ));
            logZ = next;
            if (settled) {
                break;
            }
        }
        if (!crosses) {
            return logZ;
        }
        return Math.copySign(HyperbolicEntropy.asinhOfRatio(Math.exp(logZ), root), x);
    }

    /** log |x| as a function of log |z|. */
    private double logProduct(double logZ) {
        double z = Math.exp(logZ);
        double sum = logZ + (crosses ? Math.log(Math.hypot(z, root)) : logZ);
        for (double gap : gaps) {
            sum += gap == 0 ? logZ : Math.log(Math.hypot(z, Math.sqrt(gap)));
        }
        return sum;
    }

    /** d log |x| / d log |z|, between 1 and L. */
    private double logSlope(double logZ) {
        double z = Math.exp(logZ);
        double sum = 1 + (crosses ? share(z, root) : 1);
        for (double gap : gaps) {
            sum += gap == 0 ? 1 : share(z, Math.sqrt(gap));
        }
        return sum;
    }

    private static double share(double z, double other) {
        double ratio = z / Math.hypot(z, other);
        return ratio * ratio;
    }

    /** s with η(s) = η. */
    private double parameterOfDual(double eta) {
        double target = crosses ? eta : sign * eta;
        if (gaps.length == 0) {
            return startS + target;
        }
        if (!dual.contains(eta)) {
            return Double.NaN;
        }
        double low = crosses ? -tail(-startS) : Double.NEGATIVE_INFINITY;
        double high = tail(startS);
        double s = startS;
        double at = 0;
        for (int i = 0; i < 200; i++) {
            double residual = at - target;
            if (residual > 0) {
                high = s;
            } else {
                low = s;
            }
            double next = s - residual / slope(s);
            // dη/ds is decreasing in |s|: a step too far outwards is cut to a growing bracket
            if (!(next > low && next < high)) {
                next = Double.isInfinite(low) ? s - 2 * (1 + Math.abs(s - startS)) : 0.5 * (low + high);
            } else if (Math.abs(next - s) > 3) {
                next = s + Math.copySign(3, next - s);
            }
            boolean settled = Math.abs(next - s) <= 4e-16 * Math.max(1, Math.abs(s));
            at += integral(s, next);
            s = next;
            if (settled) {
                break;
            }
        }
        return s;
    }

    @Override
    public Interval domain() {
        if (crosses) {
            return Interval.REAL_LINE;
        }
        return sign > 0 ? Interval.POSITIVE : Interval.NEGATIVE;
    }

    @Override
    public Interval dualDomain() {
        return dual;
    }

    /** The factor of least size at weight x: signed like x where the weight may change its sign, otherwise positive. */
    public double smallestFactor(double x) {
        return factor(parameter(x));
    }

    private double weight(double s) {
        return crosses ? product(factor(s)) : sign * product(factor(s));
    }

    private double oriented(double dualIntegral) {
        return crosses ? dualIntegral : sign * dualIntegral;
    }

    @Override
    public double value(double x) {
        return bregman(x, weight(startS));
    }

    @Override
    public double derivative(double x) {
        return oriented(integral(startS, parameter(x)));
    }

    @Override
    public double secondDerivative(double x) {
        return 1 / speedAt(parameter(x));
    }

    @Override
    public double inverseDerivative(double eta) {
        return weight(parameterOfDual(eta));
    }

    @Override
    public double conjugate(double eta) {
        double z = factor(parameterOfDual(eta));
        return 0.5 * (z - startZ) * (z + startZ);
    }

    @Override
    public double speed(double eta) {
        return speedAt(parameterOfDual(eta));
    }

    /** Σᵢ Πⱼ≠ᵢ wⱼ². */
    private double speedAt(double s) {
        double z = factor(s);
        int depth = gaps.length + 2;
        double sum = 0;
        for (int i = 0; i < depth; i++) {
            double term = 1;
            for (int j = 0; j < depth; j++) {
                if (j != i) {
                    double w = j == 0
                            ? z
                            : j == 1 ? (crosses ? Math.hypot(z, root) : z) : Math.hypot(z, Math.sqrt(gaps[j - 2]));
                    term *= w * w;
                }
            }
            sum += term;
        }
        return sum;
    }

    /** x(η_x − η_y) − ½(z_x² − z_y²), and for near points (x − y)² ∫₀¹ (1 − σ) r″(y + σ(x − y)) dσ. */
    @Override
    public double bregman(double x, double y) {
        double sx = parameter(x);
        double sy = parameter(y);
        if (Math.abs(sx - sy) < 0.1) {
            double integral = 0;
            for (int k = 0; k < RULE.getNumberOfPoints(); k++) {
                double sigma = RULE.getPoint(k);
                integral += RULE.getWeight(k) * (1 - sigma) * secondDerivative(y + sigma * (x - y));
            }
            return (x - y) * (x - y) * integral;
        }
        double zx = factor(sx);
        double zy = factor(sy);
        return x * oriented(integral(sy, sx)) - 0.5 * (zx - zy) * (zx + zy);
    }

    @Override
    public HorizonFunction horizon() {
        return gaps.length == 0
                ? new HorizonFunction.Norm(1)
                : new HorizonFunction.None("the mirror of a product of three or more factors is bounded");
    }

    @Override
    public double restPoint() {
        return weight(startS);
    }

    @Override
    public String toString() {
        return "ProductPotential[start=" + restPoint() + ", depth=" + (gaps.length + 2) + "]";
    }
}
