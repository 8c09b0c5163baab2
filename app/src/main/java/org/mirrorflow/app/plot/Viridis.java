package org.mirrorflow.app.plot;

import java.awt.Color;

/**
 * The colour scale viridis, of even lightness steps and legible with any colour vision, restricted to what stands out on the
 * plot: its first 72 % on a light plot, its last 75 % on a dark one.
 *
 * <p>Source: van der Walt and Smith 2015, matplotlib; nine of its colours, linear between them.
 */
public final class Viridis {

    private static final int[] ANCHORS = {
        0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725
    };

    private Viridis() {}

    /**
     * A colour for a line on this plot.
     *
     * @param share between 0 and 1, the rank of the magnitude
     */
    public static Color on(Color plot, double share) {
        boolean dark = plot.getRed() + plot.getGreen() + plot.getBlue() < 3 * 128;
        double within = Math.clamp(share, 0, 1);
        return at(dark ? 0.25 + 0.75 * within : 0.72 * within);
    }

    private static Color at(double position) {
        double scaled = position * (ANCHORS.length - 1);
        int index = Math.min((int) scaled, ANCHORS.length - 2);
        double rest = scaled - index;
        Color low = new Color(ANCHORS[index]);
        Color high = new Color(ANCHORS[index + 1]);
        return new Color(
                mixed(low.getRed(), high.getRed(), rest),
                mixed(low.getGreen(), high.getGreen(), rest),
                mixed(low.getBlue(), high.getBlue(), rest));
    }

    private static int mixed(int low, int high, double rest) {
        return (int) Math.round(low + rest * (high - low));
    }
}
