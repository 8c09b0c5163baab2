package org.mirrorflow.app.plot;

import java.awt.Color;

/** Colour scales of even lightness steps, legible with any colour vision: viridis for lines, cividis for areas. */
final class ColourScale {

    private static final int[] VIRIDIS = {
        0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725
    };
    private static final int[] CIVIDIS = {
        0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838
    };

    private ColourScale() {}

    /**
     * A colour of viridis for a line, from the part that stands out on this plot.
     *
     * @param share between 0 and 1, the rank of the magnitude
     */
    static Color viridis(Color plot, double share) {
        boolean dark = plot.getRed() + plot.getGreen() + plot.getBlue() < 3 * 128;
        double within = Math.clamp(share, 0, 1);
        return at(VIRIDIS, dark ? 0.25 + 0.75 * within : 0.72 * within);
    }

    /**
     * A colour of cividis for an area.
     *
     * @param share between 0 and 1
     */
    static Color cividis(double share) {
        return at(CIVIDIS, Math.clamp(share, 0, 1));
    }

    private static Color at(int[] anchors, double position) {
        double scaled = position * (anchors.length - 1);
        int index = Math.min((int) scaled, anchors.length - 2);
        double rest = scaled - index;
        Color low = new Color(anchors[index]);
        Color high = new Color(anchors[index + 1]);
        return new Color(
                mixed(low.getRed(), high.getRed(), rest),
                mixed(low.getGreen(), high.getGreen(), rest),
                mixed(low.getBlue(), high.getBlue(), rest));
    }

    private static int mixed(int low, int high, double rest) {
        return (int) Math.round(low + rest * (high - low));
    }
}
