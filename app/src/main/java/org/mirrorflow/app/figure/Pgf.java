package org.mirrorflow.app.figure;

import java.awt.Color;
import java.util.Locale;
import org.mirrorflow.app.plot.Role;

/** Words of PGF: lengths, numbers, colours, type and marks. */
final class Pgf {

    /**
     * How much wider than the lab's own a paper's small type may run: the 6 pt cut of Computer Modern is by that much. The figure is laid out
     * for type so much larger than what is written.
     */
    static final double STRETCH = 1.18;

    private Pgf() {}

    /** Name of the colour of a run. */
    static String hue(Role role) {
        return switch (role) {
            case RUN_A -> "mfA";
            case RUN_B -> "mfB";
            case RUN_C -> "mfC";
            case RUN_D -> "mfD";
            default -> "mfgrey";
        };
    }

    /** Type of that size in points of the layout. */
    static String type(double size) {
        double nominal = size / STRETCH;
        return "font=\\fontsize{" + n(nominal) + "bp}{" + n(1.2 * nominal) + "bp}\\selectfont";
    }

    /** A colour by its parts. */
    static String rgb(Color colour) {
        return "{rgb,255:red," + colour.getRed() + ";green," + colour.getGreen() + ";blue," + colour.getBlue() + "}";
    }

    /** Mark of a run. */
    static String mark(Role role) {
        return switch (role) {
            case RUN_B -> "square*";
            case RUN_C -> "diamond*";
            case RUN_D -> "triangle*";
            default -> "*";
        };
    }

    /** A length to a thousandth. */
    static String n(double length) {
        return String.format(Locale.ROOT, "%.3f", length).replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A number, exactly. */
    static String v(double value) {
        return Double.toString(value);
    }
}
