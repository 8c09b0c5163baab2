package org.mirrorflow.app.explorer;

import java.util.Arrays;
import java.util.Optional;
import org.mirrorflow.app.plot.Layer;
import org.mirrorflow.app.plot.Role;
import org.mirrorflow.theory.mirror.MirrorMap;

/**
 * The closed curve around a convex set of the plane, found ray by ray from a point inside: the function is convex along each
 * ray and least at its foot, so one bisection finds where it reaches the level. Where a ray leaves the domain first, the curve
 * follows the domain's edge.
 *
 * @param xs abscissae, the last equal to the first
 * @param ys ordinates
 */
record Outline(double[] xs, double[] ys) {

    private static final int RAYS = 144;
    private static final int HALVINGS = 52;

    /** Abscissae at which a filled set is measured. */
    private static final int COLUMNS = 72;

    /** How far out a set is followed. */
    private static final double FURTHEST = 1e150;

    /** A function on the plane. */
    @FunctionalInterface
    interface PlaneFunction {
        double at(double[] x);
    }

    /** The Bregman ball {x : D_R(x, c) ≤ r} around c, which is inside the domain. */
    static Outline ball(MirrorMap map, double[] centre, double radius) {
        return around(map, centre, x -> map.bregman(x, centre), radius);
    }

    /** The level set {x : R(x) − min R ≤ c}, as the ball of radius c around the point of rest. */
    static Outline level(MirrorMap map, double level) {
        double[] rest = new double[2];
        map.restPoint(rest);
        return ball(map, rest, level);
    }

    /** The unit ball {u : φ(u) ≤ 1} of a gauge. */
    static Outline unitBall(PlaneFunction gauge) {
        double[] xs = new double[RAYS + 1];
        double[] ys = new double[RAYS + 1];
        for (int i = 0; i < RAYS; i++) {
            double[] u = ray(i);
            double size = gauge.at(u);
            xs[i] = u[0] / size;
            ys[i] = u[1] / size;
        }
        return closed(xs, ys);
    }

    private static Outline around(MirrorMap map, double[] foot, PlaneFunction function, double level) {
        double[] xs = new double[RAYS + 1];
        double[] ys = new double[RAYS + 1];
        double[] x = new double[2];
        double guess = 1;
        for (int i = 0; i < RAYS; i++) {
            double[] u = ray(i);
            double low = 0;
            double high = guess;
            while (below(map, function, level, foot, u, high, x) && high < FURTHEST) {
                low = high;
                high *= 2;
            }
            for (int k = 0; k < HALVINGS; k++) {
                double middle = 0.5 * (low + high);
                if (below(map, function, level, foot, u, middle, x)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            xs[i] = foot[0] + low * u[0];
            ys[i] = foot[1] + low * u[1];
            guess = Math.max(low, Double.MIN_NORMAL);
        }
        return closed(xs, ys);
    }

    private static boolean below(
            MirrorMap map, PlaneFunction function, double level, double[] foot, double[] u, double along, double[] x) {
        x[0] = foot[0] + along * u[0];
        x[1] = foot[1] + along * u[1];
        return map.contains(x) && function.at(x) <= level;
    }

    /** Directions that include the axes and the diagonals. */
    private static double[] ray(int i) {
        double angle = 2 * Math.PI * i / RAYS;
        double[] u = {Math.cos(angle), Math.sin(angle)};
        for (int k = 0; k < 2; k++) {
            u[k] = Math.abs(u[k]) < 1e-12 ? 0 : u[k];
        }
        return u;
    }

    private static Outline closed(double[] xs, double[] ys) {
        xs[RAYS] = xs[0];
        ys[RAYS] = ys[0];
        return new Outline(xs, ys);
    }

    /** The convex set inside as a tint; empty where the curve leaves every double, or has no width. */
    Optional<Layer.Band> filled(Role role) {
        int left = 0;
        int right = 0;
        for (int i = 0; i < RAYS; i++) {
            if (!Double.isFinite(xs[i]) || !Double.isFinite(ys[i])) {
                return Optional.empty();
            }
            left = xs[i] < xs[left] ? i : left;
            right = xs[i] > xs[right] ? i : right;
        }
        double width = xs[right] - xs[left];
        if (!(width > 0)) {
            return Optional.empty();
        }
        double[] at = new double[COLUMNS + 1];
        double[] lower = new double[COLUMNS + 1];
        double[] upper = new double[COLUMNS + 1];
        for (int k = 0; k <= COLUMNS; k++) {
            // Closer together towards the ends, where the curve is steep.
            double share = 0.5 * (1 - Math.cos(Math.PI * k / COLUMNS));
            at[k] = xs[left] + share * width;
            double one = height(left, right, at[k]);
            double other = height(right, left, at[k]);
            lower[k] = Math.min(one, other);
            upper[k] = Math.max(one, other);
        }
        return Optional.of(new Layer.Band(at, lower, upper, role, ""));
    }

    /** The ordinate at an abscissa on the way from one corner to another, forwards along the curve. */
    private double height(int from, int to, double x) {
        int i = from;
        while (i != to) {
            int next = (i + 1) % RAYS;
            double a = xs[i];
            double b = xs[next];
            if ((a <= x && x <= b) || (b <= x && x <= a)) {
                return a == b ? ys[i] : ys[i] + (x - a) / (b - a) * (ys[next] - ys[i]);
            }
            i = next;
        }
        return ys[Math.abs(xs[from] - x) < Math.abs(xs[to] - x) ? from : to];
    }

    /** max |xᵢ| over the curve. */
    double size() {
        return Math.max(
                Arrays.stream(xs).map(Math::abs).max().orElse(0),
                Arrays.stream(ys).map(Math::abs).max().orElse(0));
    }

    /** The curve rescaled so that its largest coordinate is 1. */
    Outline unitSize() {
        double size = size();
        return new Outline(
                Arrays.stream(xs).map(x -> x / size).toArray(),
                Arrays.stream(ys).map(y -> y / size).toArray());
    }
}
