package org.mirrorflow.sim.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorflow.theory.catalogue.Names;

/** The presets that ship with the lab, in the order of their index. */
public final class Presets {

    private static final String FOLDER = "/org/mirrorflow/assets/presets/";

    private Presets() {}

    private static final class Holder {
        static final List<Preset> ALL = load();
    }

    /** All presets. */
    public static List<Preset> all() {
        return Holder.ALL;
    }

    /** The preset that opens with exactly that specification. */
    public static Optional<Preset> of(Specification specification) {
        return all().stream()
                .filter(preset -> preset.specification().equals(specification))
                .findFirst();
    }

    /** Whether a preset has that id. */
    public static boolean contains(String id) {
        return all().stream().anyMatch(preset -> preset.id().equals(id));
    }

    /**
     * The preset with that id.
     *
     * @throws SpecificationException naming the nearest one
     */
    public static Preset get(String id) {
        List<String> ids = all().stream().map(Preset::id).toList();
        return all().stream()
                .filter(preset -> preset.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new SpecificationException("There is no preset \"" + id + "\"; " + Names.suggest(id, ids)));
    }

    private static List<Preset> load() {
        List<Preset> presets = new ArrayList<>();
        for (String id :
                text("index.txt").lines().filter(line -> !line.isBlank()).toList()) {
            String file = id + ".json";
            presets.add(read(id, SpecificationCodec.tree(text(file), file)));
        }
        return List.copyOf(presets);
    }

    private static Preset read(String id, JsonNode node) {
        ObjectNode specification = (ObjectNode) node.path("specification").deepCopy();
        specification.put("title", node.path("title").asText());
        List<Preset.Companion> companions = new ArrayList<>();
        for (JsonNode companion : node.path("companions")) {
            Map<String, Object> changes = new LinkedHashMap<>();
            companion
                    .path("set")
                    .properties()
                    .forEach(change -> changes.put(
                            change.getKey(),
                            change.getValue().isTextual()
                                    ? change.getValue().asText()
                                    : change.getValue().isIntegralNumber()
                                            ? (Object) change.getValue().asLong()
                                            : (Object) change.getValue().asDouble()));
            companions.add(new Preset.Companion(
                    companion.path("name").asText(),
                    changes,
                    companion.path("twin").asBoolean()));
        }
        return new Preset(
                id,
                node.path("title").asText(),
                node.path("note").asText(),
                node.path("sentence").asText(),
                node.path("paper").asText(),
                node.path("object").asText(),
                strings(node.path("formulas")),
                strings(node.path("predictions")),
                SpecificationCodec.fromTree(specification, "preset " + id),
                companions,
                strings(node.path("charts")));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    private static String text(String file) {
        try (InputStream in = Presets.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the assets lack " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the assets cannot be read: " + FOLDER + file, e);
        }
    }
}
