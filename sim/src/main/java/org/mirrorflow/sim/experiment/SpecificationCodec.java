package org.mirrorflow.sim.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;
import org.mirrorflow.theory.catalogue.Parameter;
import org.mirrorflow.theory.catalogue.Settings;

/** Specifications as JSON. */
public final class SpecificationCodec {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String AT = "at";
    private static final List<String> KEYS =
            List.of("schema", "title", "seed", "problem", "model", "dynamics", Changes.PATH, "stop", "record");

    private SpecificationCodec() {}

    /**
     * Reads a specification file.
     *
     * @throws SpecificationException naming the file and the place in it
     */
    public static Specification read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SpecificationException("There is no file " + file + "; give the path of a specification.", e);
        } catch (MalformedInputException e) {
            throw new SpecificationException(file + " is not text in UTF-8; a specification is a JSON file.", e);
        } catch (IOException e) {
            throw new SpecificationException(
                    Files.isDirectory(file)
                            ? file + " is a folder; give the path of a specification file."
                            : file + " cannot be read: " + e.getMessage() + ".",
                    e);
        }
        return parse(text, file.toString());
    }

    /**
     * Parses a specification.
     *
     * @param origin what the text is called in messages
     */
    public static Specification parse(String text, String origin) {
        return fromTree(tree(text, origin), origin);
    }

    /** Parses one specification, or several in an array, as figures carry them. */
    public static List<Specification> parseAll(String text, String origin) {
        JsonNode root = tree(text, origin);
        if (!root.isArray()) {
            return List.of(fromTree(root, origin));
        }
        List<Specification> all = new ArrayList<>();
        root.forEach(node -> all.add(fromTree(node, origin)));
        if (all.isEmpty()) {
            throw new SpecificationException(origin + " holds no specification.");
        }
        return all;
    }

    static JsonNode tree(String text, String origin) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new SpecificationException(
                    origin + where + ": not valid JSON (" + reason(e) + "); correct it there.", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof MismatchedInputException) {
            return "more text after the closing brace";
        }
        // Without the parser's own name for the source, which is named already, and its advice to programmers.
        return e.getOriginalMessage()
                .replaceAll("\\s*\\(start marker at \\[.*\\]\\)", "")
                .replaceAll(": enable `.*` to allow", " is no number here");
    }

    static Specification fromTree(JsonNode root, String origin) {
        try {
            return specification(root);
        } catch (InvalidSettingException e) {
            String complaint = e.setting() + " " + e.problem();
            throw new SpecificationException(origin + ": " + complaint + (complaint.endsWith("?") ? "" : "."), e);
        }
    }

    private static Specification specification(JsonNode root) {
        if (!root.isObject()) {
            throw new InvalidSettingException("the file", "holds no JSON object; a specification starts with {");
        }
        for (String key : (Iterable<String>) root::fieldNames) {
            if (!KEYS.contains(key)) {
                throw new InvalidSettingException(key, "is not part of a specification; " + Names.suggest(key, KEYS));
            }
        }
        JsonNode schema = root.path("schema");
        if (!schema.isIntegralNumber() || schema.asLong() != Specification.SCHEMA) {
            throw new InvalidSettingException(
                    "schema",
                    (schema.isMissingNode() ? "is missing" : "is " + schema) + "; this version of the lab reads schema "
                            + Specification.SCHEMA);
        }
        JsonNode title = root.path("title");
        if (!title.isMissingNode() && !title.isTextual()) {
            throw new InvalidSettingException("title", "is " + title + "; it must be text in quotes");
        }
        JsonNode seed = root.path("seed");
        Section dynamics = section("dynamics", root);
        return new Specification(
                title.asText(""),
                seed.isMissingNode() ? 0 : Specification.seed(value("seed", seed)),
                section("problem", root),
                section("model", root),
                dynamics,
                changes(root.path(Changes.PATH)),
                group("stop", Specification.STOP, root),
                group("record", Specification.RECORD, root));
    }

    /** An array of objects, each with a time under "at" and what changes then. */
    private static Changes changes(JsonNode node) {
        if (node.isMissingNode()) {
            return Changes.NONE;
        }
        List<Change> changes = new ArrayList<>();
        for (JsonNode entry : node) {
            JsonNode at = entry.path(AT);
            if (!at.isNumber() || entry.size() < 2) {
                throw new InvalidSettingException(
                        Changes.PATH, "holds " + entry + "; write objects such as {\"at\": 3, \"step-size\": 0.1}");
            }
            values(Changes.PATH, entry).forEach((setting, value) -> {
                if (!setting.equals(AT)) {
                    changes.add(new Change(at.asDouble(), setting, value));
                }
            });
        }
        if (!node.isArray()) {
            throw new InvalidSettingException(
                    Changes.PATH,
                    "is " + node + "; it must be an array of objects such as {\"at\": 3, \"step-size\": 0.1}");
        }
        return new Changes(changes);
    }

    private static Section section(String name, JsonNode root) {
        JsonNode node = root.path(name);
        List<String> kinds =
                Components.choices(name).stream().map(entry -> entry.id()).toList();
        if (!node.isObject() || !node.path("kind").isTextual()) {
            throw new InvalidSettingException(
                    name,
                    (node.isMissingNode() ? "is missing" : "has no \"kind\"") + "; write {\"kind\": …} with one of: "
                            + String.join(", ", kinds));
        }
        Map<String, Object> values = values(name, node);
        values.remove("kind");
        return Section.of(name, node.path("kind").asText(), values);
    }

    private static Settings group(String name, List<Parameter> declared, JsonNode root) {
        JsonNode node = root.path(name);
        if (node.isMissingNode()) {
            return Settings.defaults(declared);
        }
        if (!node.isObject()) {
            throw new InvalidSettingException(name, "is " + node + "; it must be an object in braces");
        }
        try {
            return Settings.of(declared, values(name, node));
        } catch (InvalidSettingException e) {
            throw e.setting().startsWith(name + ".") ? e : e.within(name);
        }
    }

    private static Map<String, Object> values(String name, JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> values.put(field.getKey(), value(name + "." + field.getKey(), field.getValue())));
        return values;
    }

    private static Object value(String path, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isTextual()) {
            return node.asText();
        }
        throw new InvalidSettingException(path, "is " + node + "; it must be a number or text in quotes");
    }

    /** The specification as indented JSON, every default written out, keys in a fixed order. */
    public static String write(Specification specification) {
        try {
            return JSON.writeValueAsString(toTree(specification)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification is always writable", e);
        }
    }

    /** The specification as a JSON tree. */
    public static ObjectNode toTree(Specification specification) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", Specification.SCHEMA);
        root.put("title", specification.title());
        root.put("seed", specification.seed());
        for (String name : Specification.SECTIONS) {
            Section section = specification.section(name);
            ObjectNode node = root.putObject(name);
            node.put("kind", section.kind());
            put(node, section.settings());
        }
        if (!specification.changes().isEmpty()) {
            ArrayNode changes = root.putArray(Changes.PATH);
            for (double at : specification.changes().times()) {
                ObjectNode entry = changes.addObject().put(AT, at);
                specification.changes().all().stream()
                        .filter(change -> change.at() == at)
                        .forEach(change -> put(entry, change.setting(), change.value()));
            }
        }
        put(root.putObject("stop"), specification.stop());
        put(root.putObject("record"), specification.record());
        return root;
    }

    private static void put(ObjectNode node, Settings settings) {
        settings.values().forEach((key, value) -> put(node, key, value));
    }

    private static void put(ObjectNode node, String key, Object value) {
        switch (value) {
            case Long n -> node.put(key, n);
            case Number x -> node.put(key, x.doubleValue());
            default -> node.put(key, value.toString());
        }
    }
}
