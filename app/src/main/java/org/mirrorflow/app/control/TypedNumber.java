package org.mirrorflow.app.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers as they are typed and shown: true minus (−) on the screen, ASCII when copied, {@code e} notation outside
 * {@code [1e-3, 1e6)}.
 */
public final class TypedNumber {

    private static final char TRUE_MINUS = '\u2212';
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d{1,4})?");
    private static final Pattern POWER_OF_TEN = Pattern.compile("([+-]?)10\\^([+-]?\\d{1,4})");

    private TypedNumber() {}

    /** Every significant digit of {@code x}, in the shortest form that reads back as {@code x}. */
    public static String exact(double x) {
        return Double.isFinite(x) ? layOut(new BigDecimal(Double.toString(x))) : String.valueOf(x);
    }

    /** {@code x} rounded to {@code digits} significant digits. */
    public static String rounded(double x, int digits) {
        if (!Double.isFinite(x)) {
            return String.valueOf(x).replace('-', TRUE_MINUS);
        }
        return layOut(new BigDecimal(x).round(new MathContext(digits)));
    }

    private static String layOut(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        String text = exponent >= -3 && exponent < 6
                ? stripped.toPlainString()
                : stripped.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
        return text.replace('-', TRUE_MINUS);
    }

    /**
     * Reads what a person types: {@code 0.01}, {@code 1e-3}, {@code 1e−3}, {@code 10^-3}; spaces around it do not matter.
     *
     * @return empty when it is not a finite number
     */
    public static OptionalDouble parse(String typed) {
        String text = ascii(typed).strip().toLowerCase(Locale.ROOT);
        var power = POWER_OF_TEN.matcher(text);
        if (power.matches()) {
            text = power.group(1) + "1e" + power.group(2);
        }
        if (!DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The text with true minus signs replaced by ASCII ones, as it goes to the clipboard. */
    public static String ascii(String shown) {
        return shown.replace(TRUE_MINUS, '-');
    }
}
