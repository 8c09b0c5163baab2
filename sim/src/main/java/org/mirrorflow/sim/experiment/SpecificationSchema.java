package org.mirrorflow.sim.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.Parameter;

/** The JSON Schema of a specification, generated from the declarations in the catalogues. */
public final class SpecificationSchema {

    private SpecificationSchema() {}

    /** JSON Schema, draft 2020-12, indented. */
    public static String write() {
        ObjectNode root = SpecificationCodec.JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Mirrorflow Lab experiment");
        root.put("type", "object");
        root.put("additionalProperties", false);
        ArrayNode required = root.putArray("required").add("schema");
        ObjectNode properties = root.putObject("properties");
        properties.putObject("schema").put("const", Specification.SCHEMA);
        properties.putObject("title").put("type", "string").put("default", "");
        properties.putObject("seed").put("type", "integer").put("minimum", 0).put("default", 0);
        for (String section : Specification.SECTIONS) {
            required.add(section);
            ArrayNode kinds = properties.putObject(section).putArray("oneOf");
            for (CatalogueEntry entry : Components.choices(section)) {
                kinds.add(kind(entry));
            }
        }
        ObjectNode change = properties
                .putObject(Changes.PATH)
                .put("type", "array")
                .put(
                        "description",
                        "adjustable settings of the dynamics that change under way, each from the time \"at\" on")
                .putObject("items");
        change.put("type", "object")
                .put("minProperties", 2)
                .putArray("required")
                .add("at");
        change.putObject("properties")
                .putObject("at")
                .put("type", "number")
                .put("minimum", 0)
                .put("maximum", 1e300);
        group(properties.putObject("stop"), Specification.STOP);
        group(properties.putObject("record"), Specification.RECORD);
        try {
            return SpecificationCodec.JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is always writable", e);
        }
    }

    private static ObjectNode kind(CatalogueEntry entry) {
        ObjectNode node = SpecificationCodec.JSON.createObjectNode();
        node.put("title", entry.name());
        node.put("description", entry.summary());
        group(node, entry.parameters());
        ((ObjectNode) node.get("properties")).putObject("kind").put("const", entry.id());
        node.putArray("required").add("kind");
        return node;
    }

    private static void group(ObjectNode node, List<Parameter> parameters) {
        node.put("type", "object");
        node.put("additionalProperties", false);
        ObjectNode properties = node.putObject("properties");
        for (Parameter parameter : parameters) {
            ObjectNode property = properties.putObject(parameter.id());
            property.put("description", parameter.help());
            switch (parameter) {
                case Parameter.Real real ->
                    property.put("type", "number")
                            .put("minimum", real.min())
                            .put("maximum", real.max())
                            .put("default", real.defaultReal());
                case Parameter.Whole whole ->
                    property.put("type", "integer")
                            .put("minimum", whole.min())
                            .put("maximum", whole.max())
                            .put("default", whole.defaultWhole());
                case Parameter.Choice choice -> {
                    property.put("default", choice.defaultChoice());
                    choice.options().forEach(property.putArray("enum")::add);
                }
                case Parameter.Text text -> property.put("type", "string").put("default", text.defaultText());
            }
        }
    }
}
