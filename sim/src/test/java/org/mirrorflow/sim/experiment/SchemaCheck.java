package org.mirrorflow.sim.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Checks a document against the few keywords of JSON Schema that the lab's schema uses; any other keyword fails. */
final class SchemaCheck {

    private static final List<String> ANNOTATIONS = List.of("$schema", "title", "description", "default");

    private SchemaCheck() {}

    static List<String> violations(JsonNode schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        check(schema, value, "", found);
        return found;
    }

    private static void check(JsonNode schema, JsonNode value, String path, List<String> found) {
        schema.properties().forEach(keyword -> {
            JsonNode rule = keyword.getValue();
            boolean valid = switch (keyword.getKey()) {
                case "type" ->
                    switch (rule.asText()) {
                        case "object" -> value.isObject();
                        case "string" -> value.isTextual();
                        case "number" -> value.isNumber();
                        case "integer" -> value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
                        default -> throw new AssertionError("unknown type " + rule);
                    };
                case "const" -> rule.equals(value) || (rule.isNumber() && rule.asDouble() == value.asDouble());
                case "enum" -> contains(rule, value);
                case "minimum" -> value.asDouble() >= rule.asDouble();
                case "maximum" -> value.asDouble() <= rule.asDouble();
                case "required" -> {
                    boolean all = true;
                    for (JsonNode name : rule) {
                        all &= value.has(name.asText());
                    }
                    yield all;
                }
                case "additionalProperties" -> {
                    if (!rule.isBoolean() || rule.asBoolean()) {
                        throw new AssertionError("only false is used");
                    }
                    boolean known = true;
                    for (String name : (Iterable<String>) value::fieldNames) {
                        known &= schema.path("properties").has(name);
                    }
                    yield known;
                }
                case "properties" -> {
                    rule.properties().forEach(property -> {
                        if (value.has(property.getKey())) {
                            check(
                                    property.getValue(),
                                    value.get(property.getKey()),
                                    path + "/" + property.getKey(),
                                    found);
                        }
                    });
                    yield true;
                }
                case "oneOf" -> {
                    int matches = 0;
                    for (JsonNode choice : rule) {
                        matches += violations(choice, value).isEmpty() ? 1 : 0;
                    }
                    yield matches == 1;
                }
                default -> {
                    if (!ANNOTATIONS.contains(keyword.getKey())) {
                        throw new AssertionError("unknown keyword " + keyword.getKey());
                    }
                    yield true;
                }
            };
            if (!valid) {
                found.add(path + " breaks " + keyword.getKey() + ": " + rule);
            }
        });
    }

    private static boolean contains(JsonNode options, JsonNode value) {
        for (JsonNode option : options) {
            if (option.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
