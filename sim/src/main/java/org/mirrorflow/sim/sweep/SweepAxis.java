package org.mirrorflow.sim.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;

/**
 * One parameter of a sweep and the values that it takes.
 *
 * @param path dotted path of the parameter, e.g. {@code model.initial-scale} or {@code dynamics.kind}
 * @param spacing how the values were chosen
 * @param values all {@link Double}, all {@link Long}, or all {@link String}; numbers rise, and no value comes twice
 */
public record SweepAxis(String path, Spacing spacing, List<Object> values) {

    /** Most values of an axis. */
    public static final int LARGEST = 200;

    /** Values of a range are rounded to so many digits, for people read and retype them; its ends are kept as given. */
    private static final int DIGITS = 6;

    /** A list whose largest value is so many times its smallest is shown on a logarithmic axis. */
    private static final double WIDE_LIST = 30;

    private static final String FORM = "write PATH=FROM..TO:COUNT, PATH=FROM..TO:log:COUNT or PATH=VALUE,VALUE,…";

    /** How the values of an axis were chosen. */
    public enum Spacing {
        /** In equal steps. */
        LINEAR("linear"),
        /** In equal factors. */
        LOGARITHMIC("log"),
        /** One by one. */
        LIST("list");

        private final String id;

        Spacing(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    public SweepAxis {
        values = List.copyOf(values);
    }

    /**
     * Values in equal steps or factors between two ends, which are among them.
     *
     * @param base knows the parameter
     * @param count how many, at least 2
     * @throws InvalidSettingException for an unknown path, a parameter that is no number, or an impossible range
     */
    public static SweepAxis range(
            Specification base, String path, Spacing spacing, double from, double to, long count) {
        Parameter parameter = parameter(base, path);
        boolean whole = parameter instanceof Parameter.Whole;
        if (!whole && !(parameter instanceof Parameter.Real)) {
            throw new InvalidSettingException(
                    path, "is no number, so it has no range; list its values" + options(parameter));
        }
        if (count < 2 || count > LARGEST) {
            throw new InvalidSettingException(
                    path, "is to take " + count + " values; an axis has 2 to " + LARGEST + " of them");
        }
        if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new InvalidSettingException(
                    path, "cannot run from " + plain(from) + " to " + plain(to) + "; give the smaller end first");
        }
        if (spacing == Spacing.LOGARITHMIC && from <= 0) {
            throw new InvalidSettingException(
                    path, "cannot run in equal factors from " + plain(from) + "; start above 0, or use linear spacing");
        }
        List<Object> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double share = k / (count - 1.0);
            double value = k == 0
                    ? from
                    : k == count - 1
                            ? to
                            : rounded(
                                    spacing == Spacing.LOGARITHMIC
                                            ? from * StrictMath.pow(to / from, share)
                                            : from + (to - from) * share);
            values.add(whole ? (Object) Math.round(value) : (Object) value);
        }
        if (new HashSet<>(values).size() < values.size()) {
            throw new InvalidSettingException(
                    path,
                    "has only " + new HashSet<>(values).size() + " different values between " + plain(from) + " and "
                            + plain(to) + " in this spacing, not " + count + "; ask for fewer, or list them");
        }
        return new SweepAxis(path, spacing, values);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
    }

    /**
     * Values one by one.
     *
     * @param base knows the parameter
     * @param given numbers in any order, or words
     * @throws InvalidSettingException for an unknown path, too few values, one given twice, or words for a number
     */
    public static SweepAxis list(Specification base, String path, List<?> given) {
        Parameter parameter = parameter(base, path);
        if (given.size() < 2 || given.size() > LARGEST) {
            throw new InvalidSettingException(
                    path, "is to take " + given.size() + " values; an axis has 2 to " + LARGEST + " of them");
        }
        List<Object> values = new ArrayList<>();
        for (Object value : given) {
            values.add(
                    switch (parameter) {
                        case Parameter.Real real -> number(path, value).doubleValue();
                        case Parameter.Whole whole -> wholeNumber(path, value);
                        default -> String.valueOf(value);
                    });
        }
        if (!(values.getFirst() instanceof String)) {
            values.sort((a, b) -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue()));
        }
        HashSet<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw new InvalidSettingException(path, "takes " + value + " twice; list each value once");
            }
        }
        return new SweepAxis(path, Spacing.LIST, values);
    }

    private static Number number(String path, Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number;
        }
        throw new InvalidSettingException(path, "is \"" + value + "\"; its values are numbers");
    }

    private static Long wholeNumber(String path, Object value) {
        Number number = number(path, value);
        if (number.doubleValue() != Math.rint(number.doubleValue())) {
            throw new InvalidSettingException(path, "is " + value + "; its values are whole numbers");
        }
        return number.longValue();
    }

    /**
     * Parses what the command line and the window take: {@code model.depth=2,3,4}, {@code model.initial-scale=1e-3..1:log:16},
     * {@code dynamics.weight-decay=0..4:9}, {@code model.kind=a,b}.
     *
     * @param base knows the parameter
     * @throws InvalidSettingException naming what is wrong
     */
    public static SweepAxis parse(Specification base, String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new InvalidSettingException("axis \"" + text + "\"", "has no values; " + FORM);
        }
        String path = text.substring(0, equals).strip();
        String values = text.substring(equals + 1).strip();
        int dots = values.indexOf("..");
        if (dots < 0) {
            List<Object> list = new ArrayList<>();
            for (String value : values.split(",", -1)) {
                list.add(value(value.strip()));
            }
            return list(base, path, list);
        }
        String[] parts = values.substring(dots + 2).split(":", -1);
        if (parts.length > 3) {
            throw new InvalidSettingException(path, "has the range \"" + values + "\"; " + FORM);
        }
        Spacing spacing = Spacing.LINEAR;
        String count = "9";
        for (int k = 1; k < parts.length; k++) {
            switch (parts[k].strip().toLowerCase(Locale.ROOT)) {
                case "log" -> spacing = Spacing.LOGARITHMIC;
                case "lin", "linear" -> spacing = Spacing.LINEAR;
                default -> count = parts[k].strip();
            }
        }
        return range(
                base, path, spacing, end(path, values.substring(0, dots)), end(path, parts[0]), count(path, count));
    }

    private static Object value(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException notReal) {
                return text;
            }
        }
    }

    private static double end(String path, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(path, "has \"" + text.strip() + "\" as an end of its range; " + FORM);
        }
    }

    private static long count(String path, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidSettingException(
                    path, "has \"" + text + "\" where the number of values should stand; " + FORM);
        }
    }

    /** The axis as {@link #parse} takes it. */
    public String text() {
        return path + "=" + valuesText();
    }

    /** The values as {@link #parse} takes them. */
    public String valuesText() {
        return spacing == Spacing.LIST
                ? values.stream().map(SweepAxis::shown).collect(Collectors.joining(","))
                : shown(values.getFirst()) + ".." + shown(values.getLast())
                        + (spacing == Spacing.LOGARITHMIC ? ":log:" : ":") + values.size();
    }

    /** A value as a person types it. */
    public static String shown(Object value) {
        return value instanceof Double x ? plain(x) : String.valueOf(value);
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e6 ? Long.toString((long) x) : Double.toString(x);
    }

    /** How many values. */
    public int size() {
        return values.size();
    }

    /** Whether the values are numbers. */
    public boolean numeric() {
        return values.getFirst() instanceof Number;
    }

    /** Whether the values are shown on a logarithmic axis. */
    public boolean logarithmic() {
        if (spacing != Spacing.LIST) {
            return spacing == Spacing.LOGARITHMIC;
        }
        double[] at = positions();
        return numeric() && at[0] > 0 && at[at.length - 1] >= WIDE_LIST * at[0];
    }

    /** Where the values stand: the numbers themselves, or 1, 2, … for words. */
    public double[] positions() {
        double[] positions = new double[values.size()];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = values.get(k) instanceof Number number ? number.doubleValue() : k + 1.0;
        }
        return positions;
    }

    /** What charts and lists call the parameter of a path. */
    public static String label(Specification base, String path) {
        return parameter(base, path).label();
    }

    /** The paths of a specification that an axis can have: every number, word and choice but the seed. */
    public static List<String> paths(Specification base) {
        return base.values().keySet().stream()
                .filter(path -> !path.equals("seed") && !path.startsWith("record."))
                .filter(path -> !(parameter(base, path) instanceof Parameter.Text))
                .toList();
    }

    /**
     * The declaration of the parameter at a path; a kind is declared as a choice.
     *
     * @throws InvalidSettingException when a specification has no such parameter, or seeds are to be its values
     */
    public static Parameter parameter(Specification base, String path) {
        if (path.equals("seed")) {
            throw new InvalidSettingException(
                    path, "is no axis; every cell is run with several seeds anyway, as many as \"seeds\" says");
        }
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        String key = path.substring(dot + 1);
        if (Specification.SECTIONS.contains(head) && key.equals("kind")) {
            List<String> kinds =
                    Components.choices(head).stream().map(CatalogueEntry::id).toList();
            return new Parameter.Choice(
                    "kind",
                    "",
                    head,
                    "Which " + head + ".",
                    false,
                    base.section(head).kind(),
                    kinds);
        }
        List<Parameter> declared = switch (head) {
            case "problem", "model", "dynamics" ->
                Components.entry(head, base.section(head).kind()).parameters();
            case "stop" -> Specification.STOP;
            case "record" -> Specification.RECORD;
            default -> List.of();
        };
        Optional<Parameter> found = declared.stream()
                .filter(parameter -> parameter.id().equals(key))
                .findFirst();
        return found.orElseThrow(() -> new InvalidSettingException(
                path,
                "is no parameter of this experiment; "
                        + Names.suggest(path, List.copyOf(base.values().keySet()))));
    }

    private static String options(Parameter parameter) {
        return parameter instanceof Parameter.Choice choice ? ", some of " + String.join(", ", choice.options()) : "";
    }
}
