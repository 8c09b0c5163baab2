package org.mirrorflow.app.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the lab shows them: true minus, no localised digits. */
public final class Numbers {

    private static final char MINUS = '\u2212';

    private Numbers() {}

    /** An integer. */
    public static String integer(long value) {
        return minus(Long.toString(value));
    }

    /** A read-off: four digits, at most three decimals, e.g. {@code 1.251}, {@code −0.019}, {@code 9.42e−17}. */
    public static String readOff(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 99999.5)) {
            return scientific(value, 2);
        }
        int decimals = size < 9.9995 ? 3 : size < 99.995 ? 2 : size < 999.95 ? 1 : 0;
        return fixed(value, decimals);
    }

    /** A read-off of a number beyond every double, from its decadic logarithm, e.g. {@code 3.16e43000}. */
    public static String readOffPower(double exponent) {
        double whole = Math.floor(exponent);
        String digits = fixed(Math.pow(10, exponent - whole), 2);
        // A mantissa that rounds to ten belongs to the next power.
        return digits.startsWith("10") ? minus("1.00e" + (long) (whole + 1)) : minus(digits + "e" + (long) whole);
    }

    /** A residual: two digits, e.g. {@code 3.2e−7}, {@code 0.017}, {@code 0}. */
    public static String residual(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_EVEN));
        rounded = rounded.setScale(Math.max(0, rounded.scale() + 2 - rounded.precision()), RoundingMode.UNNECESSARY);
        double size = Math.abs(rounded.doubleValue());
        if (size < 1e-3 || size >= 1e3) {
            return scientific(value, 1);
        }
        return minus(rounded.toPlainString());
    }

    /** With a fixed number of decimals; a result that rounds to zero has no sign. */
    public static String fixed(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return minus(rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString());
    }

    private static String scientific(double value, int decimals) {
        String java = String.format(Locale.ROOT, "%." + decimals + "e", value);
        int e = java.indexOf('e');
        return minus(java.substring(0, e) + "e" + Integer.parseInt(java.substring(e + 1)));
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "–" : value > 0 ? "∞" : MINUS + "∞";
    }

    private static String minus(String ascii) {
        return ascii.replace('-', MINUS);
    }
}
