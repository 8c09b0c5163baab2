package org.mirrorflow.theory.mirror;

/** Taylor series of second-order remainders, where the closed form would cancel. */
final class Series {

    /** The series below reach full precision for |t| up to this. */
    static final double RADIUS = 0.25;

    private Series() {}

    /** (1 + t) log(1 + t) − t = Σ_{k≥2} (−t)ᵏ / (k(k−1)). */
    static double entropy(double t) {
        double power = t * t;
        double sum = power / 2;
        for (int k = 3; k < 40; k++) {
            power *= -t;
            double term = power / (k * (k - 1.0));
            sum += term;
            if (Math.abs(term) <= 1e-18 * sum) {
                break;
            }
        }
        return sum;
    }

    /** t − log(1 + t) = Σ_{k≥2} (−t)ᵏ / k. */
    static double logarithm(double t) {
        double power = t * t;
        double sum = power / 2;
        for (int k = 3; k < 40; k++) {
            power *= -t;
            double term = power / k;
            sum += term;
            if (Math.abs(term) <= 1e-18 * sum) {
                break;
            }
        }
        return sum;
    }

    /** ((1 + t)ᵖ − 1 − pt) / p = Σ_{k≥2} C(p, k) tᵏ / p, for |t| max(1, p) at most ½. */
    static double power(double p, double t) {
        double term = 0.5 * (p - 1) * t * t;
        double sum = term;
        for (int k = 3; k < 80; k++) {
            term *= t * (p - k + 1) / k;
            sum += term;
            if (Math.abs(term) <= 1e-18 * Math.abs(sum)) {
                break;
            }
        }
        return sum;
    }

    /** sinh δ − δ for |δ| ≤ 1. */
    static double sinhRemainder(double delta) {
        double square = delta * delta;
        double term = delta * square / 6;
        double sum = term;
        for (int k = 4; k < 30; k += 2) {
            term *= square / (k * (k + 1.0));
            sum += term;
            if (Math.abs(term) <= 1e-18 * Math.abs(sum)) {
                break;
            }
        }
        return sum;
    }
}
