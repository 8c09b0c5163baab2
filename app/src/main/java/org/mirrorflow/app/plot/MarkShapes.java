package org.mirrorflow.app.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The marks that tell runs apart without hue: A circle, B square, C diamond, D triangle. */
final class MarkShapes {

    private MarkShapes() {}

    static Shape of(Role role, double x, double y, double radius) {
        return switch (role.mark()) {
            case CIRCLE -> circle(x, y, radius);
            case SQUARE -> {
                double half = 0.89 * radius;
                yield new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
            }
            case DIAMOND -> polygon(x, y, 1.25 * radius, 4, -Math.PI / 2);
            case TRIANGLE -> polygon(x, y + 0.2 * radius, 1.3 * radius, 3, -Math.PI / 2);
        };
    }

    static Shape circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Shape polygon(double x, double y, double radius, int corners, double turn) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = turn + 2 * Math.PI * i / corners;
            double px = x + radius * Math.cos(angle);
            double py = y + radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }
}
