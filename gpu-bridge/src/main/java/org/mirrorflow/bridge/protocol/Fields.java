package org.mirrorflow.bridge.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a field of a message may hold; a complaint begins with the field's name. */
final class Fields {

    private Fields() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static void text(String field, @Nullable String value) {
        if (present(field, value).isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }

    static void count(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " must be a whole number ≥ 0, got " + value);
        }
    }

    static <T> List<T> list(String field, @Nullable List<T> value) {
        if (present(field, value).stream().anyMatch(entry -> entry == null)) {
            throw new IllegalArgumentException(field + " must not hold a null");
        }
        return List.copyOf(value);
    }

    static JsonNode object(String field, @Nullable JsonNode value) {
        JsonNode given = present(field, value);
        if (!given.isObject()) {
            throw new IllegalArgumentException(field + " must be a JSON object, got " + kind(given));
        }
        return given;
    }

    static void scalar(String field, @Nullable JsonNode value) {
        JsonNode given = present(field, value);
        if (!(given.isNumber() || given.isTextual() || given.isBoolean())) {
            throw new IllegalArgumentException(
                    field + " must be a number, a word or a truth value, got " + kind(given));
        }
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
