package org.mirrorflow.app.plot;

import java.awt.Color;

/**
 * The colour scale cividis, of even lightness steps and nearly alike for every colour vision, for magnitudes in heat maps.
 *
 * <p>Source: Nuñez, Anderton and Renslow 2018; ten of its colours, linear between them.
 */
public final class Cividis {

    private static final int[] ANCHORS = {
        0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173, 0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46
    };

    private Cividis() {}

    /**
     * The colour of a magnitude.
     *
     * @param share between 0 for the least and 1 for the largest
     */
    public static Color at(double share) {
        double scaled = Math.clamp(share, 0, 1) * (ANCHORS.length - 1);
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
