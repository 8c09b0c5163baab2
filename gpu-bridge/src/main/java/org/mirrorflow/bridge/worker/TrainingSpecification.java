package org.mirrorflow.bridge.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mirrorflow.sim.dynamics.Decay;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/**
 * What a training of a network is: a JSON object with the sections model, data, optimizer, schedule and mask, each with its
 * kind and the settings of that kind; steps, batch, seed, device, precision and threads; and what is recorded when. Immutable;
 * every setting has a value.
 *
 * @param sections kind and settings by the name of the section
 * @param run steps, batch, seed, device, precision, threads
 * @param log what is recorded when
 */
public record TrainingSpecification(Map<String, Section> sections, Settings run, Settings log) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("model", "data", "optimizer", "schedule", "mask");
    private static final String LOG = "log";
    private static final String KIND = "kind";

    /**
     * A section.
     *
     * @param kind which of the kinds
     * @param settings its settings
     */
    public record Section(String kind, Settings settings) {}

    public TrainingSpecification {
        sections = Map.copyOf(sections);
    }

    /**
     * Reads a specification; what is left out has its default.
     *
     * @throws InvalidSettingException when a setting is unknown or cannot have its value; it names the path, what was given,
     *     what is allowed and what is nearest
     */
    public static TrainingSpecification of(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidSettingException(
                    "specification", "is no JSON object; it must hold sections such as model");
        }
        List<String> known = new ArrayList<>(NAMES);
        known.add(LOG);
        Sections.RUN.forEach(parameter -> known.add(parameter.id()));
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            if (!known.contains(each.getKey())) {
                throw new InvalidSettingException(
                        each.getKey(), "is not a setting here; " + Names.suggest(each.getKey(), known));
            }
        }
        Map<String, Section> sections = new LinkedHashMap<>();
        for (String name : NAMES) {
            sections.put(name, section(name, json.path(name)));
        }
        ObjectNode scalars = JSON.createObjectNode();
        Sections.RUN.forEach(parameter -> {
            if (json.has(parameter.id())) {
                scalars.set(parameter.id(), json.get(parameter.id()));
            }
        });
        Settings run = Settings.of(Sections.RUN, values(scalars));
        Settings log;
        try {
            log = Settings.of(Sections.LOG, values(object(LOG, json.path(LOG))));
        } catch (InvalidSettingException e) {
            throw e.within(LOG);
        }
        TrainingSpecification specification = new TrainingSpecification(sections, run, log);
        specification.check();
        return specification;
    }

    private static JsonNode object(String name, JsonNode json) {
        if (!json.isMissingNode() && !json.isObject()) {
            throw new InvalidSettingException(name, "is " + json + "; it must be a JSON object");
        }
        return json;
    }

    private static Section section(String name, JsonNode given) {
        // A word alone is the kind with all its defaults.
        JsonNode json = given.isTextual() ? JSON.createObjectNode().set(KIND, given) : object(name, given);
        try {
            JsonNode kind = json.path(KIND);
            if (!kind.isMissingNode() && !kind.isTextual()) {
                throw new InvalidSettingException(
                        KIND, "is " + kind + "; allowed: " + String.join(", ", Sections.kinds(name)));
            }
            String chosen = kind.asText(Sections.defaultKind(name));
            Map<String, Object> values = values(json);
            values.remove(KIND);
            return new Section(chosen, Settings.of(Sections.parameters(name, chosen), values));
        } catch (InvalidSettingException e) {
            throw e.within(name);
        }
    }

    private static Map<String, Object> values(JsonNode json) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            JsonNode value = each.getValue();
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                values.put(each.getKey(), value.asLong());
            } else if (value.isNumber()) {
                values.put(each.getKey(), value.asDouble());
            } else if (value.isTextual()) {
                values.put(each.getKey(), value.asText());
            } else {
                throw new InvalidSettingException(each.getKey(), "is " + value + "; it must be a number or a word");
            }
        }
        return values;
    }

    /** What no section can see by itself. */
    private void check() {
        List<String> fitting = Sections.dataFor(model().kind());
        if (!fitting.contains(data().kind())) {
            throw new InvalidSettingException(
                    "data.kind",
                    "is \"" + data().kind() + "\", but " + model().kind() + " learns from "
                            + (Sections.reads(model().kind())
                                    ? "text"
                                    : model().kind().equals(Sections.ENCODER) ? "texts with a class each" : "images")
                            + "; allowed: " + String.join(", ", fitting));
        }
        boolean images = !Sections.reads(model().kind()) && !model().kind().equals(Sections.ENCODER);
        if (!images && mask().kind().equals("synflow")) {
            throw new InvalidSettingException(
                    "mask.kind", "is \"synflow\", which needs a network of images; use snip or magnitude");
        }
        if (run.whole("batch") % run.whole("accumulate") != 0) {
            throw new InvalidSettingException(
                    "accumulate",
                    "is " + run.whole("accumulate") + ", which does not divide the batch of " + run.whole("batch"));
        }
        try {
            Decay.of(optimizer().settings());
        } catch (InvalidSettingException e) {
            throw e.within("optimizer");
        }
        Settings model = model().settings();
        if (model.values().containsKey("heads") && model.whole("width") % model.whole("heads") != 0) {
            throw new InvalidSettingException(
                    "model.heads",
                    "is " + model.whole("heads") + ", which does not divide the width of " + model.whole("width"));
        }
    }

    /** The network. */
    public Section model() {
        return required("model");
    }

    /** What it learns from. */
    public Section data() {
        return required("data");
    }

    /** The optimizer. */
    public Section optimizer() {
        return required("optimizer");
    }

    /** How the step size changes. */
    public Section schedule() {
        return required("schedule");
    }

    /** Which weights live. */
    public Section mask() {
        return required("mask");
    }

    private Section required(String name) {
        Section section = sections.get(name);
        if (section == null) {
            throw new IllegalArgumentException(
                    "a specification has the sections " + NAMES + "; " + name + " is missing");
        }
        return section;
    }

    /**
     * Holds a checkpoint's specification, this one, against the one that is to go on.
     *
     * @param file the checkpoint, for the error
     * @throws InvalidSettingException naming the first fixed setting in which they differ
     */
    void requireSameTraining(TrainingSpecification wanted, String file) {
        ObjectNode own = json();
        ObjectNode other = wanted.json();
        for (String name : NAMES) {
            if (!required(name).kind().equals(wanted.required(name).kind())) {
                throw differs(
                        name + "." + KIND,
                        file,
                        own.path(name).path(KIND),
                        other.path(name).path(KIND));
            }
            requireSame(
                    Sections.parameters(name, required(name).kind()),
                    name + ".",
                    own.path(name),
                    other.path(name),
                    file);
        }
        requireSame(Sections.RUN, "", own, other, file);
    }

    private static void requireSame(
            List<Parameter> parameters, String prefix, JsonNode own, JsonNode other, String file) {
        for (Parameter parameter : parameters) {
            if (!parameter.adjustable() && !own.path(parameter.id()).equals(other.path(parameter.id()))) {
                throw differs(prefix + parameter.id(), file, own.path(parameter.id()), other.path(parameter.id()));
            }
        }
    }

    private static InvalidSettingException differs(String path, String file, JsonNode own, JsonNode other) {
        return new InvalidSettingException(
                path,
                "is " + other + ", but the checkpoint " + file + " was made with " + own
                        + "; give that, or start without the checkpoint");
    }

    /** As JSON, every default written out. */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        for (String name : NAMES) {
            ObjectNode section = json.putObject(name);
            section.put(KIND, required(name).kind());
            put(required(name).settings(), section);
        }
        put(run, json);
        put(log, json.putObject(LOG));
        return json;
    }

    private static void put(Settings settings, ObjectNode json) {
        settings.values().forEach((id, value) -> {
            switch (value) {
                case Long whole -> json.put(id, whole);
                case Double real -> json.put(id, real);
                default -> json.put(id, value.toString());
            }
        });
    }

    /**
     * The same with another value of an adjustable setting.
     *
     * @param path dotted path, such as {@code optimizer.step-size}
     * @throws InvalidSettingException when there is no such setting, it is fixed, or the value is not allowed
     */
    public TrainingSpecification with(String path, JsonNode value) {
        List<String> paths = new ArrayList<>();
        Map<String, Boolean> adjustable = new LinkedHashMap<>();
        for (String name : NAMES) {
            adjustable.put(name + "." + KIND, false);
            Sections.parameters(name, required(name).kind())
                    .forEach(parameter -> adjustable.put(name + "." + parameter.id(), parameter.adjustable()));
        }
        Sections.RUN.forEach(parameter -> adjustable.put(parameter.id(), parameter.adjustable()));
        Sections.LOG.forEach(parameter -> adjustable.put(LOG + "." + parameter.id(), parameter.adjustable()));
        adjustable.forEach((each, changes) -> {
            if (changes) {
                paths.add(each);
            }
        });
        if (!adjustable.getOrDefault(path, false)) {
            throw new InvalidSettingException(
                    path,
                    (adjustable.containsKey(path) ? "is fixed once a training has begun; " : "is not a setting here; ")
                            + (adjustable.containsKey(path)
                                    ? "these may change: " + String.join(", ", paths)
                                    : Names.suggest(path, paths)));
        }
        ObjectNode json = json();
        int dot = path.indexOf('.');
        if (dot < 0) {
            json.set(path, value);
        } else if (json.path(path.substring(0, dot)) instanceof ObjectNode section) {
            section.set(path.substring(dot + 1), value);
        }
        return of(json);
    }
}
