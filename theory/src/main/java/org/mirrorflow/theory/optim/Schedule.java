package org.mirrorflow.theory.optim;

/**
 * A rate over time: r(t) = value · shape((t − from)/scale) on [from, until), and 0 outside. Its exact integral is the
 * dose ∫₀ᵗ r.
 *
 * @param shape how it falls
 * @param value height at {@code from}, at least 0
 * @param scale the time constant of the shape, positive; without effect for {@link Shape#CONSTANT}
 * @param from when it is switched on
 * @param until when it is switched off; infinite for never
 */
public record Schedule(Shape shape, double value, double scale, double from, double until) {

    /** No rate at any time. */
    public static final Schedule NONE = constant(0);

    /** How a rate falls. */
    public enum Shape {
        /** 1. */
        CONSTANT("constant"),
        /** e^{−x}. */
        EXPONENTIAL("exponential"),
        /** 1/(1 + x). */
        HARMONIC("harmonic"),
        /** 1/(1 + x)². */
        INVERSE_SQUARE("inverse-square"),
        /** ½(1 + cos πx) for x ≤ 1, then 0. */
        COSINE("cosine"),
        /** 1 − x for x ≤ 1, then 0. */
        LINEAR("linear");

        private final String id;

        Shape(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }

        /** The shape with that id. */
        public static Shape of(String id) {
            for (Shape shape : values()) {
                if (shape.id.equals(id)) {
                    return shape;
                }
            }
            throw new IllegalArgumentException("no schedule has the shape \"" + id + "\"");
        }

        double at(double x) {
            return switch (this) {
                case CONSTANT -> 1;
                case EXPONENTIAL -> Math.exp(-x);
                case HARMONIC -> 1 / (1 + x);
                case INVERSE_SQUARE -> 1 / ((1 + x) * (1 + x));
                case COSINE -> x >= 1 ? 0 : 0.5 * (1 + Math.cos(Math.PI * x));
                case LINEAR -> Math.max(0, 1 - x);
            };
        }

        /** ∫₀ˣ. */
        double integral(double x) {
            return switch (this) {
                case CONSTANT -> x;
                case EXPONENTIAL -> -Math.expm1(-x);
                case HARMONIC -> Math.log1p(x);
                case INVERSE_SQUARE -> x / (1 + x);
                case COSINE -> x >= 1 ? 0.5 : 0.5 * (x + Math.sin(Math.PI * x) / Math.PI);
                case LINEAR -> x >= 1 ? 0.5 : x * (1 - 0.5 * x);
            };
        }
    }

    public Schedule {
        if (!(value >= 0 && scale > 0 && until >= from) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a schedule needs value >= 0, scale > 0 and until >= from; given value "
                    + value + ", scale " + scale + ", from " + from + ", until " + until);
        }
    }

    /** The same rate for ever. */
    public static Schedule constant(double value) {
        return new Schedule(Shape.CONSTANT, value, 1, 0, Double.POSITIVE_INFINITY);
    }

    /** The same rate until it is switched off. */
    public static Schedule until(double value, double off) {
        return new Schedule(Shape.CONSTANT, value, 1, 0, off);
    }

    /** Whether it is 0 at every time. */
    public boolean isNone() {
        return value == 0 || from == until;
    }

    /** r(t). */
    public double at(double t) {
        return t < from || t >= until ? 0 : value * shape.at((t - from) / scale);
    }

    /** r′(t), where it exists. */
    public double slope(double t) {
        if (t < from || t >= until) {
            return 0;
        }
        double x = (t - from) / scale;
        double slope = switch (shape) {
            case CONSTANT -> 0;
            case EXPONENTIAL -> -Math.exp(-x);
            case HARMONIC -> -1 / ((1 + x) * (1 + x));
            case INVERSE_SQUARE -> -2 / ((1 + x) * (1 + x) * (1 + x));
            case COSINE -> x >= 1 ? 0 : -0.5 * Math.PI * Math.sin(Math.PI * x);
            case LINEAR -> x >= 1 ? 0 : -1;
        };
        return value / scale * slope;
    }

    /** ∫₀ᵗ r. */
    public double dose(double t) {
        double end = Math.min(t, until);
        return end <= from ? 0 : value * scale * shape.integral((end - from) / scale);
    }

    /** ∫₀^∞ r, possibly infinite. */
    public double totalDose() {
        if (isNone()) {
            return 0;
        }
        if (until < Double.POSITIVE_INFINITY) {
            return dose(until);
        }
        return switch (shape) {
            case CONSTANT, HARMONIC -> Double.POSITIVE_INFINITY;
            case EXPONENTIAL, INVERSE_SQUARE -> value * scale;
            case COSINE, LINEAR -> 0.5 * value * scale;
        };
    }

    /** The first time after t at which the rate or its slope jumps; infinite when there is none. An integrator lands there. */
    public double nextBreak(double t) {
        double next = Double.POSITIVE_INFINITY;
        if (t < from) {
            next = from;
        }
        boolean ends = shape == Shape.COSINE || shape == Shape.LINEAR;
        if (ends && t < from + scale) {
            next = Math.min(next, from + scale);
        }
        if (t < until) {
            next = Math.min(next, until);
        }
        return next;
    }
}
