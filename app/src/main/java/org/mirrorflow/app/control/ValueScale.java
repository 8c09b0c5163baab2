package org.mirrorflow.app.control;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Maps a slider's position in [0, 1] to a value between two limits, linearly or by decades, and knows the size of one step.
 *
 * @param min value at position 0
 * @param max value at position 1, above {@code min}
 * @param logarithmic whether equal distances are equal ratios; needs {@code min > 0}
 */
public record ValueScale(double min, double max, boolean logarithmic) {

    private static final int STEPS_PER_DECADE = 20;
    private static final MathContext THREE_DIGITS = new MathContext(3);

    /**
     * @throws IllegalArgumentException if the limits are not finite and increasing, or not positive on a logarithmic scale
     */
    public ValueScale {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min < max)) {
            throw new IllegalArgumentException(
                    "a scale needs finite limits, lower below upper; given " + min + " and " + max);
        }
        if (logarithmic && min <= 0) {
            throw new IllegalArgumentException(
                    "a logarithmic scale needs positive limits; the lower one given is " + min);
        }
    }

    private static final double WIDEST = 1e8;
    private static final double BELOW = 1e4;
    private static final double ABOVE = 1e3;

    /**
     * The scale that a slider starts with: the allowed range, or where that spans more decades than a slider can resolve,
     * four below and three above the default. Its limits can be edited.
     */
    static ValueScale around(double standard, double min, double max, boolean logarithmic) {
        boolean wide = logarithmic && standard > 0 && max / min > WIDEST;
        double lowest = wide && min < standard / BELOW ? standard / BELOW : min;
        double highest = wide && max > standard * ABOVE ? standard * ABOVE : max;
        return new ValueScale(lowest, highest, logarithmic);
    }

    /** Position of {@code value}, clamped to [0, 1]. */
    public double position(double value) {
        double clamped = clamp(value);
        double position = logarithmic
                ? (Math.log(clamped) - Math.log(min)) / (Math.log(max) - Math.log(min))
                : (clamped - min) / (max - min);
        return Math.clamp(position, 0.0, 1.0);
    }

    /** Value at {@code position}, rounded to three digits so that a dragged slider leaves clean numbers; the ends are exact. */
    public double value(double position) {
        if (position <= 0) {
            return min;
        }
        if (position >= 1) {
            return max;
        }
        double raw = logarithmic
                ? Math.exp(Math.log(min) + position * (Math.log(max) - Math.log(min)))
                : min + position * (max - min);
        return clamp(logarithmic ? roundDigits(raw) : roundTo(raw, linearStep() / 10));
    }

    /** The value {@code steps} steps from {@code from} (negative: downwards), within the limits. */
    public double stepped(double from, int steps) {
        double start = clamp(from);
        double next = logarithmic
                ? roundDigits(start * Math.pow(10, (double) steps / STEPS_PER_DECADE))
                : roundTo(start + steps * linearStep(), linearStep() / 10);
        return clamp(next);
    }

    /** The same kind of scale between other limits. */
    public ValueScale withLimits(double lower, double upper) {
        return new ValueScale(lower, upper, logarithmic);
    }

    private double clamp(double value) {
        return Math.clamp(value, min, max);
    }

    /** The power of ten at or below a hundredth of the range. */
    private double linearStep() {
        return Math.pow(10, Math.floor(Math.log10((max - min) / 100) + 1e-9));
    }

    private static double roundDigits(double x) {
        return new BigDecimal(x).round(THREE_DIGITS).doubleValue();
    }

    private static double roundTo(double x, double unit) {
        BigDecimal exactUnit = new BigDecimal(unit).round(THREE_DIGITS);
        return new BigDecimal(Math.rint(x / unit)).multiply(exactUnit).doubleValue();
    }
}
