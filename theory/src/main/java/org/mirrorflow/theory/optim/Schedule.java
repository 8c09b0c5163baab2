package org.mirrorflow.theory.optim;

import java.util.OptionalDouble;

/**
 * A rate over time, and its exact integral, the dose ∫₀ᵗ r. A {@link Rate} has one shape; {@link #changed} splices another to
 * it where settings change under way.
 */
public sealed interface Schedule {

    /** No rate at any time. */
    Schedule NONE = constant(0);

    /**
     * r(t) = value · shape((t − from)/scale) on [from, until), and 0 outside.
     *
     * @param shape how it falls
     * @param value height at {@code from}, at least 0
     * @param scale the time constant of the shape, positive; without effect for {@link Shape#CONSTANT}
     * @param from when it is switched on
     * @param until when it is switched off; infinite for never
     */
    static Schedule of(Shape shape, double value, double scale, double from, double until) {
        return new Rate(shape, value, scale, from, until);
    }

    /** The same rate for ever. */
    static Schedule constant(double value) {
        return of(Shape.CONSTANT, value, 1, 0, Double.POSITIVE_INFINITY);
    }

    /** The same rate until it is switched off. */
    static Schedule until(double value, double off) {
        return of(Shape.CONSTANT, value, 1, 0, off);
    }

    /** This rate before a time, and another from then on. */
    default Schedule changed(double at, Schedule next) {
        return equals(next) ? this : new Spliced(this, at, next);
    }

    /** Whether it is 0 at every time. */
    boolean isNone();

    /** r(t). */
    double at(double t);

    /** r′(t), where it exists. */
    double slope(double t);

    /** ∫₀ᵗ r. */
    double dose(double t);

    /** ∫₀^∞ r, possibly infinite. */
    double totalDose();

    /** The first time after t at which the rate or its slope jumps; infinite when there is none. An integrator lands there. */
    double nextBreak(double t);

    /** The positive height at which it stays for ever from some time on; empty when it does not. */
    OptionalDouble lasting();

    /** The height that it has at every time t ≥ 0; empty when it is not constant. */
    OptionalDouble always();

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

    /** One shape between two times; see {@link Schedule#of}. */
    record Rate(Shape shape, double value, double scale, double from, double until) implements Schedule {

        public Rate {
            if (!(value >= 0 && scale > 0 && until >= from) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "a schedule needs value >= 0, scale > 0 and until >= from; given value " + value + ", scale "
                                + scale + ", from " + from + ", until " + until);
            }
        }

        @Override
        public boolean isNone() {
            return value == 0 || from == until;
        }

        @Override
        public double at(double t) {
            return t < from || t >= until ? 0 : value * shape.at((t - from) / scale);
        }

        @Override
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

        @Override
        public double dose(double t) {
            double end = Math.min(t, until);
            return end <= from ? 0 : value * scale * shape.integral((end - from) / scale);
        }

        @Override
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

        @Override
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

        @Override
        public OptionalDouble lasting() {
            return value > 0 && shape == Shape.CONSTANT && until == Double.POSITIVE_INFINITY
                    ? OptionalDouble.of(value)
                    : OptionalDouble.empty();
        }

        @Override
        public OptionalDouble always() {
            if (isNone()) {
                return OptionalDouble.of(0);
            }
            return from <= 0 ? lasting() : OptionalDouble.empty();
        }
    }

    /**
     * Two schedules, one after the other. The dose goes on from what it was.
     *
     * @param before before {@code at}
     * @param at when the change takes place
     * @param after from then on, on the same clock
     */
    record Spliced(Schedule before, double at, Schedule after) implements Schedule {

        public Spliced {
            if (!(at >= 0)) {
                throw new IllegalArgumentException("a schedule changes at a time of at least 0; given " + at);
            }
        }

        @Override
        public boolean isNone() {
            return (at == 0 || before.isNone()) && after.isNone();
        }

        @Override
        public double at(double t) {
            return (t < at ? before : after).at(t);
        }

        @Override
        public double slope(double t) {
            return (t < at ? before : after).slope(t);
        }

        @Override
        public double dose(double t) {
            return t <= at ? before.dose(t) : before.dose(at) + (after.dose(t) - after.dose(at));
        }

        @Override
        public double totalDose() {
            double total = after.totalDose();
            return total == Double.POSITIVE_INFINITY ? total : before.dose(at) + (total - after.dose(at));
        }

        @Override
        public double nextBreak(double t) {
            return t < at ? Math.min(at, before.nextBreak(t)) : after.nextBreak(t);
        }

        @Override
        public OptionalDouble lasting() {
            return after.lasting();
        }

        @Override
        public OptionalDouble always() {
            OptionalDouble first = before.always();
            return at == 0 || (first.isPresent() && first.equals(after.always()))
                    ? after.always()
                    : OptionalDouble.empty();
        }
    }
}
