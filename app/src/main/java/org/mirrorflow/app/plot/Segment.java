package org.mirrorflow.app.plot;

import java.awt.geom.Rectangle2D;
import org.jspecify.annotations.Nullable;

/** A straight piece of a polyline. */
record Segment(double x0, double y0, double x1, double y1) {

    /** The part inside a rectangle by Liang and Barsky, or null when there is none or an end is not finite. */
    static @Nullable Segment clipped(double x0, double y0, double x1, double y1, Rectangle2D box) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        if (!Double.isFinite(dx) || !Double.isFinite(dy)) {
            return null;
        }
        double from = 0;
        double to = 1;
        for (int side = 0; side < 4; side++) {
            double p = side == 0 ? -dx : side == 1 ? dx : side == 2 ? -dy : dy;
            double q = side == 0
                    ? x0 - box.getMinX()
                    : side == 1 ? box.getMaxX() - x0 : side == 2 ? y0 - box.getMinY() : box.getMaxY() - y0;
            if (p == 0) {
                if (q < 0) {
                    return null;
                }
            } else if (p < 0) {
                from = Math.max(from, q / p);
            } else {
                to = Math.min(to, q / p);
            }
        }
        return from > to ? null : new Segment(x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy);
    }

    double length() {
        double dx = x1 - x0;
        double dy = y1 - y0;
        return Math.sqrt(dx * dx + dy * dy);
    }
}
