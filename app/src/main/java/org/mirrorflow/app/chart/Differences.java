package org.mirrorflow.app.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private Differences() {}

    /**
     * The values of run {@code index} in the settings in which not all runs agree; for a single run, its model.
     */
    public static String of(int index, List<Specification> runs) {
        Map<String, Object> own = runs.get(index).values();
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, Object> entry : own.entrySet()) {
            boolean differs = !entry.getKey().equals(Changes.PATH)
                    && runs.stream()
                            .anyMatch(other -> other.values().containsKey(entry.getKey())
                                    && !Objects.equals(other.values().get(entry.getKey()), entry.getValue()));
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
    private static String underWay(Specification run) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Change change : run.changes().all()) {
            words.put(
                    change.setting(),
                    word(run, "dynamics." + change.setting(), change.value()) + " from t = "
                            + Numbers.readOff(change.at()));
        }
        return String.join(", ", words.values());
    }

    /** One setting with its value, by the name that its control shows. */
    public static String word(Specification specification, String path, Object value) {
        int dot = path.indexOf('.');
        if (path.endsWith(".kind")) {
            return Components.entry(path.substring(0, dot), value.toString()).name();
        }
        String shown = value instanceof Double x ? Numbers.residual(x) : value.toString();
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
        return name + " = " + shown;
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
