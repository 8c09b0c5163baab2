package org.mirrorflow.app.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mirrorflow.app.chart.ChartKind;
import org.mirrorflow.app.chart.Charts;
import org.mirrorflow.app.figure.Venue;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.SpecificationCodec;

/** What the commands do when all is well. */
class CommandLineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path shared;

    private static Path small;
    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void runOnce() throws IOException {
        small = shared.resolve("small.json");
        Files.writeString(small, Typed.lab("presets", "kernel-or-rich").out());
        run = shared.resolve("run");
        assertEquals(0, small(small.toString(), "--out", run.toString()).code());
    }

    /** A run that is over at once, whatever its target. */
    private static Typed small(String target, String... more) {
        List<String> words = new ArrayList<>(List.of("run", target, "--quiet"));
        for (String change : List.of("samples=8", "features=20", "sparsity=2")) {
            words.addAll(List.of("--set", "problem." + change));
        }
        words.addAll(List.of(more));
        return Typed.lab(words.toArray(String[]::new));
    }

    @Test
    void withNoCommandTheWindowOpens() {
        assertEquals(new Typed(0, "window\n", ""), Typed.lab());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "plot",
                "claims",
                "presets",
                "tours",
                "tour",
                "catalogue",
                "schema",
                "inspect",
                "copy",
                "doctor"
            })
    void everyCommandHasHelpAndIsInTheMainHelp(String command) {
        Typed help = Typed.lab(command, "--help");
        assertAll(
                () -> assertEquals(0, help.code()),
                () -> assertTrue(help.out().startsWith("Usage: lab " + command), help.out()),
                () -> assertEquals("", help.err()),
                () -> assertTrue(Typed.lab("--help").out().contains("\n  " + command)));
    }

    @Test
    void helpOfPlotNamesEveryChartAndVenue() {
        String help = Typed.lab("plot", "--help").out();
        Charts.ALL.ids().forEach(id -> assertTrue(help.contains(id), id));
        Venue.all().forEach(venue -> assertTrue(help.contains(venue.id()), venue.id()));
    }

    @Test
    void presetsAreListedAndPrintedAsTheyAreRun() throws IOException {
        String list = Typed.lab("presets").out();
        JsonNode json = JSON.readTree(Typed.lab("presets", "--json").out());
        assertEquals(Presets.all().size(), json.size());
        for (Preset preset : Presets.all()) {
            assertTrue(list.contains(preset.id()) && list.contains(preset.sentence()), preset.id());
            String printed = Typed.lab("presets", preset.id()).out();
            assertEquals(preset.specification(), SpecificationCodec.parse(printed, preset.id()));
        }
    }

    @Test
    void catalogueListsEveryKindAsTextAndAsJson() throws IOException {
        JsonNode all = JSON.readTree(Typed.lab("catalogue", "--json").out());
        String text = Typed.lab("catalogue").out();
        for (String kind : List.of(
                "mirror-maps",
                "parametrizations",
                "problems",
                "dynamics",
                "observables",
                "limits",
                "statements",
                "claims",
                "charts")) {
            assertTrue(!all.path(kind).isEmpty(), kind);
            all.path(kind)
                    .forEach(entry -> assertTrue(text.contains(entry.path("id").asText())));
            JsonNode one = JSON.readTree(Typed.lab("catalogue", kind, "--json").out());
            assertEquals(1, one.size());
            assertEquals(all.path(kind), one.path(kind));
        }
        String maps = Typed.lab("catalogue", "mirror-maps").out();
        assertTrue(maps.contains("beta"));
        assertTrue(
                maps.contains("Coercive: no, the mirror takes the values (-∞, 0) alone."), "Burg's entropy: " + maps);
    }

    @Test
    void theCatalogueProvesWhichParametrizationsHaveAMirrorMap() throws IOException {
        String text = Typed.lab("catalogue", "parametrizations").out();
        JsonNode entries = JSON.readTree(Typed.lab("catalogue", "--json").out()).path("parametrizations");
        Map<String, JsonNode> maps = new LinkedHashMap<>();
        entries.forEach(entry -> maps.put(entry.path("id").asText(), entry.path("mirror_map")));
        maps.forEach((id, map) -> assertTrue(text.contains(map.path("sentence").asText()), id));
        JsonNode product = maps.get("hadamard-product");
        assertEquals("induced", product.path("kind").asText());
        assertTrue(product.path("legendre").asBoolean()
                && product.path("coercive").asBoolean()
                && product.path("decay_admissible").asBoolean());
        assertEquals(0, product.path("largest_bracket").asDouble());
        JsonNode symmetric = maps.get("symmetric-factorization");
        assertEquals("none", symmetric.path("kind").asText());
        assertTrue(symmetric.path("defect").asDouble() > 0.01, symmetric.toString());
        assertEquals("[\"W[1,1]\",\"W[1,2]\"]", symmetric.path("pair").toString());
        JsonNode logarithms = maps.get("log-difference");
        assertTrue(logarithms.has("coercive") && !logarithms.path("coercive").asBoolean());
    }

    @Test
    void aRunAndItsFigureSayWhetherThereIsAMirrorMap() throws IOException {
        Typed induced =
                small(small.toString(), "--out", folder.resolve("induced").toString());
        assertTrue(induced.out().contains("\nMirror map induced: "), induced.out());
        Path heads = folder.resolve("heads");
        Typed none = Typed.lab(
                "run", "attention-with-value", "--set", "stop.time=0.1", "--quiet", "--out", heads.toString());
        assertEquals(0, none.code(), none.err());
        assertTrue(none.out().contains("\nNo mirror map: the gradients of W["), none.out());
        assertTrue(none.out().contains("\nNo prediction: No limit is predicted: the loss is not convex"), none.out());
        JsonNode map = JSON.readTree(heads.resolve("final.json").toFile()).path("mirror_map");
        assertEquals("none", map.path("kind").asText());
        Path figure = folder.resolve("figure.svg");
        assertEquals(
                0,
                Typed.lab("plot", heads.toString(), "--out", figure.toString()).code());
        Typed inspected = Typed.lab("inspect", figure.toString());
        assertTrue(inspected.err().contains(map.path("sentence").asText()), inspected.err());
        assertTrue(JSON.readTree(inspected.out()).size() > 0);
    }

    @Test
    void schemaIsJson() throws IOException {
        assertTrue(JSON.readTree(Typed.lab("schema").out()).path("properties").has("problem"));
    }

    @Test
    void aRunLeavesItsFilesAndSaysWhere() throws IOException {
        Path place = folder.resolve("a/b");
        Typed typed = small(small.toString(), "--out", place.toString(), "--seed", "5");
        assertEquals(0, typed.code(), typed.err());
        assertEquals("", typed.err());
        assertEquals(place.toString(), typed.out().lines().toList().getLast());
        assertEquals(
                Set.of("arrays.npz", "final.json", "log.txt", "run.json", "series.csv"), new TreeSet<>(names(place)));
        JsonNode description = JSON.readTree(place.resolve("run.json").toFile());
        assertEquals(5, description.at("/specification/seed").asInt());
        assertEquals(20, description.at("/specification/problem/features").asInt());
        assertTrue(typed.out().contains("holds"), typed.out());
        assertTrue(typed.out().codePoints().noneMatch(c -> c == '\u2212'), "a minus that programs cannot read");
    }

    @Test
    void theSameWordsGiveTheSameBytes() throws IOException {
        assertEquals(
                0,
                small(small.toString(), "--out", folder.resolve("again").toString())
                        .code());
        for (String file : List.of("series.csv", "arrays.npz", "final.json")) {
            assertArrayEquals(
                    Files.readAllBytes(run.resolve(file)),
                    Files.readAllBytes(folder.resolve("again").resolve(file)),
                    file);
        }
    }

    @Test
    void companionsStandBesideTheRunUnlessItIsAlone() throws IOException {
        Path together = folder.resolve("together");
        Typed typed = small("one-trajectory", "--out", together.toString(), "--json");
        assertEquals(0, typed.code(), typed.err());
        JsonNode result = JSON.readTree(typed.out());
        JsonNode companion = result.at("/companions/0");
        assertEquals("mirror flow", companion.path("name").asText());
        assertEquals(
                together.resolve("companions/mirror-flow").toString(),
                companion.path("folder").asText());
        assertTrue(Files.isRegularFile(together.resolve("companions/mirror-flow/final.json")));
        List<String> verdicts = new ArrayList<>();
        companion
                .path("verdicts")
                .forEach(verdict -> verdicts.add(verdict.path("id").asText() + " "
                        + verdict.path("verdict").asText()));
        assertTrue(verdicts.contains("twins holds"), verdicts.toString());
        assertTrue(small("one-trajectory", "--out", folder.resolve("text").toString())
                .out()
                .contains("Beside it, mirror flow:"));

        Typed alone = small("one-trajectory", "--out", folder.resolve("alone").toString(), "--alone", "--json");
        assertTrue(JSON.readTree(alone.out()).path("companions").isEmpty());
        assertTrue(Files.notExists(folder.resolve("alone/companions")));
    }

    @Test
    void aRunThatDivergesSaysSoAndStaysReadable() throws IOException {
        Path place = folder.resolve("diverged");
        Typed typed = small(
                small.toString(),
                "--out",
                place.toString(),
                "--set",
                "dynamics.kind=gradient-descent",
                "--set",
                "dynamics.step-size=10",
                "--json");
        assertEquals(LabCommand.DIVERGED, typed.code(), typed.err());
        JsonNode result = JSON.readTree(typed.out());
        assertEquals("diverged", result.path("outcome").asText());
        assertTrue(result.path("loss").isNumber());
        assertEquals(
                0,
                Typed.lab(
                                "plot",
                                place.toString(),
                                "--out",
                                folder.resolve("d.svg").toString())
                        .code());
    }

    @Test
    void dataFromFilesAreFoundBesideTheSpecification() throws IOException {
        Files.writeString(folder.resolve("x.csv"), "a,b,c\n1,0,2\n0,1,1\n");
        Files.writeString(folder.resolve("y.csv"), "1\n2\n");
        Path specification = folder.resolve("mine.json");
        Files.writeString(
                specification,
                Typed.lab("presets", "your-data")
                        .out()
                        .replaceFirst("\"x-file\" : \"[^\"]*\"", "\"x-file\" : \"x.csv\"")
                        .replaceFirst("\"y-file\" : \"[^\"]*\"", "\"y-file\" : \"y.csv\""));
        Typed typed = Typed.lab(
                "run",
                specification.toString(),
                "--quiet",
                "--out",
                folder.resolve("out").toString());
        assertEquals(0, typed.code(), typed.err());
    }

    @ParameterizedTest
    @CsvSource({"pdf,%PDF", "svg,<?xml", "png,\u0089PNG"})
    void figuresAreDrawnAndTellWhereTheyComeFrom(String format, String start) throws IOException {
        Path figure = folder.resolve("figure." + format);
        Typed typed = Typed.lab("plot", run.toString(), run.toString(), "--out", figure.toString());
        assertEquals(0, typed.code(), typed.err());
        assertEquals(figure + "\n", typed.out());
        assertTrue(Files.readString(figure, StandardCharsets.ISO_8859_1).startsWith(start));
        Typed inspected = Typed.lab("inspect", figure.toString());
        assertEquals(0, inspected.code(), inspected.err());
        JsonNode specifications = JSON.readTree(inspected.out());
        assertEquals(2, specifications.size());
        assertEquals(JSON.readTree(run.resolve("run.json").toFile()).path("specification"), specifications.path(0));
    }

    /** Charts with a class of their own, and one of the plain ones, which have a class in common. */
    static Stream<String> charts() {
        return Stream.concat(
                Charts.ALL.entries().stream().filter(kind -> !kind.plain()).map(ChartKind::id), Stream.of("l2-norm"));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartThatAppliesIsDrawnAndTheOthersSayWhichDo(String chart) {
        Path figure = folder.resolve("figure.svg");
        Typed typed = Typed.lab("plot", run.toString(), "--chart", chart, "--out", figure.toString());
        if (Files.isRegularFile(figure)) {
            assertEquals(0, typed.code(), typed.err());
        } else {
            assertEquals(LabCommand.MISTAKE, typed.code());
            assertTrue(typed.err().contains("nothing to show of this run; choose one of "), typed.err());
            assertTrue(
                    Set.of("singular-values", "spectrum-map", "layers-map", "neurons-map", "activations")
                            .contains(chart),
                    "a vector has all the other charts, among them " + chart);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "linear", "log-s", "s"})
    void everyClockIsDrawn(String clock) {
        Path figure = folder.resolve(clock + ".svg");
        Typed typed = Typed.lab("plot", run.toString(), "--clock", clock, "--out", figure.toString());
        assertEquals(0, typed.code(), typed.err());
        assertTrue(Files.isRegularFile(figure));
    }

    static Stream<Venue> venues() {
        return Venue.all().stream();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void everyColumnOfEveryVenueIsDrawnAtItsWidth(Venue venue) throws IOException {
        for (String column : venue.columnsPt().keySet()) {
            Path figure = folder.resolve(column + ".svg");
            Typed typed = Typed.lab(
                    "plot",
                    run.toString(),
                    "--chart=loss,l1-norm,coordinates,weights",
                    "--venue",
                    venue.id(),
                    "--column",
                    column,
                    "--out",
                    figure.toString());
            assertEquals(0, typed.code(), typed.err());
            var width = Pattern.compile("<svg[^>]*\\bwidth=\"([0-9.]+)pt\"").matcher(Files.readString(figure));
            assertTrue(width.find(), column);
            assertEquals(venue.widthPt(column), Double.parseDouble(width.group(1)), 0.01, column);
        }
    }

    @Test
    void doctorFindsWhatTheCommandsNeed() throws IOException {
        Typed typed = Typed.lab("doctor", "--json");
        assertEquals(0, typed.code(), typed.out());
        List<String> subjects = new ArrayList<>();
        JSON.readTree(typed.out()).forEach(finding -> {
            subjects.add(finding.path("subject").asText());
            assertTrue(finding.path("good").asBoolean(), finding.toString());
        });
        assertEquals(List.of("lab", "display", "fonts", "catalogue", "bridge", "engine", "folder"), subjects);
        assertEquals(subjects.size(), Typed.lab("doctor").out().lines().count());
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
