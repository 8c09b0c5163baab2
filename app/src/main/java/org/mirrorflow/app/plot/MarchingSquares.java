package org.mirrorflow.app.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Level lines of a function known on a rectangular grid, linear along the edges of the grid's squares. A square with a corner
 * that has no number has no line; in a saddle the mean of the four corners says which of them belong together.
 *
 * <p>Source: Lorensen and Cline 1987, in two dimensions.
 */
public final class MarchingSquares {

    private MarchingSquares() {}

    /**
     * One level line.
     *
     * @param xs abscissae
     * @param ys ordinates; where the line is closed the last point is the first
     */
    public record LevelLine(double[] xs, double[] ys) {}

    /** A point where a line crosses an edge; equal for both squares of that edge. */
    private record Crossing(int column, int row, boolean upright) {}

    /**
     * The level lines.
     *
     * @param xs rising abscissae, length n
     * @param ys rising ordinates, length m
     * @param values row by row, length n·m, NaN where there is none; {@code values[row * n + column]}
     * @throws IllegalArgumentException when the lengths disagree
     */
    public static List<LevelLine> lines(double[] xs, double[] ys, double[] values, double level) {
        if (values.length != xs.length * ys.length) {
            throw new IllegalArgumentException("A grid of " + xs.length + " × " + ys.length + " points needs "
                    + xs.length * ys.length + " values; got " + values.length + ".");
        }
        Map<Crossing, List<Crossing>> neighbours = new HashMap<>();
        List<Crossing> inOrder = new ArrayList<>();
        int n = xs.length;
        for (int row = 0; row + 1 < ys.length; row++) {
            for (int column = 0; column + 1 < n; column++) {
                double a = values[row * n + column];
                double b = values[row * n + column + 1];
                double c = values[(row + 1) * n + column + 1];
                double d = values[(row + 1) * n + column];
                if (!Double.isFinite(a + b + c + d)) {
                    continue;
                }
                List<Crossing> crossed = new ArrayList<>();
                if ((a > level) != (b > level)) {
                    crossed.add(new Crossing(column, row, false));
                }
                if ((b > level) != (c > level)) {
                    crossed.add(new Crossing(column + 1, row, true));
                }
                if ((c > level) != (d > level)) {
                    crossed.add(new Crossing(column, row + 1, false));
                }
                if ((d > level) != (a > level)) {
                    crossed.add(new Crossing(column, row, true));
                }
                // Four crossings are bottom, right, top, left: the corner b is cut off, or a is.
                boolean aWithMiddle = crossed.size() == 4 && (a > level) == ((a + b + c + d) / 4 > level);
                for (int k = 0; k + 1 < crossed.size(); k += 2) {
                    int from = aWithMiddle ? k : (k + 3) % 4;
                    int to = aWithMiddle ? k + 1 : k;
                    boolean two = crossed.size() == 2;
                    join(neighbours, inOrder, crossed.get(two ? 0 : from), crossed.get(two ? 1 : to));
                }
            }
        }
        return chained(neighbours, inOrder, crossing -> point(crossing, xs, ys, values, level));
    }

    private static void join(Map<Crossing, List<Crossing>> neighbours, List<Crossing> inOrder, Crossing a, Crossing b) {
        for (Crossing crossing : List.of(a, b)) {
            if (!neighbours.containsKey(crossing)) {
                neighbours.put(crossing, new ArrayList<>(2));
                inOrder.add(crossing);
            }
        }
        neighbours.getOrDefault(a, new ArrayList<>()).add(b);
        neighbours.getOrDefault(b, new ArrayList<>()).add(a);
    }

    private static double[] point(Crossing at, double[] xs, double[] ys, double[] values, double level) {
        int n = xs.length;
        double from = values[at.row() * n + at.column()];
        double to = at.upright() ? values[(at.row() + 1) * n + at.column()] : values[at.row() * n + at.column() + 1];
        double share = (level - from) / (to - from);
        double x = xs[at.column()];
        double y = ys[at.row()];
        return at.upright()
                ? new double[] {x, y + share * (ys[at.row() + 1] - y)}
                : new double[] {x + share * (xs[at.column() + 1] - x), y};
    }

    private static List<LevelLine> chained(
            Map<Crossing, List<Crossing>> neighbours,
            List<Crossing> inOrder,
            java.util.function.Function<Crossing, double[]> point) {
        List<LevelLine> lines = new ArrayList<>();
        for (Crossing start : inOrder) {
            if (neighbours.getOrDefault(start, List.of()).isEmpty()) {
                continue;
            }
            Deque<Crossing> chain = new ArrayDeque<>();
            chain.add(start);
            for (boolean ahead : new boolean[] {true, false}) {
                Crossing at = start;
                List<Crossing> open = neighbours.getOrDefault(at, List.of());
                while (!open.isEmpty()) {
                    Crossing next = open.removeFirst();
                    neighbours.getOrDefault(next, new ArrayList<>()).remove(at);
                    if (ahead) {
                        chain.addLast(next);
                    } else {
                        chain.addFirst(next);
                    }
                    at = next;
                    open = neighbours.getOrDefault(at, List.of());
                }
            }
            double[] xs = new double[chain.size()];
            double[] ys = new double[chain.size()];
            int k = 0;
            for (Crossing crossing : chain) {
                double[] p = point.apply(crossing);
                xs[k] = p[0];
                ys[k++] = p[1];
            }
            lines.add(new LevelLine(xs, ys));
        }
        return lines;
    }
}
