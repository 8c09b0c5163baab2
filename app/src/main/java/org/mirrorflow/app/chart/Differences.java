package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mirrorflow.app.plot.Numbers;
import org.mirrorflow.sim.experiment.Change;
import org.mirrorflow.sim.experiment.Changes;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.theory.catalogue.Parameter;

/** What tells one run from the others, in a few words. */
public final class Differences {

    /** More than this many differences are counted, not listed. */
    private static final int LISTED = 2;

    private static final int MOST_BETWEEN = 3;

    private Differences() {}

    /**
     * The values of run {@code index} in the settings in which not all runs agree; for a single run, its model.
     */
    public static String of(int index, List<Specification> runs) {
        List<Map<String, Object>> values = runs.size() == 1
                ? List.of()
                : runs.stream().map(Specification::values).toList();
        Map<String, Object> own = values.isEmpty() ? Map.of() : values.get(index);
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, Object> entry : own.entrySet()) {
            boolean differs = !entry.getKey().equals(Changes.PATH)
                    && values.stream()
                            .anyMatch(other -> other.containsKey(entry.getKey())
                                    && !Objects.equals(other.get(entry.getKey()), entry.getValue()));
            if (differs) {
                words.add(word(runs.get(index), entry.getKey(), entry.getValue()));
            }
        }
        int more = words.size() - LISTED;
        if (more > 0) {
            words = new ArrayList<>(words.subList(0, LISTED));
            words.add(more + " more");
        }
        if (words.isEmpty()) {
            words.add(Components.entry("model", runs.get(index).model().kind()).name());
        }
        String under = underWay(runs.get(index));
        if (!under.isEmpty()) {
            words.add(under);
        }
        return String.join(", ", words);
    }

    /** The last value of each setting that changes under way, and since when; empty where nothing does. */
    public static String underWay(Specification run) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Change change : run.changes().all()) {
            words.put(
                    change.setting(),
                    word(run, "dynamics." + change.setting(), change.value()) + " from t = "
                            + Numbers.readOff(change.at()));
        }
        return String.join(", ", words.values());
    }

    /**
     * In what a run differs from another, for people: one difference is named with both values, more are counted and named.
     *
     * @param a letter of the first run
     * @param b letter of the second run
     */
    public static String between(String a, Specification first, String b, Specification second) {
        Map<String, Object> own = first.values();
        Map<String, Object> other = second.values();
        List<String> words = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>(own.keySet());
        paths.addAll(other.keySet());
        for (String path : paths) {
            Object x = own.get(path);
            Object y = other.get(path);
            if (path.startsWith("stop.") || path.startsWith("record.") || Objects.equals(x, y)) {
                continue;
            }
            words.add(
                    path.equals(Changes.PATH)
                            ? under(a, first) + ", " + under(b, second)
                            : (x == null ? a + " has none" : word(first, path, x)) + " in " + a + ", "
                                    + (y == null ? "none" : value(y)) + " in " + b);
        }
        String seed = first.seed() == second.seed() ? "; the same seed" : "";
        return switch (words.size()) {
            case 0 -> a + " and " + b + " do not differ" + seed + ".";
            case 1 -> "One difference: " + words.getFirst() + seed + ".";
            default ->
                words.size() + " differences: "
                        + String.join("; ", words.subList(0, Math.min(words.size(), MOST_BETWEEN)))
                        + (words.size() > MOST_BETWEEN ? "; …" : "") + seed + ".";
        };
    }

    private static String under(String letter, Specification run) {
        String words = underWay(run);
        return words.isEmpty() ? "nothing changes under way in " + letter : words + " in " + letter;
    }

    private static String value(Object value) {
        return value instanceof Double x ? Numbers.residual(x) : value.toString();
    }

    /** One setting with its value, by the name that its control shows. */
    public static String word(Specification specification, String path, Object value) {
        int dot = path.indexOf('.');
        if (path.endsWith(".kind")) {
            return Components.entry(path.substring(0, dot), value.toString()).name();
        }
        String name = dot < 0 ? path : path.substring(dot + 1);
        if (dot > 0 && Specification.SECTIONS.contains(path.substring(0, dot))) {
            String section = path.substring(0, dot);
            for (Parameter parameter : Components.entry(
                            section, specification.section(section).kind())
                    .parameters()) {
                if (parameter.id().equals(name)) {
                    name = symbol(parameter);
                }
            }
        }
        return name + " = " + value(value);
    }

    /** The symbol as plain text where it is a single letter, otherwise the plain word. */
    private static String symbol(Parameter parameter) {
        return switch (parameter.symbol()) {
            case "\\alpha" -> "α";
            case "\\beta" -> "β";
            case "\\eta" -> "η";
            case "\\mu" -> "μ";
            case "\\sigma" -> "σ";
            case "\\rho" -> "ρ";
            case "\\varepsilon" -> "ε";
            default -> parameter.symbol().matches("[A-Za-z]") ? parameter.symbol() : parameter.label();
        };
    }
}
