package org.mirrorflow.app.plot;

import java.awt.image.BufferedImage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a picture looks to other eyes, and printed without colour.
 *
 * <p>The matrices are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of
 * color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), at severity 1; they act on linear
 * RGB. Grey is the relative luminance of ITU-R BT.709.
 */
public enum ColourVision {
    /** As it is. */
    ALL("All", null),
    /** Without long-wave cones. */
    PROTANOPIA(
            "Protanopia",
            new double[] {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}),
    /** Without medium-wave cones. */
    DEUTERANOPIA(
            "Deuteranopia",
            new double[] {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}),
    /** Without short-wave cones. */
    TRITANOPIA(
            "Tritanopia",
            new double[] {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}),
    /** Printed in black. */
    GREYSCALE("Greyscale print", new double[] {0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722});

    private static final int LEVELS = 4096;
    private static final double[] LINEAR = new double[256];
    private static final int[] ENCODED = new int[LEVELS + 1];

    static {
        for (int i = 0; i < LINEAR.length; i++) {
            double c = i / 255.0;
            LINEAR[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        for (int i = 0; i <= LEVELS; i++) {
            double c = i / (double) LEVELS;
            ENCODED[i] = (int) Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055));
        }
    }

    private final String displayName;
    // Written once, here, and never handed out.
    @SuppressWarnings("ImmutableEnumChecker")
    private final double @Nullable [] matrix;

    ColourVision(String displayName, double @Nullable [] matrix) {
        this.displayName = displayName;
        this.matrix = matrix;
    }

    /** What it is called. */
    public String displayName() {
        return displayName;
    }

    /** Stable id. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The colour that is seen for a colour.
     *
     * @param rgb alpha, red, green and blue, eight bits each; alpha stays
     */
    public int seen(int rgb) {
        double[] m = matrix;
        if (m == null) {
            return rgb;
        }
        double r = LINEAR[(rgb >> 16) & 255];
        double g = LINEAR[(rgb >> 8) & 255];
        double b = LINEAR[rgb & 255];
        return (rgb & 0xff000000)
                | (encoded(m[0] * r + m[1] * g + m[2] * b) << 16)
                | (encoded(m[3] * r + m[4] * g + m[5] * b) << 8)
                | encoded(m[6] * r + m[7] * g + m[8] * b);
    }

    private static int encoded(double linear) {
        return ENCODED[(int) Math.round(LEVELS * Math.clamp(linear, 0, 1))];
    }

    /** Changes an opaque picture into what is seen of it. */
    public void apply(BufferedImage image) {
        if (matrix == null) {
            return;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                row[x] = seen(row[x]);
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }
}
