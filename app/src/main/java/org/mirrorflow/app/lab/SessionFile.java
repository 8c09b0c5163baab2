package org.mirrorflow.app.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.run.Version;

/** A session as one JSON file, which ends in {@value #ENDING}. */
final class SessionFile {

    /** What the name of such a file ends in. */
    static final String ENDING = ".mirrorflow";

    private static final String FORMAT = "mirrorflow-session";
    private static final int VERSION = 1;
    private static final String START = "start";
    private static final String CLAIMS = "claims";
    private static final String SPLIT = "split";
    private static final String ROWS = "rows";
    private static final String COLUMNS = "columns";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SessionFile() {}

    /**
     * Writes a session; a file that is there is replaced only once the new one is whole.
     *
     * @throws SpecificationException when it cannot be written
     */
    static void write(SavedSession session, Path file) {
        write(text(session), file);
    }

    /**
     * The same with results of claims.
     *
     * @param claims results as JSON; an empty object for none
     * @throws SpecificationException when it cannot be written
     */
    static void write(SavedSession session, ObjectNode claims, Path file) {
        ObjectNode root = tree(session);
        if (!claims.path("claims").isEmpty()) {
            root.set(CLAIMS, claims);
        }
        write(text(root), file);
    }

    private static void write(String text, Path file) {
        try {
            AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new SpecificationException(
                    file + " cannot be written (" + e.getMessage() + "); choose another place.", e);
        }
    }

    /**
     * Reads a session.
     *
     * @throws SpecificationException naming the file and what is wrong in it
     */
    static SavedSession read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new SpecificationException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The results of claims that are kept with a session; empty where there are none. */
    static Optional<JsonNode> claims(Path file) {
        try {
            return Optional.of(JSON.readTree(file.toFile()).path(CLAIMS)).filter(node -> !node.isMissingNode());
        } catch (IOException unreadable) {
            // Whoever reads the session says why.
            return Optional.empty();
        }
    }

    static String text(SavedSession session) {
        return text(tree(session));
    }

    private static ObjectNode tree(SavedSession session) {
        ObjectNode root = JSON.createObjectNode();
        root.put(FORMAT, VERSION);
        root.put("lab-version", Version.CURRENT);
        Subject subject = session.subject();
        if (!subject.preset().isEmpty()) {
            root.put("preset", subject.preset());
            ArrayNode companions = root.putArray("companions");
            subject.companions().forEach(companion -> companions.add(companion.name()));
        }
        root.put("base", subject.base().toAbsolutePath().toString());
        root.put("seeds", session.seeds());
        root.put("spread", session.spread().id());
        root.put("speed", session.speed());
        if (session.cursor() == Double.NEGATIVE_INFINITY) {
            root.put("looking-at", START);
        } else if (!Double.isNaN(session.cursor())) {
            root.put("looking-at", session.cursor());
        }
        ArrayNode hidden = root.putArray("hidden");
        session.hidden().forEach(hidden::add);
        view(root.putObject("view"), session.view());
        root.set("edited", SpecificationCodec.toTree(session.edited()));
        root.set("live", run(session.live(), session.clock()));
        ArrayNode pins = root.putArray("pins");
        session.pins()
                .forEach(pin -> pins.add(run(pin.specification(), pin.clock()).put("shown", pin.shown())));
        return root;
    }

    private static String text(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session is always writable", e);
        }
    }

    private static ObjectNode run(Specification specification, double clock) {
        ObjectNode node = JSON.createObjectNode();
        node.put("clock", clock);
        node.set("specification", SpecificationCodec.toTree(specification));
        return node;
    }

    private static void view(ObjectNode node, SavedSession.View view) {
        ArrayNode charts = node.putArray("charts");
        for (SavedSession.Pane pane : view.arrangement().charts()) {
            ObjectNode entry = charts.addObject().put("chart", pane.chart());
            if (pane.scale() != null) {
                entry.put("scale", pane.scale());
            }
        }
        Dock dock = view.arrangement().dock();
        if (dock != null) {
            List<Integer> order = dock.charts();
            node.set("places", places(dock.renumbered(order::indexOf)));
        }
        node.put("clock", view.clock());
        node.put("comparison", view.comparison().id());
        ObjectNode bookmarks = node.putObject("bookmarks");
        new TreeMap<>(view.bookmarks()).forEach((digit, time) -> {
            if (time == Double.NEGATIVE_INFINITY) {
                bookmarks.put(digit.toString(), START);
            } else {
                bookmarks.put(digit.toString(), time);
            }
        });
    }

    /** A chart by its place among the charts, or an object with its parts and their shares. */
    private static JsonNode places(Dock dock) {
        return switch (dock) {
            case Dock.One one -> JSON.getNodeFactory().numberNode(one.chart());
            case Dock.Split split -> {
                ObjectNode node = JSON.createObjectNode();
                node.put(SPLIT, split.vertical() ? ROWS : COLUMNS);
                ArrayNode shares = node.putArray("shares");
                split.shares().forEach(shares::add);
                ArrayNode parts = node.putArray("parts");
                split.parts().forEach(part -> parts.add(places(part)));
                yield node;
            }
        };
    }

    private static Dock dock(JsonNode node) {
        if (node.isInt()) {
            return new Dock.One(node.asInt());
        }
        String split = node.path(SPLIT).asText();
        if (!split.equals(ROWS) && !split.equals(COLUMNS)) {
            throw new IllegalArgumentException("\"" + SPLIT + "\" in the places of the charts is \"" + split
                    + "\"; it is \"" + ROWS + "\" or \"" + COLUMNS + "\"");
        }
        List<Dock> parts = new ArrayList<>();
        node.path("parts").forEach(part -> parts.add(dock(part)));
        List<Double> shares = new ArrayList<>();
        node.path("shares").forEach(share -> shares.add(share.asDouble()));
        return new Dock.Split(split.equals(ROWS), parts, shares);
    }

    /** Where charts lie; null where they arrange themselves. */
    private static @Nullable Dock dock(JsonNode view, int charts) {
        if (!view.has("places")) {
            return null;
        }
        Dock dock = dock(view.path("places"));
        List<Integer> order = dock.charts();
        for (int i = 0; i < Math.max(charts, order.size()); i++) {
            if (i >= order.size() || order.get(i) != i || i >= charts) {
                throw new IllegalArgumentException(
                        "the places are of the charts " + order + ", but there are " + charts + " charts, from 0 on");
            }
        }
        return dock;
    }

    /**
     * Parses a session.
     *
     * @param origin what the text is called in messages
     * @throws SpecificationException naming what is wrong
     */
    static SavedSession parse(String text, String origin) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SpecificationException(origin + " is damaged: it is no valid JSON; open an earlier copy.", e);
        }
        if (root.path(FORMAT).asInt(0) != VERSION) {
            throw new SpecificationException(origin + " is no session of this lab: it has no \"" + FORMAT + "\": "
                    + VERSION + "; open a file that the lab has saved.");
        }
        try {
            Specification edited = specification(root.path("edited"), origin + ", edited");
            return new SavedSession(
                    subject(root, edited),
                    edited,
                    specification(root.path("live").path("specification"), origin + ", live"),
                    number(root.path("live"), "clock"),
                    root.has("looking-at") ? time(root.path("looking-at")) : Double.NaN,
                    pins(root.path("pins"), origin),
                    words(root.path("hidden")),
                    Math.clamp(root.path("seeds").asInt(1), 1, LabSession.MOST_SEEDS),
                    Ensemble.Spread.of(root.path("spread").asText(Ensemble.Spread.SEM.id())),
                    Math.max(1, root.path("speed").asInt(1)),
                    view(root.path("view")));
        } catch (IllegalArgumentException e) {
            throw new SpecificationException(origin + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    private static Subject subject(JsonNode root, Specification edited) {
        String id = root.path("preset").asText("");
        Path base = Path.of(root.path("base").asText(""));
        if (!Presets.contains(id)) {
            return Subject.of(edited, base);
        }
        Subject subject = Subject.of(Presets.get(id));
        List<String> kept = words(root.path("companions"));
        for (Preset.Companion companion : subject.companions()) {
            if (!kept.contains(companion.name())) {
                subject = subject.without(companion);
            }
        }
        return subject;
    }

    private static List<SavedSession.SavedRun> pins(JsonNode node, String origin) {
        List<SavedSession.SavedRun> pins = new ArrayList<>();
        for (JsonNode pin : node) {
            pins.add(new SavedSession.SavedRun(
                    specification(pin.path("specification"), origin + ", pins"),
                    number(pin, "clock"),
                    pin.path("shown").asBoolean(true)));
        }
        return pins;
    }

    private static SavedSession.View view(JsonNode node) {
        List<SavedSession.Pane> charts = new ArrayList<>();
        for (JsonNode pane : node.path("charts")) {
            charts.add(new SavedSession.Pane(
                    pane.path("chart").asText(),
                    pane.has("scale") ? pane.path("scale").asText() : null));
        }
        Map<Integer, Double> bookmarks = new TreeMap<>();
        node.path("bookmarks")
                .properties()
                .forEach(entry -> bookmarks.put(Integer.valueOf(entry.getKey()), time(entry.getValue())));
        return new SavedSession.View(
                new Arrangement(dock(node, charts.size()), charts),
                node.path("clock").asText("log"),
                Comparison.of(node.path("comparison").asText(Comparison.OVERLAY.id())),
                bookmarks);
    }

    private static Specification specification(JsonNode node, String origin) {
        return SpecificationCodec.parse(node.toString(), origin);
    }

    private static double number(JsonNode node, String key) {
        if (!node.path(key).isNumber()) {
            throw new IllegalArgumentException("\"" + key + "\" is " + node.path(key) + " and no number");
        }
        return node.path(key).asDouble();
    }

    private static double time(JsonNode node) {
        return node.asText().equals(START) ? Double.NEGATIVE_INFINITY : node.asDouble();
    }

    private static List<String> words(JsonNode node) {
        List<String> words = new ArrayList<>();
        node.forEach(word -> words.add(word.asText()));
        return words;
    }
}
