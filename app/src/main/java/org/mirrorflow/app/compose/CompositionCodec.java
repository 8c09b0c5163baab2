package org.mirrorflow.app.compose;

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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.app.chart.Clock;
import org.mirrorflow.app.chart.Ensemble;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.FigureSpec;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.app.plot.Axis;
import org.mirrorflow.app.plot.Chart;
import org.mirrorflow.app.plot.Metrics;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;

/**
 * A composition as JSON, {@code figure.json}. What is left out is as usual; what is not known is an error that names its place.
 */
public final class CompositionCodec {

    /** The key that tells such a file, with its version. */
    public static final String FORMAT = "mirrorflow-figure";

    private static final int VERSION = 1;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Set<String> ROOT = Set.of(
            FORMAT, "venue", "column", "width", "height", "measure", "face", "labels", "ticks", "columns", "share",
            "letters", "runs", "panels");
    private static final Set<String> RUN = Set.of(
            "id",
            "name",
            "preset",
            "companion",
            "changes",
            "specification",
            "base",
            "until",
            "looking-at",
            "seeds",
            "folder",
            "sweep");
    private static final Set<String> PANEL = Set.of(
            "chart",
            "runs",
            "clock",
            "title",
            "names",
            "legend",
            "predictions",
            "residual",
            "spread",
            "x",
            "y",
            "annotations",
            "inset");

    private final String origin;
    private final Path base;

    private CompositionCodec(String origin, Path base) {
        this.origin = origin;
        this.base = base;
    }

    /** Whether a text is a composition, whole or not. */
    public static boolean isComposition(String text) {
        return text.contains("\"" + FORMAT + "\"");
    }

    /**
     * Reads a file; its relative paths are those from its folder.
     *
     * @throws FigureException naming the file and what is wrong in it
     */
    public static Composition read(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return parse(Files.readString(file), file.toString(), folder == null ? Path.of("") : folder);
        } catch (NoSuchFileException e) {
            throw new FigureException("There is no file " + file + "; give the path of a figure.json.", e);
        } catch (IOException e) {
            throw new FigureException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Writes a file; folders below its own are named from there. A file that is there is replaced only once the new one is whole.
     *
     * @throws FigureException when it cannot be written
     */
    public static void save(Composition composition, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String text = write(composition, folder == null ? Path.of("") : folder);
        try {
            AtomicFiles.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new FigureException(file + " cannot be written (" + e.getMessage() + "); choose another place.", e);
        }
    }

    /**
     * Parses a composition.
     *
     * @param origin what the text is called in messages
     * @param base folder against which relative paths are resolved
     * @throws FigureException naming the place of what is wrong
     */
    public static Composition parse(String text, String origin, Path base) {
        CompositionCodec codec = new CompositionCodec(origin, base);
        try {
            return codec.composition(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new FigureException(origin + " is no valid JSON: " + e.getOriginalMessage() + ".", e);
        }
    }

    private FigureException wrong(String place, String what) {
        return new FigureException(origin + ", " + place + ": " + what + ".");
    }

    private void known(JsonNode node, Set<String> keys, String place) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw wrong(
                        place,
                        "\"" + key + "\" is not known here; there are " + String.join(", ", new TreeSet<>(keys)));
            }
        });
    }

    private Composition composition(JsonNode root) {
        if (root.path(FORMAT).asInt(0) != VERSION) {
            throw new FigureException(origin + " is no figure of this lab: it has no \"" + FORMAT + "\": " + VERSION
                    + "; open a file that the lab has saved.");
        }
        known(root, ROOT, "the figure");
        Composition.Layout usual = Composition.Layout.USUAL;
        String venue = root.path("venue").asText(usual.venue());
        Venue of = Venue.of(venue.endsWith(".json") ? base.resolve(venue).toString() : venue);
        String column =
                root.path("column").asText(of.columnsPt().keySet().iterator().next());
        var _ = of.widthPt(column);
        List<String> share = words(root.path("share"), "share");
        for (String what : share) {
            if (!List.of("x", "y", "legend").contains(what)) {
                throw wrong("share", "\"" + what + "\" cannot be shared; x, y and legend can");
            }
        }
        Composition.Layout layout = new Composition.Layout(
                venue.endsWith(".json") ? base.resolve(venue).toString() : venue,
                column,
                length(root, "width"),
                length(root, "height"),
                choice(
                        root,
                        "measure",
                        "the figure",
                        FigureSpec.Measure.values(),
                        FigureSpec.Measure::id,
                        FigureSpec.Measure.WHOLE),
                choice(root, "face", "the figure", Metrics.Face.values(), Metrics.Face::id, usual.face()),
                number(root, "labels", "the figure"),
                number(root, "ticks", "the figure"),
                root.path("columns").asInt(0),
                new Figure.Sharing(
                        share.contains("x"),
                        share.contains("y"),
                        share.contains("legend"),
                        root.path("letters").asBoolean(true)));
        List<Source> sources = new ArrayList<>();
        for (JsonNode run : root.path("runs")) {
            sources.add(source(run, "runs[" + sources.size() + "]", sources.size()));
        }
        List<Panel> panels = new ArrayList<>();
        for (JsonNode panel : root.path("panels")) {
            panels.add(panel(panel, "panels[" + panels.size() + "]", sources));
        }
        return new Composition(layout, sources, panels);
    }

    private Source source(JsonNode node, String place, int index) {
        known(node, RUN, place);
        String id = node.path("id").asText(String.valueOf((char) ('A' + index)));
        if (node.has("folder")) {
            Path folder = base.resolve(node.path("folder").asText());
            return new Source(id, node.path("name").asText(id), new Source.Stored(folder));
        }
        if (node.has("sweep")) {
            Path folder = base.resolve(node.path("sweep").asText());
            return new Source(id, node.path("name").asText(id), new Source.Swept(folder));
        }
        Specification specification;
        if (node.has("preset")) {
            String preset = node.path("preset").asText();
            if (!Presets.contains(preset)) {
                throw wrong(place, "there is no preset \"" + preset + "\"; lab presets lists all");
            }
            specification = preset(Presets.get(preset), node.path("companion").asText(""), place);
        } else if (node.has("specification")) {
            specification = SpecificationCodec.parse(
                    node.path("specification").toString(), origin + ", " + place + ".specification");
        } else {
            throw wrong(place, "it has neither preset nor specification, folder or sweep; give one of them");
        }
        for (Map.Entry<String, JsonNode> change : node.path("changes").properties()) {
            JsonNode value = change.getValue();
            specification = specification.with(
                    change.getKey(),
                    value.isIntegralNumber()
                            ? (Object) value.longValue()
                            : value.isNumber() ? (Object) value.doubleValue() : value.asText());
        }
        try {
            return new Source(
                    id,
                    node.path("name").asText(specification.title()),
                    new Source.Rerun(
                            specification,
                            number(node, "until", place),
                            node.path("looking-at").asText().equals("start")
                                    ? Double.NEGATIVE_INFINITY
                                    : number(node, "looking-at", place),
                            node.path("seeds").asInt(1),
                            base.resolve(node.path("base").asText(""))));
        } catch (IllegalArgumentException e) {
            throw wrong(place, String.valueOf(e.getMessage()));
        }
    }

    private Specification preset(Preset preset, String companion, String place) {
        if (companion.isEmpty()) {
            return preset.specification();
        }
        return preset.companions().stream()
                .filter(each -> each.name().equals(companion))
                .findFirst()
                .map(each -> each.of(preset.specification()))
                .orElseThrow(() -> wrong(
                        place,
                        "the preset \"" + preset.id() + "\" has no companion \"" + companion + "\"; there are "
                                + preset.companions().stream()
                                        .map(Preset.Companion::name)
                                        .toList()));
    }

    private Panel panel(JsonNode node, String place, List<Source> sources) {
        known(node, PANEL, place);
        List<String> shown = words(node.path("runs"), place + ".runs");
        if (shown.isEmpty()) {
            shown = sources.stream().map(Source::id).toList();
        }
        if (shown.isEmpty()) {
            throw wrong(place, "the figure has no runs that it could show; name some under \"runs\"");
        }
        String chart = node.path("chart").asText("");
        if (chart.isEmpty()) {
            throw wrong(place, "it names no chart; lab plot --help lists all");
        }
        return new Panel(
                chart,
                shown,
                choice(node, "clock", place, Clock.values(), Clock::id, Clock.LOG_TIME),
                node.path("title").asText(""),
                choice(node, "names", place, Panel.Labels.values(), Panel.Labels::id, Panel.Labels.LETTERS),
                choice(
                        node,
                        "legend",
                        place,
                        Chart.LegendPlace.values(),
                        Chart.LegendPlace::id,
                        Chart.LegendPlace.ABOVE),
                node.path("predictions").asBoolean(true),
                node.path("residual").asBoolean(true),
                choice(node, "spread", place, Ensemble.Spread.values(), Ensemble.Spread::id, Ensemble.Spread.SEM),
                axis(node.path("x"), place + ".x"),
                axis(node.path("y"), place + ".y"),
                annotations(node.path("annotations"), place + ".annotations"),
                inset(node.path("inset"), place + ".inset"));
    }

    private Panel.AxisChoice axis(JsonNode node, String place) {
        if (node.isMissingNode()) {
            return Panel.AxisChoice.OWN;
        }
        known(node, Set.of("scale", "from", "to", "name"), place);
        String scale = node.path("scale").asText("");
        if (!List.of("", "log", "linear", "symlog").contains(scale)) {
            throw wrong(place, "the scale is \"" + scale + "\"; there are log, linear and symlog");
        }
        double from = number(node, "from", place);
        double to = number(node, "to", place);
        if (Double.isNaN(from) != Double.isNaN(to) || from >= to) {
            throw wrong(
                    place,
                    "it runs from " + node.path("from") + " to " + node.path("to")
                            + "; give both ends, rising, or none");
        }
        return new Panel.AxisChoice(scale, from, to, node.path("name").asText(""));
    }

    private List<Chart.Annotation> annotations(JsonNode node, String place) {
        List<Chart.Annotation> annotations = new ArrayList<>();
        for (JsonNode each : node) {
            String here = place + "[" + annotations.size() + "]";
            known(each, Set.of("x", "y", "text", "side", "right", "up"), here);
            annotations.add(new Chart.Annotation(
                    required(each, "x", here),
                    required(each, "y", here),
                    each.path("text").asText(""),
                    choice(each, "side", here, Chart.Anchor.values(), CompositionCodec::id, Chart.Anchor.RIGHT),
                    each.path("right").asDouble(0),
                    each.path("up").asDouble(0)));
        }
        return annotations;
    }

    private Chart.@Nullable Inset inset(JsonNode node, String place) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        known(node, Set.of("x", "y", "corner", "size"), place);
        try {
            return new Chart.Inset(
                    range(node.path("x"), place + ".x"),
                    range(node.path("y"), place + ".y"),
                    choice(
                            node,
                            "corner",
                            place,
                            Chart.LegendPlace.values(),
                            Chart.LegendPlace::id,
                            Chart.LegendPlace.TOP_RIGHT),
                    node.path("size").asDouble(0.4));
        } catch (IllegalArgumentException e) {
            throw wrong(place, String.valueOf(e.getMessage()).replaceAll("\\.$", ""));
        }
    }

    private Axis.Range range(JsonNode node, String place) {
        return new Axis.Range(required(node, "from", place), required(node, "to", place));
    }

    private double required(JsonNode node, String key, String place) {
        double value = number(node, key, place);
        if (Double.isNaN(value)) {
            throw wrong(place, "\"" + key + "\" is missing; give a number");
        }
        return value;
    }

    private double number(JsonNode node, String key, String place) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            throw wrong(place, "\"" + key + "\" is " + value + "; give a number");
        }
        return value.asDouble();
    }

    private double length(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        try {
            return Venue.points(value.asText());
        } catch (IllegalArgumentException e) {
            throw wrong(key, value + " is no length; write it as \"3.25in\", \"8cm\" or \"234pt\"");
        }
    }

    private <E> E choice(JsonNode node, String key, String place, E[] all, Function<E, String> id, E usual) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(value.asText()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        place,
                        "\"" + key + "\" is " + value + "; there are "
                                + String.join(", ", Arrays.stream(all).map(id).toList())));
    }

    private List<String> words(JsonNode node, String place) {
        List<String> words = new ArrayList<>();
        if (!node.isMissingNode() && !node.isArray()) {
            throw wrong(place, "it is " + node + "; give a list such as [\"A\", \"B\"]");
        }
        node.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static String id(Chart.Anchor anchor) {
        return anchor.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The composition as text.
     *
     * @param base folder from which paths below it are named
     */
    public static String write(Composition composition, Path base) {
        Path from = base.toAbsolutePath().normalize();
        ObjectNode root = JSON.createObjectNode();
        root.put(FORMAT, VERSION);
        Composition.Layout layout = composition.layout();
        root.put("venue", layout.venue());
        root.put("column", layout.column());
        if (!Double.isNaN(layout.widthPt())) {
            root.put("width", plain(layout.widthPt()) + "pt");
        }
        if (!Double.isNaN(layout.heightPt())) {
            root.put("height", plain(layout.heightPt()) + "pt");
        }
        root.put("measure", layout.measure().id());
        root.put("face", layout.face().id());
        put(root, "labels", layout.labelPt());
        put(root, "ticks", layout.tickPt());
        if (layout.columns() > 0) {
            root.put("columns", layout.columns());
        }
        ArrayNode share = root.putArray("share");
        if (layout.sharing().x()) {
            share.add("x");
        }
        if (layout.sharing().y()) {
            share.add("y");
        }
        if (layout.sharing().legend()) {
            share.add("legend");
        }
        root.put("letters", layout.sharing().letters());
        ArrayNode runs = root.putArray("runs");
        composition.sources().forEach(source -> runs.add(tree(source, from)));
        ArrayNode panels = root.putArray("panels");
        composition.panels().forEach(panel -> panels.add(tree(panel)));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    private static ObjectNode tree(Source source, Path from) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", source.id());
        node.put("name", source.name());
        switch (source.origin()) {
            case Source.Stored stored -> node.put("folder", path(stored.folder(), from));
            case Source.Swept swept -> node.put("sweep", path(swept.folder(), from));
            case Source.Rerun rerun -> {
                put(node, "until", rerun.until());
                if (rerun.lookingAt() == Double.NEGATIVE_INFINITY) {
                    node.put("looking-at", "start");
                } else {
                    put(node, "looking-at", rerun.lookingAt());
                }
                if (rerun.seeds() > 1) {
                    node.put("seeds", rerun.seeds());
                }
                String relative = path(rerun.base(), from);
                if (!relative.isEmpty()
                        && rerun.specification().values().toString().contains("-file")) {
                    node.put("base", relative);
                }
                node.set("specification", SpecificationCodec.toTree(rerun.specification()));
            }
        }
        return node;
    }

    private static String path(Path folder, Path from) {
        Path whole = folder.toAbsolutePath().normalize();
        return (whole.startsWith(from) ? from.relativize(whole) : whole)
                .toString()
                .replace('\\', '/');
    }

    private static ObjectNode tree(Panel panel) {
        ObjectNode node = JSON.createObjectNode();
        node.put("chart", panel.chart());
        ArrayNode shown = node.putArray("runs");
        panel.sources().forEach(shown::add);
        node.put("clock", panel.clock().id());
        if (!panel.title().isEmpty()) {
            node.put("title", panel.title());
        }
        node.put("names", panel.labels().id());
        node.put("legend", panel.legend().id());
        node.put("predictions", panel.predictions());
        node.put("residual", panel.residual());
        node.put("spread", panel.spread().id());
        axis(node, "x", panel.x());
        axis(node, "y", panel.y());
        ArrayNode annotations = JSON.createArrayNode();
        for (Chart.Annotation each : panel.annotations()) {
            ObjectNode entry = annotations.addObject();
            entry.put("x", each.x());
            entry.put("y", each.y());
            entry.put("text", each.text());
            entry.put("side", id(each.anchor()));
            if (each.hasArrow()) {
                entry.put("right", each.right());
                entry.put("up", each.up());
            }
        }
        if (!annotations.isEmpty()) {
            node.set("annotations", annotations);
        }
        Chart.Inset inset = panel.inset();
        if (inset != null) {
            ObjectNode entry = node.putObject("inset");
            entry.putObject("x")
                    .put("from", inset.x().lower())
                    .put("to", inset.x().upper());
            entry.putObject("y")
                    .put("from", inset.y().lower())
                    .put("to", inset.y().upper());
            entry.put("corner", inset.corner().id());
            entry.put("size", inset.share());
        }
        return node;
    }

    private static void axis(ObjectNode node, String key, Panel.AxisChoice choice) {
        if (choice.equals(Panel.AxisChoice.OWN)) {
            return;
        }
        ObjectNode entry = node.putObject(key);
        if (!choice.scale().isEmpty()) {
            entry.put("scale", choice.scale());
        }
        put(entry, "from", choice.from());
        put(entry, "to", choice.to());
        if (!choice.name().isEmpty()) {
            entry.put("name", choice.name());
        }
    }

    private static void put(ObjectNode node, String key, double value) {
        if (!Double.isNaN(value)) {
            node.put(key, value);
        }
    }

    private static String plain(double points) {
        return Double.toString(points).replaceFirst("\\.0$", "");
    }
}
