package org.mirrorflow.sim.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * One experiment, completely: the same specification and seed give the same bits on the same platform. Immutable; every default is written
 * out.
 *
 * @param title what a figure or a list calls it
 * @param seed decides everything random
 * @param problem the loss and its data
 * @param model the geometry in which the weights move
 * @param dynamics how they move
 * @param changes what changes in the dynamics under way
 * @param stop when the run is over
 * @param record what is kept of it
 */
public record Specification(
        String title,
        long seed,
        Section problem,
        Section model,
        Section dynamics,
        Changes changes,
        Settings stop,
        Settings record) {

    /** @throws InvalidSettingException for a change that the dynamics cannot follow */
    public Specification {
        changes = changes.checked(dynamics);
    }

    /** Version of the file format. */
    public static final int SCHEMA = 1;

    /** The sections that have a kind, in the order of the file. */
    public static final List<String> SECTIONS = List.of("problem", "model", "dynamics");

    /** Parameters of the section {@code stop}. */
    public static final List<Parameter> STOP = List.of(
            new Parameter.Real(
                    "loss",
                    "f",
                    "loss",
                    "the run has converged when the loss is at most this",
                    true,
                    1e-12,
                    0,
                    1e300,
                    true),
            new Parameter.Real(
                    "time", "t", "time", "flow time after which the run stops", true, 1e9, 1e-12, 1e300, true),
            new Parameter.Whole(
                    "steps", "k", "steps", "steps after which the run stops", true, 2_000_000, 1, 1_000_000_000_000L));

    /** Parameters of the section {@code record}. */
    public static final List<Parameter> RECORD = List.of(
            new Parameter.Real(
                    "first-time",
                    "t_1",
                    "first time",
                    "a flow is recorded at its start, at this time and from there on in equal steps of log t",
                    false,
                    1e-4,
                    1e-300,
                    1e300,
                    true),
            new Parameter.Whole(
                    "per-decade", "", "per decade", "samples a decade of flow time", false, 100, 1, 100_000),
            new Parameter.Whole(
                    "capacity",
                    "",
                    "capacity",
                    "most samples kept; a full record is thinned to half, evenly in steps and in log time",
                    false,
                    4096,
                    16,
                    10_000_000));

    /** The section of that name. */
    public Section section(String name) {
        return switch (name) {
            case "problem" -> problem;
            case "model" -> model;
            case "dynamics" -> dynamics;
            default -> throw new IllegalArgumentException("no section '" + name + "' has a kind");
        };
    }

    /** Every value by its dotted path, in the order of the file. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seed", seed);
        for (String name : SECTIONS) {
            values.put(name + ".kind", section(name).kind());
            section(name).settings().values().forEach((key, value) -> values.put(name + "." + key, value));
        }
        values.put(Changes.PATH, changes.text());
        stop.values().forEach((key, value) -> values.put("stop." + key, value));
        record.values().forEach((key, value) -> values.put("record." + key, value));
        return values;
    }

    /**
     * A copy with one value changed.
     *
     * @param path {@code seed}, {@code title}, {@code changes} (a line, see {@link Changes}), or a dotted path such as {@code model.initial-scale} or
     *     {@code dynamics.kind}; a new kind starts from its defaults, keeping settings of the same name and type
     * @param value a {@link Number} or {@link String}
     * @throws InvalidSettingException for an unknown path or an impossible value
     */
    public Specification with(String path, Object value) {
        switch (path) {
            case "title" -> {
                return new Specification(String.valueOf(value), seed, problem, model, dynamics, changes, stop, record);
            }
            case "seed" -> {
                return new Specification(title, seed(value), problem, model, dynamics, changes, stop, record);
            }
            case Changes.PATH -> {
                return with(Changes.parse(String.valueOf(value), dynamics));
            }
            default -> {
                int dot = path.indexOf('.');
                String head = dot < 0 ? path : path.substring(0, dot);
                List<String> heads =
                        List.of("title", "seed", "problem", "model", "dynamics", Changes.PATH, "stop", "record");
                if (!heads.contains(head)) {
                    throw new InvalidSettingException(
                            path, "is not part of a specification; " + Names.suggest(head, heads));
                }
                if (dot < 0) {
                    throw new InvalidSettingException(
                            path, "is a whole section; name one setting of it, such as " + path + "." + example(head));
                }
                String key = path.substring(dot + 1);
                return switch (head) {
                    case "stop" -> withStop(changed("stop", STOP, stop, key, value));
                    case "record" ->
                        new Specification(
                                title,
                                seed,
                                problem,
                                model,
                                dynamics,
                                changes,
                                stop,
                                changed("record", RECORD, record, key, value));
                    default -> withSection(head, changed(head, key, value));
                };
            }
        }
    }

    private Specification withStop(Settings changed) {
        return new Specification(title, seed, problem, model, dynamics, changes, changed, record);
    }

    /** A copy in which other things change under way. */
    public Specification with(Changes changed) {
        return new Specification(title, seed, problem, model, dynamics, changed, stop, record);
    }

    /** A copy with other dynamics from the start. */
    public Specification with(Section otherDynamics) {
        return withSection("dynamics", otherDynamics);
    }

    private Specification withSection(String name, Section changed) {
        return new Specification(
                title,
                seed,
                name.equals("problem") ? changed : problem,
                name.equals("model") ? changed : model,
                name.equals("dynamics") ? changed : dynamics,
                name.equals("dynamics") ? changes.fitting(changed) : changes,
                stop,
                record);
    }

    private Section changed(String name, String key, Object value) {
        Section before = section(name);
        if (!key.equals("kind")) {
            Map<String, Object> values = new LinkedHashMap<>(before.settings().values());
            values.put(key, value);
            return Section.of(name, before.kind(), values);
        }
        String kind = String.valueOf(value);
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Parameter parameter : Components.entry(name, kind).parameters()) {
            Object old = before.settings().values().get(parameter.id());
            if (old != null && fits(parameter, old)) {
                kept.put(parameter.id(), old);
            }
        }
        return Section.of(name, kind, kept);
    }

    private static boolean fits(Parameter parameter, Object value) {
        try {
            Settings.of(List.of(parameter), Map.of(parameter.id(), value));
            return true;
        } catch (InvalidSettingException misfit) {
            return false;
        }
    }

    private static Settings changed(String name, List<Parameter> declared, Settings before, String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(before.values());
        values.put(key, value);
        try {
            return Settings.of(declared, values);
        } catch (InvalidSettingException e) {
            throw e.within(name);
        }
    }

    private static String example(String head) {
        return switch (head) {
            case "stop" -> "loss";
            case "record" -> "per-decade";
            default -> "kind";
        };
    }

    static long seed(Object value) {
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.longValue() >= 0
                && number.doubleValue() < 0x1p63) {
            return number.longValue();
        }
        throw new InvalidSettingException("seed", "is " + value + "; it must be a whole number, 0 or more");
    }
}
