package org.mirrorflow.theory.mirror;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * F(a) = ∫₀ᵃ s^{p−1}(1 + s^q)^m ds for a ≥ 0, p &gt; 0, q ≥ 1 and any real m, with its inverse: an incomplete beta
 * function, F(a) = (aᵖ/p) ₂F₁(−m, p/q; 1 + p/q; −a^q).
 *
 * <p>Every piece is a sum of positive terms, so that F keeps its relative precision: below ½ the binomial series, then
 * Gauss's rule on panels of length one in log s, where the integrand is analytic in a strip of half-width π/q, and from
 * s = e^{37/q} on, where 1 + s^q is s^q to the last bit, the power itself.
 */
final class PowerIntegral {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16, 0, 1);
    private static final double HEAD = 0.5;
    private static final double LOG_HEAD = Math.log(HEAD);

    private final double p;
    private final double q;
    private final double m;
    /** Exponent of the tail: s^{p−1}(1 + s^q)^m ~ s^{c−1}. */
    private final double c;

    private final double[] panels;
    private final double head;
    private final double body;
    private final double logTail;

    PowerIntegral(double p, double q, double m) {
        this.p = p;
        this.q = q;
        this.m = m;
        this.c = p + q * m;
        this.panels = new double[(int) Math.ceil(37 / q - LOG_HEAD)];
        this.logTail = LOG_HEAD + panels.length;
        this.head = series(HEAD);
        double sum = 0;
        for (int k = 0; k < panels.length; k++) {
            panels[k] = gauss(LOG_HEAD + k, LOG_HEAD + k + 1);
            sum += panels[k];
        }
        this.body = sum;
    }

    /** F(∞), finite where p + qm &lt; 0. */
    double limit() {
        return c < 0 ? head + body + Math.exp(c * logTail) / -c : Double.POSITIVE_INFINITY;
    }

    /** F(a). */
    double value(double a) {
        if (!(a > HEAD)) {
            return series(a);
        }
        double position = Math.log(a);
        if (position >= logTail) {
            return head + body + tail(logTail, position);
        }
        double sum = head;
        int k = 0;
        for (; k < panels.length && LOG_HEAD + k + 1 <= position; k++) {
            sum += panels[k];
        }
        return sum + gauss(LOG_HEAD + k, position);
    }

    /** F(b) − F(a) for a ≤ b, as a sum of positive terms. */
    double between(double a, double b) {
        if (b <= HEAD) {
            return series(b) - series(a);
        }
        double from = Math.max(a, HEAD) == HEAD ? LOG_HEAD : Math.log(a);
        double to = Math.log(b);
        double sum = a < HEAD ? head - series(a) : 0;
        for (int k = 0; k < panels.length; k++) {
            double low = Math.max(from, LOG_HEAD + k);
            double high = Math.min(to, LOG_HEAD + k + 1);
            if (low < high) {
                sum += high - low == 1 ? panels[k] : gauss(low, high);
            }
        }
        return to > logTail ? sum + tail(Math.max(from, logTail), to) : sum;
    }

    /** The a with F(a) = y, y ≥ 0; NaN when y is not below {@link #limit()}. */
    double inverse(double y) {
        if (!(y < limit())) {
            return Double.isInfinite(limit()) ? y : Double.NaN;
        }
        if (y <= head) {
            double a = Math.min(HEAD, p == 1 ? y : Math.pow(p * y, 1 / p));
            for (int i = 0; i < 40 && a > 0; i++) {
                double step = (series(a) - y) / (Math.pow(a, p - 1) * Math.exp(m * Math.log1p(Math.pow(a, q))));
                a = Math.min(HEAD, a - step);
                if (Math.abs(step) <= 2 * Math.ulp(a)) {
                    break;
                }
            }
            return a;
        }
        double rest = y - head;
        int k = 0;
        while (k < panels.length && rest > panels[k]) {
            rest -= panels[k];
            k++;
        }
        if (k == panels.length) {
            double z = c * rest / Math.exp(c * logTail);
            return Math.abs(z) < 0.5
                    ? Math.exp(logTail + (c == 0 ? rest : Math.log1p(z) / c))
                    : Math.pow(Math.exp(c * logTail) + c * rest, 1 / c);
        }
        double low = LOG_HEAD + k;
        double position = c >= 0 ? low + 1 : low;
        for (int i = 0; i < 60; i++) {
            double step = (gauss(low, position) - rest) / density(position);
            double next = Math.clamp(position - step, low, low + 1);
            boolean settled = Math.abs(next - position) <= 2 * Math.ulp(position);
            position = next;
            if (settled) {
                break;
            }
        }
        return Math.exp(position);
    }

    /** aᵖ Σ C(m, k) a^{qk}/(p + qk), a ≤ ½. */
    private double series(double a) {
        double ratio = Math.pow(a, q);
        double coefficient = 1;
        double sum = 1 / p;
        for (int k = 1; k < 120; k++) {
            coefficient *= (m - k + 1) / k * ratio;
            double term = coefficient / (p + q * k);
            sum += term;
            if (Math.abs(term) <= 1e-18 * sum) {
                break;
            }
        }
        return (p == 1 ? a : p == 2 ? a * a : Math.pow(a, p)) * sum;
    }

    /** The integral in the logarithm of s. */
    private double gauss(double from, double to) {
        double width = to - from;
        double sum = 0;
        for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
            sum += RULE.getWeight(i) * density(from + width * RULE.getPoint(i));
        }
        return width * sum;
    }

    /** sᵖ(1 + s^q)^m at s = e^position. */
    private double density(double position) {
        return position < 0
                ? Math.exp(p * position + m * Math.log1p(Math.exp(q * position)))
                : Math.exp(c * position + m * Math.log1p(Math.exp(-q * position)));
    }

    private double tail(double from, double to) {
        double start = Math.exp(c * from);
        double z = c * (to - from);
        if (c == 0) {
            return to - from;
        }
        return Math.abs(z) < 1 ? start * Math.expm1(z) / c : (Math.exp(c * to) - start) / c;
    }
}
