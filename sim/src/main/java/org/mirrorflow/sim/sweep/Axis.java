package org.mirrorflow.sim.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * A setting and the values that it takes in a sweep. Written as {@code model.initial-scale=1e-3..1:log:16} (so many values from
 * here to there, in equal ratios), {@code …:linear:5} (in equal differences) or {@code model.depth=2,3,4}.
 *
 * @param path dotted path of the setting
 * @param values numbers or words, in order, at least one
 */
public record Axis(String path, List<Object> values) {

    /** More values than this in one direction are surely a mistake. */
    public static final int MOST = 1024;

    public Axis {
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() > MOST) {
            throw new InvalidSettingException(
                    path, "has " + values.size() + " values in the sweep; give from 1 to " + MOST);
        }
    }

    /** Values in equal ratios; whole numbers stay whole where both ends are. */
    public static Axis logarithmic(String path, double from, double to, int count) {
        if (!(from > 0 && to > 0)) {
            throw new InvalidSettingException(
                    path,
                    "goes from " + from + " to " + to + ", which has no logarithm; give positive ends, or linear");
        }
        return spaced(path, from, to, count, true);
    }

    /** Values in equal differences; whole numbers stay whole where both ends are. */
    public static Axis linear(String path, double from, double to, int count) {
        return spaced(path, from, to, count, false);
    }

    private static Axis spaced(String path, double from, double to, int count, boolean logarithmic) {
        if (!Double.isFinite(from) || !Double.isFinite(to) || count < 1 || (count > 1 && from == to)) {
            throw new InvalidSettingException(
                    path,
                    "goes from " + from + " to " + to + " in " + count
                            + " values; give two different numbers and a count");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST + 1); i++) {
            double share = count == 1 ? 0 : (double) i / (count - 1);
            double x = logarithmic
                    ? StrictMath.exp((1 - share) * StrictMath.log(from) + share * StrictMath.log(to))
                    : from + share * (to - from);
            // The ends are what was asked for, to the last bit.
            values.add(i == 0 ? from : i == count - 1 ? to : x);
        }
        return new Axis(path, values);
    }

    /** The same with whole numbers only, each once; for a setting that takes no others. */
    public Axis whole() {
        return new Axis(
                path,
                values.stream()
                        .map(value -> value instanceof Double x ? (Object) Math.round(x) : value)
                        .distinct()
                        .toList());
    }

    /**
     * Reads an axis; see the class.
     *
     * @throws InvalidSettingException saying how to write it
     */
    public static Axis parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw unreadable(text);
        }
        String path = text.substring(0, equals).trim();
        String range = text.substring(equals + 1).trim();
        int dots = range.indexOf("..");
        if (dots < 0) {
            return new Axis(
                    path,
                    Arrays.stream(range.split(",", -1))
                            .map(String::trim)
                            .map(Axis::value)
                            .toList());
        }
        String[] parts = range.substring(dots + 2).split(":", -1);
        if (parts.length != 3) {
            throw unreadable(text);
        }
        try {
            double from = Double.parseDouble(range.substring(0, dots));
            double to = Double.parseDouble(parts[0]);
            int count = Integer.parseInt(parts[2]);
            return switch (parts[1]) {
                case "log" -> logarithmic(path, from, to, count);
                case "linear" -> linear(path, from, to, count);
                default -> throw unreadable(text);
            };
        } catch (NumberFormatException e) {
            throw unreadable(text);
        }
    }

    private static Object value(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static InvalidSettingException unreadable(String text) {
        return new InvalidSettingException(
                "--axis " + text,
                "cannot be read; write path=from..to:log:count, path=from..to:linear:count or path=a,b,c");
    }

    /** Whether all values are numbers. */
    public boolean numeric() {
        return values.stream().allMatch(Number.class::isInstance);
    }

    /** Whether they are positive numbers in equal ratios, so that a logarithmic axis shows them evenly. */
    public boolean geometric() {
        if (!numeric() || values.size() < 3) {
            return false;
        }
        double ratio = number(1) / number(0);
        for (int i = 0; i < values.size(); i++) {
            if (!(number(i) > 0) || (i > 0 && Math.abs(number(i) / number(i - 1) / ratio - 1) > 0.2)) {
                return false;
            }
        }
        return Math.abs(Math.log(ratio)) > 0.05;
    }

    /** A value as a number. */
    public double number(int i) {
        return ((Number) values.get(i)).doubleValue();
    }
}
