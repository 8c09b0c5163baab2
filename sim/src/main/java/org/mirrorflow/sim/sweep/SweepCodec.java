package org.mirrorflow.sim.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.experiment.SpecificationSchema;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Names;

/** Sweeps as JSON. */
public final class SweepCodec {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> KEYS =
            List.of("schema", "title", "axes", "seeds", "quantity", "scale", "aggregate", "limits", "ends", "base");

    private static final List<String> AXIS_KEYS = List.of("path", "spacing", "from", "to", "count", "values");

    private static final List<String> SCALES = List.of("linear", "log10");

    private SweepCodec() {}

    /** Whether a JSON text is meant as a sweep rather than as a single experiment: it has axes or a base. */
    public static boolean isSweep(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return root.has("axes") || root.has("base");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * Reads a sweep file.
     *
     * @throws SweepException naming the file and the place in it
     */
    public static Sweep read(Path file) {
        return parse(text(file), file.toString());
    }

    /**
     * The text of a file.
     *
     * @throws SweepException when there is none
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SweepException("There is no file " + file + "; give the path of a sweep.", e);
        } catch (MalformedInputException e) {
            throw new SweepException(file + " is not text in UTF-8; a sweep is a JSON file.", e);
        } catch (IOException e) {
            throw new SweepException(
                    Files.isDirectory(file)
                            ? file + " is a folder; give the path of a sweep's file."
                            : file + " cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }

    /**
     * Parses a sweep.
     *
     * @param origin what the text is called in messages
     * @throws SweepException naming the place
     */
    public static Sweep parse(String text, String origin) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new SweepException(
                    origin + where + ": not valid JSON (" + e.getOriginalMessage() + "); correct it there.", e);
        }
        try {
            return sweep(root, origin);
        } catch (InvalidSettingException e) {
            String complaint = e.setting() + " " + e.problem();
            throw new SweepException(origin + ": " + complaint + (complaint.endsWith("?") ? "" : "."), e);
        }
    }

    private static Sweep sweep(JsonNode root, String origin) {
        if (!root.isObject()) {
            throw new InvalidSettingException("the file", "holds no JSON object; a sweep starts with {");
        }
        requireKeys(root, KEYS, "", "a sweep");
        JsonNode schema = root.path("schema");
        if (!schema.isIntegralNumber() || schema.asLong() != Sweep.SCHEMA) {
            throw new InvalidSettingException(
                    "schema",
                    (schema.isMissingNode() ? "is missing" : "is " + schema) + "; this version of the lab reads schema "
                            + Sweep.SCHEMA);
        }
        if (!root.path("base").isObject()) {
            throw new InvalidSettingException(
                    "base", (root.has("base") ? "is " + root.path("base") : "is missing") + "; it is a specification");
        }
        Specification base = SpecificationCodec.parse(root.path("base").toString(), origin + ", base");
        JsonNode axes = root.path("axes");
        if (!axes.isArray()) {
            throw new InvalidSettingException("axes", "is missing or no array; write [ … ] with one or two axes");
        }
        List<SweepAxis> parsed = new ArrayList<>();
        for (JsonNode axis : axes) {
            parsed.add(axis(axis, base, "axes[" + parsed.size() + "]"));
        }
        String scale = word(root, "scale", "linear");
        if (!SCALES.contains(scale)) {
            throw new InvalidSettingException("scale", "is \"" + scale + "\"; " + Names.suggest(scale, SCALES));
        }
        return new Sweep(
                word(root, "title", ""),
                base,
                parsed,
                (int) whole(root, "seeds", 1),
                SweepQuantity.of(word(root, "quantity", "loss")),
                scale.equals("log10"),
                Aggregate.of(word(root, "aggregate", Aggregate.MEAN.id())),
                limits(word(root, "limits", Sweep.Limits.MISSING.id())),
                ends(word(root, "ends", Sweep.Ends.SIMULATED.id())));
    }

    /**
     * How ends are found.
     *
     * @throws InvalidSettingException naming the nearest word
     */
    public static Sweep.Ends ends(String id) {
        return Arrays.stream(Sweep.Ends.values())
                .filter(ends -> ends.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidSettingException("ends", "is \"" + id + "\"; " + Names.suggest(id, endsIds())));
    }

    private static List<String> endsIds() {
        return Arrays.stream(Sweep.Ends.values()).map(Sweep.Ends::id).toList();
    }

    /**
     * What runs at their limit count as.
     *
     * @throws InvalidSettingException naming the nearest word
     */
    static Sweep.Limits limits(String id) {
        List<String> ids =
                Arrays.stream(Sweep.Limits.values()).map(Sweep.Limits::id).toList();
        return Arrays.stream(Sweep.Limits.values())
                .filter(limits -> limits.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidSettingException("limits", "is \"" + id + "\"; " + Names.suggest(id, ids)));
    }

    private static void requireKeys(JsonNode node, List<String> keys, String prefix, String what) {
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!keys.contains(key)) {
                throw new InvalidSettingException(
                        prefix + key, "is not part of " + what + "; " + Names.suggest(key, keys));
            }
        }
    }

    private static SweepAxis axis(JsonNode node, Specification base, String at) {
        if (!node.isObject() || !node.path("path").isTextual()) {
            throw new InvalidSettingException(
                    at, "is " + node + "; write {\"path\": \"model.initial-scale\", …} with a range or values");
        }
        requireKeys(node, AXIS_KEYS, at + ".", "an axis");
        String path = node.path("path").asText();
        if (node.has("values")) {
            for (String other : List.of("from", "to", "count")) {
                if (node.has(other)) {
                    throw new InvalidSettingException(
                            at + "." + other, "stands beside \"values\"; give a range or values, not both");
                }
            }
            if (!node.path("values").isArray()) {
                throw new InvalidSettingException(at + ".values", "is no array; write [1, 2, 3]");
            }
            List<Object> values = new ArrayList<>();
            for (JsonNode value : node.path("values")) {
                values.add(
                        value.isIntegralNumber() && value.canConvertToLong()
                                ? (Object) value.asLong()
                                : value.isNumber() ? (Object) value.asDouble() : value.asText());
            }
            return SweepAxis.list(base, path, values);
        }
        SweepAxis.Spacing spacing = switch (word(node, "spacing", "linear")) {
            case "linear" -> SweepAxis.Spacing.LINEAR;
            case "log" -> SweepAxis.Spacing.LOGARITHMIC;
            default ->
                throw new InvalidSettingException(
                        at + ".spacing", "is " + node.path("spacing") + "; allowed: linear, log");
        };
        return SweepAxis.range(
                base, path, spacing, real(node, "from", at), real(node, "to", at), whole(node, "count", 9));
    }

    private static String word(JsonNode node, String key, String fallback) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new InvalidSettingException(key, "is " + value + "; it must be text in quotes");
        }
        return value.asText(fallback);
    }

    private static long whole(JsonNode node, String key, long fallback) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.canConvertToExactIntegral()) {
            throw new InvalidSettingException(key, "is " + value + "; it must be a whole number");
        }
        return Math.clamp(value.asLong(fallback), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static double real(JsonNode node, String key, String at) {
        JsonNode value = node.path(key);
        if (!value.isNumber()) {
            throw new InvalidSettingException(
                    at + "." + key,
                    (value.isMissingNode() ? "is missing" : "is " + value)
                            + "; a range has the numbers \"from\" and \"to\", or give \"values\"");
        }
        return value.asDouble();
    }

    /** The sweep as indented JSON, everything written out, keys in a fixed order. */
    public static String write(Sweep sweep) {
        try {
            return JSON.writeValueAsString(toTree(sweep)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sweep is always writable", e);
        }
    }

    /** The sweep as a JSON tree. */
    public static ObjectNode toTree(Sweep sweep) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", Sweep.SCHEMA);
        root.put("title", sweep.title());
        ArrayNode axes = root.putArray("axes");
        for (SweepAxis axis : sweep.axes()) {
            ObjectNode node = axes.addObject().put("path", axis.path());
            if (axis.spacing() == SweepAxis.Spacing.LIST) {
                ArrayNode values = node.putArray("values");
                for (Object value : axis.values()) {
                    put(values, value);
                }
            } else {
                node.put("spacing", axis.spacing().id());
                node.set("from", number(axis.values().getFirst()));
                node.set("to", number(axis.values().getLast()));
                node.put("count", axis.size());
            }
        }
        root.put("seeds", sweep.seeds());
        root.put("quantity", sweep.quantity().id());
        root.put("scale", SCALES.get(sweep.log10() ? 1 : 0));
        root.put("aggregate", sweep.aggregate().id());
        root.put("limits", sweep.limits().id());
        root.put("ends", sweep.ends().id());
        root.set("base", SpecificationCodec.toTree(sweep.base()));
        return root;
    }

    private static void put(ArrayNode values, Object value) {
        if (value instanceof String word) {
            values.add(word);
        } else {
            values.add(number(value));
        }
    }

    private static JsonNode number(Object value) {
        return value instanceof Long whole
                ? JSON.getNodeFactory().numberNode(whole)
                : JSON.getNodeFactory().numberNode(((Number) value).doubleValue());
    }

    /** The JSON Schema of a sweep, draft 2020-12, indented; that of its base stands inside. */
    public static String schema() {
        try {
            ObjectNode base = (ObjectNode) JSON.readTree(SpecificationSchema.write());
            ObjectNode root = JSON.createObjectNode();
            root.set("$schema", base.remove("$schema"));
            root.put("title", "Mirrorflow Lab sweep");
            root.put("type", "object");
            root.put("additionalProperties", false);
            root.putArray("required").add("schema").add("axes").add("base");
            ObjectNode properties = root.putObject("properties");
            properties.putObject("schema").put("const", Sweep.SCHEMA);
            properties.putObject("title").put("type", "string").put("default", "");
            ObjectNode axes = properties.putObject("axes").put("type", "array");
            axes.put("minItems", 1).put("maxItems", 2);
            axisSchema(axes.putObject("items"));
            properties
                    .putObject("seeds")
                    .put("type", "integer")
                    .put("minimum", 1)
                    .put("maximum", Sweep.MOST_SEEDS)
                    .put("default", 1);
            ArrayNode quantities =
                    properties.putObject("quantity").put("default", "loss").putArray("enum");
            quantities.add("distance").add("residual");
            SweepQuantity.ids().forEach(quantities::add);
            words(properties.putObject("scale"), "linear", SCALES);
            words(
                    properties.putObject("aggregate"),
                    Aggregate.MEAN.id(),
                    Arrays.stream(Aggregate.values()).map(Aggregate::id).toList());
            words(
                    properties.putObject("limits"),
                    Sweep.Limits.MISSING.id(),
                    Arrays.stream(Sweep.Limits.values()).map(Sweep.Limits::id).toList());
            words(properties.putObject("ends"), Sweep.Ends.SIMULATED.id(), endsIds());
            properties.set("base", base);
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is always writable", e);
        }
    }

    private static void words(ObjectNode node, String fallback, List<String> allowed) {
        node.put("default", fallback);
        allowed.forEach(node.putArray("enum")::add);
    }

    private static void axisSchema(ObjectNode node) {
        node.put("type", "object").put("additionalProperties", false);
        node.putArray("required").add("path");
        ObjectNode properties = node.putObject("properties");
        properties
                .putObject("path")
                .put("type", "string")
                .put("description", "dotted path of a parameter, e.g. model.initial-scale");
        words(properties.putObject("spacing"), "linear", List.of("linear", "log"));
        properties.putObject("from").put("type", "number");
        properties.putObject("to").put("type", "number");
        properties
                .putObject("count")
                .put("type", "integer")
                .put("minimum", 2)
                .put("maximum", SweepAxis.LARGEST)
                .put("default", 9);
        properties
                .putObject("values")
                .put("type", "array")
                .put("minItems", 2)
                .put("maxItems", SweepAxis.LARGEST)
                .put("description", "numbers or words, instead of a range");
    }
}
