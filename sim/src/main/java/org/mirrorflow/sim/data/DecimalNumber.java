package org.mirrorflow.sim.data;

import java.nio.charset.StandardCharsets;

/** Reads decimal numbers from bytes: {@code [+-] digits [. digits] [e [+-] digits]}, correctly rounded. */
final class DecimalNumber {

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private DecimalNumber() {}

    /** The number written in {@code bytes[start, end)}, infinite if it is beyond the doubles, NaN if there is none. */
    static double parse(byte[] bytes, int start, int end) {
        int i = start;
        boolean negative = false;
        if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
            negative = bytes[i] == '-';
            i++;
        }
        long mantissa = 0;
        int significant = 0;
        int digits = 0;
        int exponent = 0;
        boolean point = false;
        for (; i < end; i++) {
            int c = bytes[i];
            if (c >= '0' && c <= '9') {
                digits++;
                if (significant > 0 || c != '0') {
                    significant++;
                    if (significant <= 18) {
                        mantissa = 10 * mantissa + (c - '0');
                    }
                }
                if (point) {
                    exponent--;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            boolean minus = i < end && bytes[i] == '-';
            if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
                i++;
            }
            int from = i;
            int power = 0;
            for (; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                power = Math.min(100_000, 10 * power + (bytes[i] - '0'));
            }
            if (i == from) {
                return Double.NaN;
            }
            exponent += minus ? -power : power;
        }
        if (i < end) {
            return Double.NaN;
        }
        // Clinger's fast path: both factors are exact doubles, so one rounding is the correct one.
        if (significant <= 18 && mantissa <= 1L << 53 && Math.abs(exponent) <= 22) {
            double magnitude = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
            return negative ? -magnitude : magnitude;
        }
        return Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
    }
}
