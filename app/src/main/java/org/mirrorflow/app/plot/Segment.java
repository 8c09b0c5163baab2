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
        double[] p = {-dx, dx, -dy, dy};
        double[] q = {x0 - box.getMinX(), box.getMaxX() - x0, y0 - box.getMinY(), box.getMaxY() - y0};
        double from = 0;
        double to = 1;
        for (int i = 0; i < 4; i++) {
            if (p[i] == 0) {
                if (q[i] < 0) {
                    return null;
                }
            } else if (p[i] < 0) {
                from = Math.max(from, q[i] / p[i]);
            } else {
                to = Math.min(to, q[i] / p[i]);
            }
        }
        return from > to ? null : new Segment(x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy);
    }

    double length() {
        return Math.hypot(x1 - x0, y1 - y0);
    }

    /** The point at this length from the start. */
    double[] at(double distance) {
        double s = length() == 0 ? 0 : distance / length();
        return new double[] {x0 + s * (x1 - x0), y0 + s * (y1 - y0)};
    }
}
