package org.mirrorflow.theory.mirror;

/** An open interval of the extended real line. */
public record Interval(double lower, double upper) {

    /** ℝ. */
    public static final Interval REAL_LINE = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** (0, ∞). */
    public static final Interval POSITIVE = new Interval(0, Double.POSITIVE_INFINITY);

    /** (−∞, 0). */
    public static final Interval NEGATIVE = new Interval(Double.NEGATIVE_INFINITY, 0);

    public Interval {
        if (!(lower < upper)) {
            throw new IllegalArgumentException("empty interval: lower " + lower + " is not below upper " + upper);
        }
    }

    /** Whether {@code x} is strictly inside; false for NaN. */
    public boolean contains(double x) {
        return x > lower && x < upper;
    }

    @Override
    public String toString() {
        return "(" + lower + ", " + upper + ")";
    }
}
