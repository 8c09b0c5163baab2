package org.mirrorflow.sim.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;
import org.mirrorflow.theory.optim.Schedule;

/**
 * What changes while a run is under way, in the order of time. Written in one line as
 * {@code 3: weight-decay=0.2; 5: weight-decay=0, step-size=0.01}.
 */
public record Changes(List<Change> all) {

    /** Nothing changes. */
    public static final Changes NONE = new Changes(List.of());

    /** Path of the changes in a specification. */
    public static final String PATH = "changes";

    private static final double LATEST = 1e300;

    public Changes {
        all = all.stream().sorted(Comparator.comparingDouble(Change::at)).toList();
    }

    /**
     * Reads the line; see the class.
     *
     * @param dynamics whose settings change
     * @throws InvalidSettingException naming the part that cannot be read, or the setting that cannot change
     */
    public static Changes parse(String line, Section dynamics) {
        List<Change> changes = new ArrayList<>();
        for (String part : line.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw unreadable(part);
            }
            double at = number(part.substring(0, colon).trim(), part);
            for (String assignment : part.substring(colon + 1).split(",", -1)) {
                int equals = assignment.indexOf('=');
                if (equals < 0) {
                    throw unreadable(part);
                }
                String value = assignment.substring(equals + 1).trim();
                changes.add(new Change(at, assignment.substring(0, equals).trim(), typed(value)));
            }
        }
        return new Changes(changes).checked(dynamics);
    }

    private static InvalidSettingException unreadable(String part) {
        return new InvalidSettingException(
                PATH,
                "holds \"" + part.trim() + "\"; write a time, a colon and what changes then, such as 3: step-size=0.1");
    }

    private static double number(String text, String part) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw unreadable(part);
        }
    }

    private static Object typed(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /**
     * The same with every value of the type that its parameter declares.
     *
     * @throws InvalidSettingException for a time, a setting or a value that cannot be
     */
    Changes checked(Section dynamics) {
        List<Change> checked = new ArrayList<>();
        for (Change change : all) {
            if (!(change.at() >= 0 && change.at() <= LATEST)) {
                throw new InvalidSettingException(
                        PATH, "has the time " + change.at() + "; it must be a number from 0 to 1e300");
            }
            checked.add(new Change(change.at(), change.setting(), valueOf(change, dynamics)));
        }
        return new Changes(checked);
    }

    private static Object valueOf(Change change, Section dynamics) {
        List<Parameter> declared = adjustable(dynamics);
        for (Parameter parameter : declared) {
            if (parameter.id().equals(change.setting())) {
                try {
                    return Objects.requireNonNull(
                            Settings.of(List.of(parameter), Map.of(parameter.id(), change.value()))
                                    .values()
                                    .get(parameter.id()));
                } catch (InvalidSettingException e) {
                    throw e.within(PATH);
                }
            }
        }
        List<String> ids = declared.stream().map(Parameter::id).toList();
        throw new InvalidSettingException(
                PATH,
                "names \"" + change.setting() + "\", which cannot change under way in " + dynamics.kind() + "; "
                        + (ids.isEmpty() ? "nothing can" : Names.suggest(change.setting(), ids)));
    }

    /** The parameters of the dynamics that may change under way. */
    public static List<Parameter> adjustable(Section dynamics) {
        return Components.entry("dynamics", dynamics.kind()).parameters().stream()
                .filter(Parameter::adjustable)
                .toList();
    }

    /** Those of them that these dynamics can follow. */
    public Changes fitting(Section dynamics) {
        List<Change> fitting = new ArrayList<>();
        for (Change change : all) {
            try {
                fitting.add(new Change(change.at(), change.setting(), valueOf(change, dynamics)));
            } catch (InvalidSettingException misfit) {
                // A setting that the new kind does not have, or not in this range.
            }
        }
        return new Changes(fitting);
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** One change more, in place of another of the same setting at the same time. */
    public Changes with(Change change) {
        List<Change> more = new ArrayList<>(all);
        more.removeIf(old -> old.at() == change.at() && old.setting().equals(change.setting()));
        more.add(change);
        return new Changes(more);
    }

    /** Those before a time, or at it. */
    public Changes until(double clock) {
        return new Changes(all.stream().filter(change -> change.at() <= clock).toList());
    }

    /** Those after a time. */
    public Changes after(double clock) {
        return new Changes(all.stream().filter(change -> change.at() > clock).toList());
    }

    /** These and others. */
    public Changes and(Changes more) {
        List<Change> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Changes(both);
    }

    /** The times at which something changes, ascending, each once. */
    public List<Double> times() {
        return all.stream().map(Change::at).distinct().toList();
    }

    /** The dynamics with the settings that are in force once everything up to a time has changed. */
    public Section inForce(double clock, Section dynamics) {
        Map<String, Object> values = new LinkedHashMap<>(dynamics.settings().values());
        for (Change change : all) {
            if (change.at() <= clock) {
                values.put(change.setting(), change.value());
            }
        }
        return Section.of("dynamics", dynamics.kind(), values);
    }

    /** The weight decay of dynamics over time, as it changes under way; none where they have no such setting. */
    public Schedule decay(Section dynamics) {
        Schedule decay = Decay.of(dynamics.settings());
        for (double at : times()) {
            Schedule next = Decay.of(inForce(at, dynamics).settings());
            decay = decay.isNone() && next.isNone() ? decay : decay.changed(at, next);
        }
        return decay;
    }

    /** The line; see the class. Empty when nothing changes. */
    public String text() {
        Map<Double, List<Change>> byTime = new TreeMap<>();
        all.forEach(change ->
                byTime.computeIfAbsent(change.at(), at -> new ArrayList<>()).add(change));
        return byTime.entrySet().stream()
                .map(entry -> shown(entry.getKey()) + ": "
                        + entry.getValue().stream()
                                .map(change -> change.setting() + "=" + shown(change.value()))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String shown(Object value) {
        return value instanceof Double x && x == Math.rint(x) && Math.abs(x) < 1e15
                ? Long.toString(x.longValue())
                : value.toString();
    }
}
