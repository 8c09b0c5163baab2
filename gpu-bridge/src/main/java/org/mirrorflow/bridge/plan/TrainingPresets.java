package org.mirrorflow.bridge.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mirrorflow.theory.catalogue.Names;

/** The trainings that ship with the lab, in the order of their index, and those of a person's own files. */
public final class TrainingPresets {

    private static final String FOLDER = "/org/mirrorflow/assets/training/";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private TrainingPresets() {}

    private static final class Holder {
        static final List<TrainingPreset> ALL = load();
    }

    /** All presets. */
    public static List<TrainingPreset> all() {
        return Holder.ALL;
    }

    /** The preset with that id, if there is one. */
    public static Optional<TrainingPreset> find(String id) {
        return all().stream().filter(preset -> preset.id().equals(id)).findFirst();
    }

    /**
     * The preset with that id, or the training of that file.
     *
     * @throws TrainingException naming the nearest preset, or what is wrong in the file
     */
    public static TrainingPreset named(String target) {
        Optional<TrainingPreset> preset = find(target);
        if (preset.isPresent()) {
            return preset.get();
        }
        Path file = Path.of(target);
        if (!Files.isRegularFile(file)) {
            List<String> ids = all().stream().map(TrainingPreset::id).toList();
            throw new TrainingException(
                    "There is no training and no file \"" + target + "\"; " + Names.suggest(target, ids));
        }
        try {
            return parse("", Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new TrainingException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static List<TrainingPreset> load() {
        List<TrainingPreset> presets = new ArrayList<>();
        for (String id :
                text("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
            presets.add(parse(id, text(id + ".json"), id + ".json"));
        }
        return List.copyOf(presets);
    }

    /**
     * A training from its text: a preset with {@code specification} and {@code optimizers}, or a specification alone.
     *
     * @param file what the text is called in complaints
     * @throws TrainingException saying what is wrong
     */
    public static TrainingPreset parse(String id, String text, String file) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TrainingException(file + " is not JSON: " + e.getOriginalMessage() + ".", e);
        }
        JsonNode shared = node.has("specification") ? node.path("specification") : node;
        if (!(shared instanceof ObjectNode given) || !given.path("model").isObject()) {
            throw new TrainingException(file + " describes no training: it has no \"model\" with a \"kind\"; "
                    + "lab train --list names some to begin with.");
        }
        ObjectNode specification = given.deepCopy();
        JsonNode own = specification.remove("optimizer");
        List<Contestant> contestants = new ArrayList<>();
        for (JsonNode each : node.path("optimizers")) {
            contestants.add(contestant(each, file));
        }
        if (contestants.isEmpty() && own instanceof ObjectNode optimizer) {
            contestants.add(new Contestant(optimizer.path("kind").asText("optimizer"), optimizer));
        }
        if (contestants.isEmpty()) {
            throw new TrainingException(file + " names no optimizer; give \"optimizer\": {\"kind\": \"adamw\"}.");
        }
        List<TrainingPreset.Reported> reported = new ArrayList<>();
        for (JsonNode each : node.path("reported")) {
            reported.add(new TrainingPreset.Reported(
                    each.path("what").asText(),
                    each.path("number").asText(),
                    each.path("source").asText()));
        }
        List<TrainingPreset.Measured> measured = new ArrayList<>();
        for (JsonNode each : node.path("measured")) {
            measured.add(new TrainingPreset.Measured(
                    each.path("what").asText(),
                    each.path("number").asText(),
                    each.path("verdict").asText(),
                    each.path("how").asText()));
        }
        specification.remove("title");
        return new TrainingPreset(
                id,
                node.path("title").asText(shared.path("title").asText("Training")),
                node.path("sentence").asText(),
                node.path("size").asText(),
                node.path("paper").asText(),
                node.path("tier").asText(TrainingPreset.SMALL),
                specification,
                contestants,
                node.path("seeds").asInt(1),
                node.path("checkpoint").asLong(0),
                strings(node.path("charts")),
                twin(node.path("twin")),
                reported,
                measured);
    }

    /** Whether a text is what a figure of trainings carries: the specifications of its runs. */
    public static boolean areRuns(String text) {
        try {
            JsonNode first = JSON.readTree(text).path(0);
            return first.path("model").isObject() && first.path("optimizer").isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * The training whose runs have these specifications: the optimizers that occur, over the seeds that occur.
     *
     * @param text of a figure for which {@link #areRuns} holds
     * @param file what the text is called in complaints
     * @throws TrainingException saying what is wrong
     */
    public static TrainingPreset ofRuns(String text, String file) {
        JsonNode runs;
        try {
            runs = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TrainingException(file + " is not JSON: " + e.getOriginalMessage() + ".", e);
        }
        Map<JsonNode, String> optimizers = new LinkedHashMap<>();
        Set<Long> seeds = new TreeSet<>();
        for (JsonNode run : runs) {
            JsonNode optimizer = run.path("optimizer");
            String kind = optimizer.path("kind").asText();
            // A kind that occurs with other settings has a number.
            long same = optimizers.keySet().stream()
                    .filter(other -> other.path("kind").asText().equals(kind))
                    .count();
            optimizers.putIfAbsent(optimizer, same == 0 ? kind : kind + " " + (same + 1));
            seeds.add(run.path("seed").asLong());
        }
        ObjectNode preset = JSON.createObjectNode();
        preset.put("title", "From " + file);
        if (runs.path(0) instanceof ObjectNode first) {
            preset.set("specification", first.deepCopy());
            preset.withObject("/specification")
                    .put("seed", seeds.stream().findFirst().orElse(0L));
        }
        preset.put("seeds", Math.max(1, seeds.size()));
        optimizers.forEach((optimizer, name) ->
                preset.withArray("/optimizers").addObject().put("name", name).set("optimizer", optimizer));
        return parse("", preset.toString(), file);
    }

    private static Contestant contestant(JsonNode node, String file) {
        if (!(node.path("optimizer") instanceof ObjectNode optimizer)
                || !optimizer.path("kind").isTextual()) {
            throw new TrainingException(
                    file + " has an entry of \"optimizers\" without an \"optimizer\" that has a \"kind\".");
        }
        return new Contestant(node.path("name").asText(optimizer.path("kind").asText()), optimizer);
    }

    private static Optional<ToyTwin> twin(JsonNode node) {
        if (!node.path("preset").isTextual()) {
            return Optional.empty();
        }
        Map<String, Map<String, Object>> runs = new LinkedHashMap<>();
        node.path("runs").properties().forEach(run -> {
            Map<String, Object> changes = new LinkedHashMap<>();
            run.getValue().properties().forEach(change -> changes.put(change.getKey(), plain(change.getValue())));
            runs.put(run.getKey(), changes);
        });
        return Optional.of(new ToyTwin(node.path("preset").asText(), runs));
    }

    private static Object plain(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
    }

    /**
     * The optimizers with these names, in their order: those of the preset by name or kind, and any other kind with its
     * defaults, about which the worker has the last word.
     */
    public static List<Contestant> choose(TrainingPreset preset, List<String> names) {
        List<Contestant> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(preset.contestants().stream()
                    .filter(own ->
                            own.name().equalsIgnoreCase(name) || own.kind().equals(name))
                    .findFirst()
                    .orElseGet(() -> {
                        String kind = name.toLowerCase(Locale.ROOT);
                        return new Contestant(
                                kind, JsonNodeFactory.instance.objectNode().put("kind", kind));
                    }));
        }
        return chosen;
    }

    /**
     * A copy of a specification with one value changed.
     *
     * @param change {@code dotted.path=value}; a value that is no JSON is text
     * @throws TrainingException when it is not of that form, or the path leads through a value
     */
    public static ObjectNode changed(ObjectNode specification, String change) {
        int equals = change.indexOf('=');
        if (equals <= 0) {
            throw new TrainingException(
                    "--set " + change + " has no form PATH=VALUE; write, for example, --set batch=64.");
        }
        String path = change.substring(0, equals).strip();
        ObjectNode copy = specification.deepCopy();
        ObjectNode at = copy;
        String[] keys = path.split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            JsonNode next = at.get(keys[i]);
            if (next == null) {
                at = at.putObject(keys[i]);
            } else if (next instanceof ObjectNode inner) {
                at = inner;
            } else {
                throw new TrainingException("--set " + change + ": " + keys[i] + " is the value " + next
                        + " and has nothing inside; change it itself.");
            }
        }
        at.set(keys[keys.length - 1], value(change.substring(equals + 1).strip()));
        return copy;
    }

    /**
     * A preset with one value changed: in what all runs share, or, where the path begins with {@code optimizer}, in every
     * optimizer.
     *
     * @throws TrainingException as {@link #changed(ObjectNode, String)}
     */
    public static TrainingPreset changed(TrainingPreset preset, String change) {
        String prefix = "optimizer.";
        if (!change.startsWith(prefix)) {
            return preset.withSpecification(changed(preset.specification(), change));
        }
        String inner = change.substring(prefix.length());
        return preset.with(
                preset.contestants().stream()
                        .map(each -> new Contestant(each.name(), changed(each.optimizer(), inner)))
                        .toList(),
                preset.seeds());
    }

    private static JsonNode value(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read == null || read.isMissingNode() ? JsonNodeFactory.instance.textNode(text) : read;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    private static String text(String file) {
        try (InputStream in = TrainingPresets.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the assets lack " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the assets cannot be read: " + FOLDER + file, e);
        }
    }
}
