package org.mirrorflow.app.plot;

import java.awt.Color;
import java.util.Arrays;

/**
 * Draws a polyline with round joins and caps onto the pixels of a screen.
 *
 * <p>A pixel is covered as much as the stripe of the line covers its square; for straight lines this is exact, and what Java2D
 * finds with its 64 samples a pixel. Where several segments meet in a pixel, the largest share counts. The cost is that of the
 * pixels near the line, whatever the number of its turns, whereas a general filler sorts the edges of an outline in every row:
 * a trembling line of two thousand points takes a tenth of the time.
 */
final class LineRaster {

    private static final ThreadLocal<LineRaster> OF_THREAD = ThreadLocal.withInitial(LineRaster::new);

    private static final int FULL = 255;

    /** Points so near to the straight line between others are passed over, in pixels: a share of a pixel that no screen shows. */
    private static final double NEAR = 0.03;

    // Shares of the pixels of the picture, 0 before and after every line.
    private byte[] cover = new byte[0];
    /** First and last touched column of each row. */
    private int[] first = new int[0];

    private int[] last = new int[0];

    private int fromX;
    private int fromY;
    private int toX;
    private int toY;
    private int width;

    // The stripe: half its width; its normal's larger and smaller part.
    private double radius;
    private double larger;
    private double smaller;

    // The straight part under way: from where to where, how far, and between which directions it may go on.
    private double anchorX;
    private double anchorY;
    private double endX;
    private double endY;
    private double length;
    private double lowX;
    private double lowY;
    private double highX;
    private double highY;
    private boolean drawn;

    private LineRaster() {}

    /**
     * Draws a line.
     *
     * @param on where
     * @param xs horizontal positions, in the unit of the painting; what is not finite is a gap
     * @param ys vertical positions
     * @param thickness width of the line in that unit
     * @param ink its colour
     */
    static void draw(ScreenTarget.Placed on, double[] xs, double[] ys, double thickness, Color ink) {
        if (on.toX() > on.fromX() && on.toY() > on.fromY()) {
            OF_THREAD.get().line(on, xs, ys, thickness, ink);
        }
    }

    private void line(ScreenTarget.Placed on, double[] xs, double[] ys, double thickness, Color ink) {
        fromX = on.fromX();
        fromY = on.fromY();
        toX = on.toX();
        toY = on.toY();
        width = toX - fromX;
        radius = thickness * on.scale() / 2;
        int rows = toY - fromY;
        if (cover.length < width * rows) {
            cover = new byte[width * rows];
        }
        if (first.length < rows) {
            first = new int[rows];
            last = new int[rows];
        }
        Arrays.fill(first, 0, rows, Integer.MAX_VALUE);
        Arrays.fill(last, 0, rows, -1);
        boolean open = false;
        for (int i = 0; i < xs.length; i++) {
            double x = xs[i] * on.scale() + on.left();
            double y = ys[i] * on.scale() + on.top();
            if (Double.isFinite(x) && Double.isFinite(y)) {
                if (open) {
                    lead(x, y);
                } else {
                    begin(x, y);
                    open = true;
                }
            } else if (open) {
                end();
                open = false;
            }
        }
        if (open) {
            end();
        }
        blend(on.target(), ink);
    }

    private void begin(double x, double y) {
        anchorX = x;
        anchorY = y;
        endX = x;
        endY = y;
        length = 0;
        drawn = false;
    }

    private void end() {
        if (length > 0 || !drawn) {
            segment(anchorX, anchorY, endX, endY);
        }
    }

    /**
     * Leads the line on. As long as every point since the anchor is near the straight line to the newest, which so many directions
     * allow as lie between the two that are kept, nothing is drawn.
     */
    private void lead(double x, double y) {
        double dx = x - anchorX;
        double dy = y - anchorY;
        double far = Math.sqrt(dx * dx + dy * dy);
        boolean within = length == 0 || (far >= length && lowX * dy - lowY * dx >= 0 && dx * highY - dy * highX >= 0);
        if (!within) {
            segment(anchorX, anchorY, endX, endY);
            drawn = true;
            anchorX = endX;
            anchorY = endY;
            length = 0;
            dx = x - anchorX;
            dy = y - anchorY;
            far = Math.sqrt(dx * dx + dy * dy);
        }
        if (far > NEAR) {
            double sine = NEAR / far;
            double cosine = Math.sqrt(1 - sine * sine);
            double toLowX = cosine * dx + sine * dy;
            double toLowY = cosine * dy - sine * dx;
            double toHighX = cosine * dx - sine * dy;
            double toHighY = cosine * dy + sine * dx;
            if (length == 0 || lowX * toLowY - lowY * toLowX > 0) {
                lowX = toLowX;
                lowY = toLowY;
            }
            if (length == 0 || toHighX * highY - toHighY * highX > 0) {
                highX = toHighX;
                highY = toHighY;
            }
            length = far;
            endX = x;
            endY = y;
        }
    }

    private void segment(double x0, double y0, double x1, double y1) {
        double reach = radius + 1;
        if (Math.max(x0, x1) < fromX - reach
                || Math.min(x0, x1) > toX + reach
                || Math.max(y0, y1) < fromY - reach
                || Math.min(y0, y1) > toY + reach) {
            return;
        }
        double dx = x1 - x0;
        double dy = y1 - y0;
        double whole = Math.sqrt(dx * dx + dy * dy);
        double ux = whole > 0 ? dx / whole : 1;
        double uy = whole > 0 ? dy / whole : 0;
        larger = Math.max(Math.abs(ux), Math.abs(uy));
        smaller = Math.min(Math.abs(ux), Math.abs(uy));
        // Along the line's steep direction, the pixels beside its middle in each row, or column.
        double beside = (radius + (larger + smaller) / 2) / larger;
        if (Math.abs(uy) >= Math.abs(ux)) {
            double slope = ux / uy;
            int top = Math.max(fromY, (int) Math.floor(Math.min(y0, y1) - reach));
            int bottom = Math.min(toY - 1, (int) Math.ceil(Math.max(y0, y1) + reach));
            for (int row = top; row <= bottom; row++) {
                double middle = x0 + (row + 0.5 - y0) * slope;
                int left = Math.max(fromX, (int) Math.ceil(middle - beside - 0.5));
                int right = Math.min(toX - 1, (int) Math.floor(middle + beside - 0.5));
                for (int column = left; column <= right; column++) {
                    pixel(column, row, x0, y0, ux, uy, whole);
                }
            }
        } else {
            double slope = uy / ux;
            int left = Math.max(fromX, (int) Math.floor(Math.min(x0, x1) - reach));
            int right = Math.min(toX - 1, (int) Math.ceil(Math.max(x0, x1) + reach));
            for (int column = left; column <= right; column++) {
                double middle = y0 + (column + 0.5 - x0) * slope;
                int top = Math.max(fromY, (int) Math.ceil(middle - beside - 0.5));
                int bottom = Math.min(toY - 1, (int) Math.floor(middle + beside - 0.5));
                for (int row = top; row <= bottom; row++) {
                    pixel(column, row, x0, y0, ux, uy, whole);
                }
            }
        }
    }

    private void pixel(int column, int row, double x0, double y0, double ux, double uy, double whole) {
        int place = (row - fromY) * width + column - fromX;
        if (cover[place] == (byte) FULL) {
            return;
        }
        double px = column + 0.5 - x0;
        double py = row + 0.5 - y0;
        double along = px * ux + py * uy;
        double across = Math.abs(py * ux - px * uy);
        double share;
        if (along >= 0 && along <= whole) {
            share = across <= radius - 0.71 ? 1 : beyond(across - radius) - beyond(across + radius);
        } else {
            double past = along < 0 ? -along : along - whole;
            double away = Math.sqrt(past * past + across * across);
            if (away >= radius + 0.71) {
                return;
            }
            share = Math.min(beyond(across - radius) - beyond(across + radius), Math.clamp(radius - away + 0.5, 0, 1));
        }
        int counts = (int) (FULL * share + 0.5);
        if (counts > (cover[place] & FULL)) {
            cover[place] = (byte) counts;
            int r = row - fromY;
            first[r] = Math.min(first[r], column - fromX);
            last[r] = Math.max(last[r], column - fromX);
        }
    }

    /** The share of a pixel's square on the near side of the stripe's edge that lies so far before its middle. */
    private double beyond(double distance) {
        double size = Math.abs(distance);
        double share;
        if (size >= (larger + smaller) / 2) {
            share = 0;
        } else if (size <= (larger - smaller) / 2) {
            share = 0.5 - size / larger;
        } else {
            double corner = (larger + smaller) / 2 - size;
            share = corner * corner / (2 * larger * smaller);
        }
        return distance > 0 ? share : 1 - share;
    }

    private void blend(ScreenTarget target, Color ink) {
        int alpha = ink.getAlpha();
        int red = ink.getRed();
        int green = ink.getGreen();
        int blue = ink.getBlue();
        for (int row = 0; row < toY - fromY; row++) {
            int from = row * width;
            int into = (row + fromY) * target.width() + fromX;
            for (int column = first[row]; column <= last[row]; column++) {
                int share = cover[from + column] & FULL;
                if (share > 0) {
                    cover[from + column] = 0;
                    int weight = times(alpha, share);
                    int under = target.pixels()[into + column];
                    int rest = FULL - weight;
                    target.pixels()[into + column] = (weight + times(under >>> 24, rest)) << 24
                            | (times(red, weight) + times(under >> 16 & FULL, rest)) << 16
                            | (times(green, weight) + times(under >> 8 & FULL, rest)) << 8
                            | (times(blue, weight) + times(under & FULL, rest));
                }
            }
        }
    }

    /** a b / 255, rounded. */
    private static int times(int a, int b) {
        int product = a * b + 128;
        return (product + (product >> 8)) >> 8;
    }
}
