package org.mirrorflow.app.plot;

import org.jspecify.annotations.Nullable;

/**
 * One axis of a chart.
 *
 * @param name the quantity, in words or between dollar signs in TeX; shown at the right end of the tick row for the
 *     abscissa, never rotated
 * @param scale how values map to lengths
 * @param range the shown interval; null lets the painter fit the layers
 * @param labelled whether ticks carry numbers and the axis its name; not so where a neighbour says it already
 */
public record Axis(String name, Scale scale, @Nullable Range range, boolean labelled) {

    /** A labelled axis. */
    public Axis(String name, Scale scale, @Nullable Range range) {
        this(name, scale, range, true);
    }

    /**
     * A shown interval.
     *
     * @param lower the left or lower end
     * @param upper the right or upper end, above {@code lower}
     */
    public record Range(double lower, double upper) {

        public Range {
            if (!(lower < upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
                throw new IllegalArgumentException("An axis cannot run from " + lower + " to " + upper
                        + "; give two finite numbers in rising order.");
            }
        }
    }

    public Axis {
        if (range != null && scale instanceof Scale.Log && range.lower() <= 0) {
            throw new IllegalArgumentException("A logarithmic axis cannot start at " + range.lower()
                    + "; give a positive lower end or use a symlog axis.");
        }
    }

    /** A linear axis that fits its layers. */
    public static Axis linear(String name) {
        return new Axis(name, Scale.LINEAR, null);
    }

    /** A logarithmic axis that fits its layers. */
    public static Axis log(String name) {
        return new Axis(name, Scale.LOG, null);
    }

    /** The rows of a matrix: whole numbers that fit their layers, the first on top. */
    public static Axis rows(String name) {
        return new Axis(name, Scale.DOWNWARD, null);
    }

    /** A symmetric logarithmic axis that fits its layers. */
    public static Axis symlog(String name, double threshold) {
        return new Axis(name, new Scale.SymLog(threshold), null);
    }

    /** The same axis with a fixed range. */
    public Axis between(double lower, double upper) {
        return new Axis(name, scale, new Range(lower, upper), labelled);
    }

    /** The same axis on another scale; the range is kept where the new scale can show it. */
    public Axis on(Scale other) {
        boolean impossible = range != null && other instanceof Scale.Log && range.lower() <= 0;
        return new Axis(name, other, impossible ? null : range, labelled);
    }

    /** The same axis with another name. */
    public Axis named(String other) {
        return new Axis(other, scale, range, labelled);
    }

    /** The same axis without numbers and name. */
    public Axis unlabelled() {
        return new Axis(name, scale, range, false);
    }
}
