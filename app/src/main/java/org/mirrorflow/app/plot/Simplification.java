package org.mirrorflow.app.plot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Leaves out points of a drawn line that lie so close to the straight line between their neighbours that nobody can see them: the
 * algorithm of Ramer (1972) and of Douglas and Peucker (1973), in positions on the page.
 */
public final class Simplification {

    /** A fifteenth of a dot at 300 dots to the inch, in points: what is left out is thinner than any printer draws. */
    public static final double PAPER = 0.016;

    private Simplification() {}

    /**
     * Indices of the points that remain, rising; first and last of every stretch, and every gap, among them.
     *
     * @param xs horizontal positions
     * @param ys vertical positions; what is not finite is a gap
     * @param tolerance the largest distance of a point that is left out from the line that is drawn instead
     */
    public static int[] kept(double[] xs, double[] ys, double tolerance) {
        boolean[] keep = new boolean[xs.length];
        int from = 0;
        for (int i = 0; i <= xs.length; i++) {
            if (i == xs.length || !Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
                if (i > from) {
                    stretch(xs, ys, from, i - 1, tolerance, keep);
                }
                if (i < xs.length) {
                    keep[i] = true;
                }
                from = i + 1;
            }
        }
        return IntStream.range(0, keep.length).filter(i -> keep[i]).toArray();
    }

    private static void stretch(double[] xs, double[] ys, int first, int last, double tolerance, boolean[] keep) {
        keep[first] = true;
        keep[last] = true;
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {first, last});
        while (!open.isEmpty()) {
            int[] part = open.pop();
            double worst = tolerance;
            int farthest = -1;
            for (int i = part[0] + 1; i < part[1]; i++) {
                double distance = distance(xs, ys, part[0], part[1], i);
                if (distance > worst) {
                    worst = distance;
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                keep[farthest] = true;
                open.push(new int[] {part[0], farthest});
                open.push(new int[] {farthest, part[1]});
            }
        }
    }

    /** Distance of a point from the segment between two others. */
    private static double distance(double[] xs, double[] ys, int a, int b, int i) {
        double dx = xs[b] - xs[a];
        double dy = ys[b] - ys[a];
        double square = dx * dx + dy * dy;
        double share = square == 0 ? 0 : Math.clamp(((xs[i] - xs[a]) * dx + (ys[i] - ys[a]) * dy) / square, 0, 1);
        return Math.hypot(xs[i] - xs[a] - share * dx, ys[i] - ys[a] - share * dy);
    }

    /** The values at these indices. */
    public static double[] at(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }
}
