package org.mirrorflow.app.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Layer;

/**
 * The numbers that a figure draws, as named columns of any length: {@code loss.A.x}, {@code loss.A.y}, with the letter of the panel
 * before them where there are several. Lines over one abscissa have its column in common.
 */
final class DataTable {

    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private final Map<Layer, Map<String, String>> names = new LinkedHashMap<>();

    /**
     * The columns of these charts.
     *
     * @param charts the panels; the letter of each stands before its names where there are several
     */
    static DataTable of(List<Chart> charts) {
        DataTable table = new DataTable();
        for (int i = 0; i < charts.size(); i++) {
            String panel = charts.size() > 1 ? (char) ('a' + i) + "." : "";
            for (Layer layer : charts.get(i).layers()) {
                table.add(panel + charts.get(i).id().replaceAll("[^A-Za-z0-9-]+", "-"), layer);
            }
        }
        return table;
    }

    /** All columns, in the order in which they are drawn. */
    Map<String, double[]> columns() {
        return columns;
    }

    /** The name of a layer's column by what it is: x, y, lower, upper, …. */
    Map<String, String> of(Layer layer) {
        return names.getOrDefault(layer, Map.of());
    }

    /** Length of the longest column. */
    int rows() {
        return columns.values().stream().mapToInt(column -> column.length).max().orElse(0);
    }

    private void add(String chart, Layer layer) {
        switch (layer) {
            case Layer.Line line -> xy(chart, word(line.role().letter(), line.label()), line, line.xs(), line.ys());
            case Layer.Graded graded -> xy(chart, "graded", graded, graded.xs(), graded.ys());
            case Layer.Theorem theorem -> xy(chart, "predicted", theorem, theorem.xs(), theorem.ys());
            case Layer.Marks marks -> xy(chart, word(marks.role().letter(), "marks"), marks, marks.xs(), marks.ys());
            case Layer.Contour contour -> xy(chart, "level", contour, contour.xs(), contour.ys());
            case Layer.Band band -> {
                String base = free(chart + "." + word(band.role().letter(), "band") + ".band", "lower");
                Map<String, String> own = new LinkedHashMap<>();
                own.put("x", shared(chart, base, band.xs()));
                own.put("lower", put(base + ".lower", band.lower()));
                own.put("upper", put(base + ".upper", band.upper()));
                names.put(band, own);
            }
            case Layer.Stems stems -> {
                String base = free(chart + "." + word(stems.role().letter(), "stems"), "value");
                Map<String, String> own = new LinkedHashMap<>();
                own.put("x", shared(chart, base, stems.index()));
                own.put("y", put(base + ".value", stems.values()));
                double[] predicted = stems.predicted();
                if (predicted != null) {
                    own.put("predicted", put(base + ".predicted", predicted));
                }
                names.put(stems, own);
            }
            case Layer.Cells cells -> {
                String base = free(chart + "." + word(cells.role().letter(), "cells"), "value");
                double[] row = new double[cells.values().length];
                double[] column = new double[row.length];
                for (int i = 0; i < row.length; i++) {
                    int above = i / cells.columns();
                    int before = i % cells.columns();
                    row[i] = above + 1;
                    column[i] = before + 1;
                }
                put(base + ".row", row);
                put(base + ".column", column);
                put(base + ".value", cells.values());
                double[] predicted = cells.predicted();
                if (predicted != null) {
                    put(base + ".predicted", predicted);
                }
            }
            case Layer.Heat heat -> {
                String base = free(chart + ".map", "value");
                int wide = heat.columns();
                double[] values = new double[heat.values().length];
                Arrays.setAll(values, i -> heat.states()[i] == Layer.CellState.PRESENT ? heat.values()[i] : Double.NaN);
                put(base + ".left", edges(heat.xEdges(), values.length, i -> i % wide));
                put(base + ".right", edges(heat.xEdges(), values.length, i -> i % wide + 1));
                put(base + ".bottom", edges(heat.yEdges(), values.length, i -> i / wide));
                put(base + ".top", edges(heat.yEdges(), values.length, i -> i / wide + 1));
                put(base + ".value", values);
            }
            case Layer.Tolerance tolerance -> put(free(chart + ".tolerance", "y") + ".y", new double[] {tolerance.y()});
            case Layer.Event event -> put(free(chart + ".event", "x") + ".x", new double[] {event.x()});
        }
    }

    private static double[] edges(double[] all, int cells, java.util.function.IntUnaryOperator which) {
        double[] edges = new double[cells];
        Arrays.setAll(edges, i -> all[which.applyAsInt(i)]);
        return edges;
    }

    private void xy(String chart, String series, Layer layer, double[] xs, double[] ys) {
        String base = free(chart + "." + series, "y");
        Map<String, String> own = new LinkedHashMap<>();
        own.put("x", shared(chart, base, xs));
        own.put("y", put(base + ".y", ys));
        names.put(layer, own);
    }

    /** A column with these abscissae that the chart has already, or a new one. */
    private String shared(String chart, String base, double[] xs) {
        for (Map.Entry<String, double[]> column : columns.entrySet()) {
            if (column.getKey().startsWith(chart + ".")
                    && column.getKey().endsWith(".x")
                    && Arrays.equals(column.getValue(), xs)) {
                return column.getKey();
            }
        }
        return put(base + ".x", xs);
    }

    private String put(String name, double[] values) {
        columns.put(name, values);
        return name;
    }

    /** The name, with a number behind it where another series has it. */
    private String free(String base, String part) {
        String name = base;
        for (int k = 2; columns.containsKey(name + "." + part); k++) {
            name = base + "." + k;
        }
        return name;
    }

    /** The run's letter, else a word of the label that can stand in a column's name. */
    private static String word(String letter, String label) {
        String plain =
                label.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "").toLowerCase(Locale.ROOT);
        return letter.isEmpty() ? plain.isEmpty() ? "line" : plain : letter;
    }

    /**
     * All columns as comma-separated values below a line of their names; shorter ones end with {@code nan}.
     */
    String csv() {
        List<String> heads = new ArrayList<>(columns.keySet());
        StringBuilder csv = new StringBuilder(String.join(",", heads)).append('\n');
        List<double[]> all = List.copyOf(columns.values());
        int rows = rows();
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < all.size(); k++) {
                csv.append(k == 0 ? "" : ",").append(row < all.get(k).length ? text(all.get(k)[row]) : "nan");
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** A number as Python and TeX read it. */
    private static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
