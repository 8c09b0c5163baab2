package org.mirrorflow.bridge.protocol;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Messages to lines and back. A line is one JSON object in UTF-8 without a line break, of at most {@link #LONGEST_LINE}
 * bytes; it opens with the protocol's version and the message's type, and its fields follow:
 *
 * <pre>{@code {"v":2,"type":"checkpointed","run":"r1","step":400,"path":"r1/400.pt"}}</pre>
 *
 * <p>The rules for growing: a field may be added within a version, so unknown fields are skipped; an absent field is an
 * error unless the record has it {@code @Nullable}. A changed meaning, a removed or newly required field, or a new type
 * raises the version, and another version is refused. Types are strict: {@code "5"} is no number and 5 no text. JSON
 * has no NaN: such numbers travel as the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 *
 * <p>A codec has no state; threads may share one.
 */
public final class MessageCodec {

    /** The version this program speaks. */
    public static final int VERSION = 2;

    /** Most bytes of one line, its line break not counted. */
    public static final int LONGEST_LINE = 1 << 20;

    private static final int EXCERPT = 80;

    private static final Map<String, Class<? extends Message>> TYPES = types(Message.class, new TreeMap<>());

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /**
     * The line of a message, without its line break.
     *
     * @throws ProtocolException if the line would be longer than {@link #LONGEST_LINE}
     */
    public byte[] encode(Message message) throws ProtocolException {
        ObjectNode line = mapper.createObjectNode();
        line.put("v", VERSION);
        line.put("type", name(message.getClass()));
        line.setAll((ObjectNode) mapper.valueToTree(message));
        try {
            byte[] bytes = mapper.writeValueAsBytes(line);
            if (bytes.length > LONGEST_LINE) {
                throw new ProtocolException("A " + name(message.getClass()) + " message of " + bytes.length
                        + " bytes is over the limit of " + LONGEST_LINE
                        + "; send it in parts, or as a file and its path.");
            }
            return bytes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written", e);
        }
    }

    /**
     * The message of a line.
     *
     * @param expected the side that may speak here: {@link LabMessage}, {@link WorkerMessage} or {@link Message}
     * @throws ProtocolException if the line is not one JSON object, is of another version, of an unknown type or from
     *     the wrong side, or if a field is missing or of the wrong type
     */
    public <M extends Message> M decode(String line, Class<M> expected) throws ProtocolException {
        ObjectNode object = parse(line);
        JsonNode version = object.path("v");
        if (!version.isInt() || version.intValue() != VERSION) {
            String given = version.isMissingNode() ? "no version" : "version " + version;
            throw new ProtocolException(
                    "This line speaks " + given + " of the protocol, and this program speaks version " + VERSION
                            + "; install the same release on both sides" + at(line));
        }
        JsonNode name = object.path("type");
        Class<? extends Message> type = TYPES.get(name.asText());
        if (!name.isTextual() || type == null) {
            String given = name.isMissingNode() ? "no type" : "the unknown type " + name;
            throw new ProtocolException(
                    "This line has " + given + "; known types: " + String.join(", ", TYPES.keySet()) + at(line));
        }
        if (!expected.isAssignableFrom(type)) {
            throw new ProtocolException("A " + name.asText() + " message goes from "
                    + (LabMessage.class.isAssignableFrom(type) ? "the lab to the worker" : "the worker to the lab")
                    + ", not back" + at(line));
        }
        try {
            return expected.cast(mapper.treeToValue(object, type));
        } catch (JsonProcessingException e) {
            throw new ProtocolException("In a " + name.asText() + " message, " + complaint(e) + at(line), e);
        }
    }

    private ObjectNode parse(String line) throws ProtocolException {
        try {
            if (mapper.readTree(line) instanceof ObjectNode object) {
                return object;
            }
            throw new ProtocolException("A message is a JSON object, and this line is something else" + at(line));
        } catch (JsonProcessingException e) {
            throw new ProtocolException("This line is not JSON (" + e.getOriginalMessage() + ")" + at(line), e);
        }
    }

    private static String complaint(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null) {
            return "the field " + ours.getMessage();
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String path = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
                return "the field " + path + " is missing or is no " + noun(mismatch.getTargetType());
            }
            return "the field " + path + " cannot be read (" + e.getOriginalMessage() + ")";
        }
        return e.getOriginalMessage();
    }

    private static String noun(Class<?> type) {
        if (type == long.class || type == int.class) {
            return "whole number";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        return type == String.class ? "text" : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String at(String line) {
        String start = line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
        return ": " + start.replaceAll("\\p{Cntrl}", "?");
    }

    private static String name(Class<?> type) {
        JsonTypeName name = type.getAnnotation(JsonTypeName.class);
        if (name == null) {
            throw new IllegalStateException(type + " has no @JsonTypeName");
        }
        return name.value();
    }

    private static Map<String, Class<? extends Message>> types(
            Class<? extends Message> type, Map<String, Class<? extends Message>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                types(permitted.asSubclass(Message.class), found);
            }
        } else {
            Class<? extends Message> other = found.put(name(type), type);
            if (other != null && other != type) {
                throw new IllegalStateException(other + " and " + type + " share a name");
            }
        }
        return found;
    }
}
