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
import java.util.concurrent.ConcurrentHashMap;
import org.mirrorflow.theory.catalogue.Names;

/** The presets that ship with the lab, in the order of their index; each is read when it is first asked for. */
public final class Presets {

    private static final String FOLDER = "/org/mirrorflow/assets/presets/";

    private Presets() {}

    private static final Map<String, Preset> READ = new ConcurrentHashMap<>();

    private static final class Index {
        static final List<String> IDS =
                text("index.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    private static final class Holder {
        static final List<Preset> ALL = Index.IDS.stream().map(Presets::one).toList();
    }

    /** All presets. */
    public static List<Preset> all() {
        return Holder.ALL;
    }

    private static Preset one(String id) {
        Preset known = READ.get(id);
        if (known == null) {
            String file = id + ".json";
            known = read(id, SpecificationCodec.tree(text(file), file));
            Preset before = READ.putIfAbsent(id, known);
            known = before == null ? known : before;
        }
        return known;
    }

    /** The preset that opens with exactly that specification. */
    public static Optional<Preset> of(Specification specification) {
        return all().stream()
                .filter(preset -> preset.specification().equals(specification))
                .findFirst();
    }

    /** Whether a preset has that id. */
    public static boolean contains(String id) {
        return Index.IDS.contains(id);
    }

    /**
     * The preset with that id.
     *
     * @throws SpecificationException naming the nearest one
     */
    public static Preset get(String id) {
        if (!contains(id)) {
            throw new SpecificationException("There is no preset \"" + id + "\"; " + Names.suggest(id, Index.IDS));
        }
        return one(id);
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
