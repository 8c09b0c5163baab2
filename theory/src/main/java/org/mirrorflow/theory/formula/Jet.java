package org.mirrorflow.theory.formula;

/**
 * A value with its first two derivatives in x, and a bound to first order on what rounding has done to each.
 *
 * <p>The bounds tell where a formula has cancelled: {@code cosh(x)-1} at 1e-9 has the value 0 with an error of 1e-16,
 * which its user must know before dividing by it. They are why jets are our own: commons-math3's
 * {@code DerivativeStructure}, against which the tests hold them, carries none.
 *
 * @param value f(x)
 * @param slope f′(x)
 * @param bend f″(x)
 * @param valueError bound on the rounding error of the value
 * @param slopeError of the slope
 * @param bendError of the second derivative
 */
public record Jet(double value, double slope, double bend, double valueError, double slopeError, double bendError) {

    /** Relative rounding of one operation, doubled for library functions that round less than perfectly. */
    static final double ROUNDING = 0x1p-52;

    /** What a product may lose where it underflows. */
    private static final double UNDERFLOW = Double.MIN_VALUE;

    /** A number. */
    static Jet constant(double value) {
        return new Jet(value, 0, 0, 0, 0, 0);
    }

    /** The variable at x. */
    static Jet variable(double x) {
        return new Jet(x, 1, 0, 0, 0, 0);
    }

    /** Whether value, slope and second derivative are finite numbers. */
    public boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(slope) && Double.isFinite(bend);
    }

    /** The largest of value, slope and second derivative in size; infinite when one is not finite. */
    double size() {
        return isFinite()
                ? Math.max(Math.abs(value), Math.max(Math.abs(slope), Math.abs(bend)))
                : Double.POSITIVE_INFINITY;
    }

    boolean isConstant() {
        return slope == 0 && bend == 0;
    }

    Jet negated() {
        return new Jet(-value, -slope, -bend, valueError, slopeError, bendError);
    }

    Jet plus(Jet b) {
        double v = value + b.value;
        double s = slope + b.slope;
        double c = bend + b.bend;
        return new Jet(
                v,
                s,
                c,
                valueError + b.valueError + ROUNDING * Math.abs(v),
                slopeError + b.slopeError + ROUNDING * Math.abs(s),
                bendError + b.bendError + ROUNDING * Math.abs(c));
    }

    Jet times(Jet b) {
        if (b.isConstant()) {
            return scaled(b.value, b.valueError);
        }
        if (isConstant()) {
            return b.scaled(value, valueError);
        }
        double s1 = slope * b.value;
        double s2 = value * b.slope;
        double c1 = bend * b.value;
        double c2 = 2 * slope * b.slope;
        double c3 = value * b.bend;
        double v = value * b.value;
        return new Jet(
                v,
                s1 + s2,
                c1 + c2 + c3,
                product(this.value, valueError, b.value, b.valueError) + round(v),
                product(slope, slopeError, b.value, b.valueError)
                        + product(value, valueError, b.slope, b.slopeError)
                        + round(Math.abs(s1) + Math.abs(s2)),
                product(bend, bendError, b.value, b.valueError)
                        + 2 * product(slope, slopeError, b.slope, b.slopeError)
                        + product(value, valueError, b.bend, b.bendError)
                        + round(Math.abs(c1) + Math.abs(c2) + Math.abs(c3)));
    }

    private Jet scaled(double factor, double factorError) {
        return new Jet(
                value * factor,
                slope * factor,
                bend * factor,
                product(value, valueError, factor, factorError) + round(value * factor),
                slope == 0 && slopeError == 0
                        ? 0
                        : product(slope, slopeError, factor, factorError) + round(slope * factor),
                bend == 0 && bendError == 0 ? 0 : product(bend, bendError, factor, factorError) + round(bend * factor));
    }

    Jet over(Jet b) {
        double v = value / b.value;
        if (b.isConstant()) {
            double size = Math.abs(b.value);
            double relative = b.valueError / size + ROUNDING;
            return new Jet(
                    v,
                    slope / b.value,
                    bend / b.value,
                    valueError / size + relative * Math.abs(v) + UNDERFLOW,
                    slopeError / size + relative * Math.abs(slope / b.value),
                    bendError / size + relative * Math.abs(bend / b.value));
        }
        double size = Math.abs(b.value);
        double s = (slope - v * b.slope) / b.value;
        double c = (bend - 2 * s * b.slope - v * b.bend) / b.value;
        double ve = (valueError + Math.abs(v) * b.valueError) / size + round(v);
        double se = (slopeError + product(v, ve, b.slope, b.slopeError) + Math.abs(s) * b.valueError) / size
                + round((Math.abs(slope) + Math.abs(v * b.slope)) / size);
        double ce = (bendError
                                + 2 * product(s, se, b.slope, b.slopeError)
                                + product(v, ve, b.bend, b.bendError)
                                + Math.abs(c) * b.valueError)
                        / size
                + round((Math.abs(bend) + 2 * Math.abs(s * b.slope) + Math.abs(v * b.bend)) / size);
        return new Jet(v, s, c, ve, se, ce);
    }

    /** |u| ; at u = 0 the derivatives from the right. */
    Jet magnitude() {
        return value >= 0 ? this : negated();
    }

    /**
     * f(u) by the chain rule.
     *
     * @param f f(u)
     * @param f1 f′(u)
     * @param f2 f″(u)
     * @param f3 f‴(u), for the error of the second derivative only
     */
    Jet through(double f, double f1, double f2, double f3) {
        if (isConstant()) {
            return new Jet(f, 0, 0, Math.abs(f1) * valueError + round(f), 0, 0);
        }
        double s = f1 * slope;
        double c1 = f2 * slope * slope;
        double c2 = bend == 0 ? 0 : f1 * bend;
        double exact = valueError == 0 ? 0 : Math.abs(f2) * valueError;
        double third = valueError == 0 ? 0 : Math.abs(f3) * valueError;
        return new Jet(
                f,
                s,
                c1 + c2,
                (valueError == 0 ? 0 : Math.abs(f1) * valueError) + 2 * round(f),
                exact * Math.abs(slope)
                        + (slopeError == 0 ? 0 : Math.abs(f1) * slopeError)
                        + 2 * round(s)
                        + UNDERFLOW * Math.abs(slope),
                third * slope * slope
                        + (slopeError == 0 ? 0 : 2 * Math.abs(f2 * slope) * slopeError)
                        + exact * Math.abs(bend)
                        + (bendError == 0 ? 0 : Math.abs(f1) * bendError)
                        + 2 * round(Math.abs(c1) + Math.abs(c2))
                        + UNDERFLOW * (slope * slope + Math.abs(bend)));
    }

    /**
     * log v with v′ = u′. Quotients u′/v stay precise where the reciprocal of v underflows.
     *
     * @param f log v
     * @param v u, or 1 + u
     */
    Jet logarithm(double f, double v) {
        double s = slope / v;
        double c = bend / v;
        double relative = valueError / v + ROUNDING;
        double se = slopeError / v + relative * Math.abs(s) + UNDERFLOW;
        return new Jet(
                f,
                s,
                c - s * s,
                valueError / v + 2 * round(f),
                se,
                bendError / v + relative * Math.abs(c) + 2 * Math.abs(s) * se + round(Math.abs(c) + s * s));
    }

    /** √u by quotients, which stay precise where the powers u^(−3/2) underflow. */
    Jet squareRoot() {
        double root = Math.sqrt(value);
        double s = 0.5 * slope / root;
        double half = 0.5 * bend / root;
        double sharp = s * s / root;
        double relative = 0.5 * valueError / value + ROUNDING;
        double se = 0.5 * slopeError / root + relative * Math.abs(s) + UNDERFLOW;
        return new Jet(
                root,
                s,
                half - sharp,
                relative * root,
                se,
                0.5 * bendError / root
                        + 3 * relative * (Math.abs(half) + sharp)
                        + 2 * Math.abs(s) * se / root
                        + round(Math.abs(half) + sharp));
    }

    private static double product(double a, double ea, double b, double eb) {
        return (eb == 0 ? 0 : Math.abs(a) * eb) + (ea == 0 ? 0 : Math.abs(b) * ea);
    }

    private static double round(double size) {
        return ROUNDING * Math.abs(size) + UNDERFLOW;
    }
}
