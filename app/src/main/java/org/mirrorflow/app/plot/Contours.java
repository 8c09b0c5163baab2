package org.mirrorflow.app.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * Level lines of a function known at the nodes of a grid, by marching squares: within a cell the function is taken to be linear
 * along the edges, and a saddle is decided by the mean of its corners. Cells with an unknown corner have no line.
 */
public final class Contours {

    private Contours() {}

    /**
     * The lines, as segments.
     *
     * @param columns number of nodes along x
     * @param rows number of nodes along y
     * @param values at node {@code row·columns + column}; NaN where unknown
     * @param level the height
     * @return segments {column₀, row₀, column₁, row₁} in node coordinates
     */
    public static List<double[]> of(int columns, int rows, double[] values, double level) {
        List<double[]> segments = new ArrayList<>();
        for (int j = 0; j + 1 < rows; j++) {
            for (int i = 0; i + 1 < columns; i++) {
                cell(i, j, columns, values, level, segments);
            }
        }
        return segments;
    }

    /**
     * Joins segments that meet into lines.
     *
     * @param segments as {@link #of} gives them
     * @return lines as {column, row} points; a closed one ends where it begins
     */
    public static List<List<double[]>> lines(List<double[]> segments) {
        Map<Point, List<double[]>> ends = new HashMap<>();
        for (double[] segment : segments) {
            ends.computeIfAbsent(start(segment), key -> new ArrayList<>()).add(segment);
            ends.computeIfAbsent(end(segment), key -> new ArrayList<>()).add(segment);
        }
        Set<double[]> used = Collections.newSetFromMap(new IdentityHashMap<>());
        List<List<double[]>> lines = new ArrayList<>();
        for (double[] segment : segments) {
            if (used.add(segment)) {
                Deque<double[]> line = new ArrayDeque<>();
                line.add(new double[] {segment[0], segment[1]});
                line.add(new double[] {segment[2], segment[3]});
                grow(line, ends, used, true);
                grow(line, ends, used, false);
                lines.add(List.copyOf(line));
            }
        }
        return lines;
    }

    private static void grow(Deque<double[]> line, Map<Point, List<double[]>> ends, Set<double[]> used, boolean atEnd) {
        while (true) {
            double[] last = atEnd ? line.getLast() : line.getFirst();
            Point here = new Point(last[0], last[1]);
            double[] next = ends.getOrDefault(here, List.of()).stream()
                    .filter(segment -> !used.contains(segment))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return;
            }
            used.add(next);
            double[] far = start(next).equals(here) ? new double[] {next[2], next[3]} : new double[] {next[0], next[1]};
            if (atEnd) {
                line.addLast(far);
            } else {
                line.addFirst(far);
            }
        }
    }

    private record Point(double x, double y) {}

    private static Point start(double[] segment) {
        return new Point(segment[0], segment[1]);
    }

    private static Point end(double[] segment) {
        return new Point(segment[2], segment[3]);
    }

    private static void cell(int i, int j, int columns, double[] values, double level, List<double[]> segments) {
        double a = values[j * columns + i] - level;
        double b = values[j * columns + i + 1] - level;
        double c = values[(j + 1) * columns + i + 1] - level;
        double d = values[(j + 1) * columns + i] - level;
        if (Double.isNaN(a + b + c + d)) {
            return;
        }
        DoubleBinaryOperator share = (from, to) -> from / (from - to);
        List<double[]> crossings = new ArrayList<>();
        if (above(a) != above(b)) {
            crossings.add(new double[] {i + share.applyAsDouble(a, b), j});
        }
        if (above(b) != above(c)) {
            crossings.add(new double[] {i + 1, j + share.applyAsDouble(b, c)});
        }
        if (above(d) != above(c)) {
            crossings.add(new double[] {i + share.applyAsDouble(d, c), j + 1});
        }
        if (above(a) != above(d)) {
            crossings.add(new double[] {i, j + share.applyAsDouble(a, d)});
        }
        if (crossings.size() == 2) {
            segments.add(joined(crossings.get(0), crossings.get(1)));
        } else if (crossings.size() == 4) {
            // Bottom, right, top, left: the corners that agree with the middle are joined through it.
            boolean withFirst = above(a + b + c + d) == above(a);
            segments.add(joined(crossings.get(0), crossings.get(withFirst ? 1 : 3)));
            segments.add(joined(crossings.get(2), crossings.get(withFirst ? 3 : 1)));
        }
    }

    private static boolean above(double height) {
        return height > 0;
    }

    private static double[] joined(double[] from, double[] to) {
        return new double[] {from[0], from[1], to[0], to[1]};
    }
}
