package org.mirrorflow.app.chart;

import java.util.Locale;

/** How numbers are written on the screen: a true minus, residuals with two digits, read-offs with four. */
public final class Numbers {

    private Numbers() {}

    /** A residual: two digits, e.g. {@code 3.2e−7}. */
    public static String residual(double x) {
        return format(x, 2);
    }

    /** A read-off: four digits. */
    public static String readOff(double x) {
        return format(x, 4);
    }

    /** {@code digits} significant digits, in scientific form where the plain one would be long. */
    static String format(double x, int digits) {
        if (Double.isNaN(x)) {
            return "–";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "∞" : "−∞";
        }
        if (x == 0) {
            return "0";
        }
        double rounded = Double.parseDouble(String.format(Locale.ROOT, "%." + (digits - 1) + "e", x));
        double magnitude = Math.abs(rounded);
        String text;
        if (magnitude >= 1e-3 && magnitude < Math.pow(10, Math.max(digits, 4))) {
            int decimals = Math.max(0, digits - 1 - (int) Math.floor(Math.log10(magnitude)));
            text = String.format(Locale.ROOT, "%." + decimals + "f", rounded);
        } else {
            text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", rounded)
                    .replaceAll("e([+-])0*(\\d)", "e$1$2")
                    .replace("e+", "e");
        }
        return text.replace('-', '−');
    }
}
