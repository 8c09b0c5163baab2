package org.mirrorflow.theory.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.mirrorflow.theory.formula.Expression;

/**
 * Where a formula is a differentiable function: the interval on which its value, slope and second derivative are finite,
 * and inside it the points between which doubles can evaluate them. {@code cosh(x)} is finite on ℝ and overflows at 710.
 *
 * <p>Of several intervals the one around 0 is taken, else that of 1, else the one nearest to 1 in scale. Ends are looked
 * for on a logarithmic and a linear grid and bisected to neighbouring doubles.
 *
 * @param interval the domain
 * @param lowest the least point that can be evaluated
 * @param highest the greatest
 */
record FormulaDomain(Interval interval, double lowest, double highest) {

    /** log₁₀ of the least and the greatest size looked at. */
    private static final int SMALLEST = -100;

    private static final int LARGEST = 308;

    /** Points to a decade. */
    private static final int DENSITY = 12;

    /** A part of the formula above this size is on its way to overflow. */
    private static final double HUGE = 1e150;

    /** An end nearer to 0 than this is 0. */
    private static final double TINY = 1e-60;

    /** Half the width of the linear grid and its points to a unit. */
    private static final int LINEAR_REACH = 20;

    private static final int LINEAR_DENSITY = 16;

    /**
     * Finds the domain.
     *
     * @throws IllegalArgumentException where the formula is finite nowhere, in one clause after "the formula"
     */
    static FormulaDomain of(Expression formula) {
        return new Finder(formula).find();
    }

    /** Whether 0 is inside. */
    boolean surroundsZero() {
        return interval.contains(0);
    }

    /**
     * Points that come close to every end and to 0 by twelve steps a decade, in rising order, 0 itself left out.
     */
    double[] ladder() {
        NavigableSet<Double> points = new TreeSet<>(grid());
        for (double end : new double[] {interval.lower(), interval.upper()}) {
            if (Double.isFinite(end) && end != 0) {
                for (int k = SMALLEST * DENSITY; k <= LARGEST * DENSITY; k++) {
                    double step = Math.pow(10, (double) k / DENSITY);
                    points.add(end + step);
                    points.add(end - step);
                }
            }
        }
        return points.stream()
                .mapToDouble(Double::doubleValue)
                .filter(x -> x != 0 && x >= lowest && x <= highest && interval.contains(x))
                .toArray();
    }

    private static List<Double> grid() {
        List<Double> points = new ArrayList<>();
        for (int k = SMALLEST * DENSITY; k < LARGEST * DENSITY; k++) {
            double size = Math.pow(10, (double) k / DENSITY);
            points.add(size);
            points.add(-size);
        }
        for (int k = -LINEAR_REACH * LINEAR_DENSITY; k <= LINEAR_REACH * LINEAR_DENSITY; k++) {
            points.add((double) k / LINEAR_DENSITY);
        }
        return points;
    }

    private static final class Finder {

        private final Expression formula;
        private final double[] points;
        private final boolean[] finite;

        Finder(Expression formula) {
            this.formula = formula;
            points = new TreeSet<>(grid())
                    .stream().mapToDouble(Double::doubleValue).toArray();
            finite = new boolean[points.length];
            for (int i = 0; i < points.length; i++) {
                finite[i] =
                        points[i] == 0 ? finiteAround0() : formula.at(points[i]).isFinite();
            }
        }

        FormulaDomain find() {
            int seed = seed();
            int right = seed;
            while (right + 1 < points.length && finite[right + 1]) {
                right++;
            }
            int left = seed;
            while (left > 0 && finite[left - 1]) {
                left--;
            }
            double[] upper = end(right, 1);
            double[] lower = end(left, -1);
            return new FormulaDomain(new Interval(lower[0], upper[0]), lower[1], upper[1]);
        }

        /** Finite at 0, or with a removable gap there, as x² log|x| and the second derivative of |x|^1.5 have. */
        private boolean finiteAround0() {
            if (formula.at(0).isFinite()) {
                return true;
            }
            double near = Math.pow(10, SMALLEST);
            double far = Math.sqrt(near);
            for (int side : new int[] {1, -1}) {
                double here = formula.at(side * near).value();
                double there = formula.at(side * far).value();
                if (!(Math.abs(here - there) <= 1e-6 * (1 + Math.abs(there)))) {
                    return false;
                }
            }
            return Math.abs(formula.at(near).value() - formula.at(-near).value()) <= 1e-6;
        }

        private int seed() {
            int best = -1;
            for (int i = 0; i < points.length; i++) {
                if (points[i] == 0 && finite[i] && finite[i - 1] && finite[i + 1]) {
                    return i;
                }
                if (finite[i] && points[i] != 0 && (best < 0 || rank(points[i]) < rank(points[best]))) {
                    best = i;
                }
            }
            if (best < 0) {
                throw new IllegalArgumentException(
                        "has no finite value with two finite derivatives at any x; check the arguments of its functions");
            }
            return best;
        }

        private static double rank(double x) {
            return Math.abs(Math.log(Math.abs(x))) + (x > 0 ? 0 : 0.5);
        }

        /** The end of the domain beyond the last finite grid point, and the last point that can be evaluated. */
        private double[] end(int last, int direction) {
            boolean atTheRim = direction > 0 ? last + 1 == points.length : last == 0;
            if (atTheRim) {
                return new double[] {direction * Double.POSITIVE_INFINITY, direction * Double.MAX_VALUE / 4};
            }
            double inside = points[last];
            double outside = points[last + direction];
            while (true) {
                double middle = between(inside, outside);
                if (middle == inside || middle == outside) {
                    break;
                }
                if (formula.at(middle).isFinite()) {
                    inside = middle;
                } else {
                    outside = middle;
                }
            }
            if (Math.abs(outside) < TINY) {
                return new double[] {0, inside};
            }
            boolean outward = inside * direction > 0;
            if (formula.largestPart(inside) > HUGE
                    && Math.abs(formula.at(inside).slope()) != 0) {
                if (!outward) {
                    return new double[] {0, inside};
                }
                if (nothingBeyond(last, direction)) {
                    return new double[] {direction * Double.POSITIVE_INFINITY, inside};
                }
            }
            return new double[] {outside, inside};
        }

        private boolean nothingBeyond(int last, int direction) {
            for (int i = last + direction; i >= 0 && i < points.length; i += direction) {
                if (finite[i]) {
                    return false;
                }
            }
            return true;
        }

        /** The point halfway in the order of doubles, so that any two are a bisection of 64 steps apart. */
        private static double between(double a, double b) {
            if (a == 0 || b == 0 || Math.signum(a) != Math.signum(b)) {
                return 0.5 * a + 0.5 * b;
            }
            long first = Double.doubleToLongBits(Math.abs(a));
            long second = Double.doubleToLongBits(Math.abs(b));
            return Math.copySign(Double.longBitsToDouble(first + (second - first) / 2), a);
        }
    }
}
