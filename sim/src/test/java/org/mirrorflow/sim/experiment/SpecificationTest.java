package org.mirrorflow.sim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.theory.catalogue.CatalogueEntry;
import org.mirrorflow.theory.catalogue.InvalidSettingException;
import org.mirrorflow.theory.catalogue.Parameter;

class SpecificationTest {

    private static final String SHORT = """
            {"schema": 1, "problem": {"kind": "linear-regression"}, "model": {"kind": "diagonal-network"},
             "dynamics": {"kind": "gradient-flow"}}""";

    /** Every kind in every section, once. */
    static Stream<Specification> everyKind() {
        List<Specification> all = new ArrayList<>();
        for (String section : Specification.SECTIONS) {
            for (CatalogueEntry entry : Components.choices(section)) {
                all.add(Specs.of(section + ".kind", entry.id()));
            }
        }
        return all.stream();
    }

    static Stream<Specification> presets() {
        return Presets.all().stream()
                .flatMap(preset -> Stream.concat(
                        Stream.of(preset.specification()),
                        preset.companions().stream().map(companion -> companion.of(preset.specification()))));
    }

    @ParameterizedTest
    @MethodSource({"everyKind", "presets"})
    void whatIsWrittenIsReadAgain(Specification specification) {
        String text = SpecificationCodec.write(specification);
        Specification again = SpecificationCodec.parse(text, "again");
        assertEquals(specification, again);
        assertEquals(specification.hashCode(), again.hashCode());
        assertEquals(text, SpecificationCodec.write(again));
    }

    @ParameterizedTest
    @MethodSource({"everyKind", "presets"})
    void everyDefaultIsWrittenOut(Specification specification) {
        JsonNode tree = SpecificationCodec.toTree(specification);
        for (String section : Specification.SECTIONS) {
            String kind = specification.section(section).kind();
            for (Parameter parameter : Components.entry(section, kind).parameters()) {
                assertTrue(tree.path(section).has(parameter.id()), section + "." + parameter.id());
            }
        }
        Specification.STOP.forEach(parameter -> assertTrue(tree.path("stop").has(parameter.id()), parameter.id()));
        Specification.RECORD.forEach(parameter -> assertTrue(tree.path("record").has(parameter.id()), parameter.id()));
        assertTrue(tree.has("seed") && tree.has("title") && tree.path("schema").asInt() == 1);
    }

    @ParameterizedTest
    @MethodSource({"everyKind", "presets"})
    void everyPathCanBeSet(Specification specification) {
        specification.values().forEach((path, value) -> {
            assertEquals(specification, specification.with(path, value), path);
            if (path.endsWith(".kind") || value instanceof String) {
                return;
            }
            Number changed = value instanceof Long n ? (Number) (n + 1) : (Number) (((Number) value).doubleValue() / 2);
            Specification other;
            try {
                other = specification.with(path, changed);
            } catch (InvalidSettingException edge) {
                assertEquals(path, edge.setting());
                return;
            }
            assertEquals(changed, other.values().get(path), path);
            assertNotEquals(changed.doubleValue() == 0, !specification.equals(other), path);
        });
    }

    @Test
    void silenceMeansTheDefaults() {
        Specification specification = SpecificationCodec.parse(SHORT, "short");
        assertEquals(0, specification.seed());
        assertEquals("", specification.title());
        assertEquals(40, specification.problem().settings().whole("samples"));
        assertEquals(1e-12, specification.stop().real("loss"));
        assertEquals(4096, specification.record().whole("capacity"));
    }

    /** Line and column of what is wrong, counted from 1. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"schema\": 1,\\n \"seed\": }|line 2, column 10",
                "{\"schema\": 1, \"schema\": 1}|line 1, column 23",
                "{\"schema\": 1,\\n\"problem\": {\"kind\": \"a\",\\n  \"kind\": \"b\"}}|line 3",
                "{\"schema\": 1|line 1",
                "{'schema': 1}|line 1, column",
                "{\"schema\": 1, \"seed\": NaN}|line 1",
                "{\"schema\": 1} {}|line 1",
                "schema: 1|line 1",
            })
    void aSlipOfThePenIsFoundByLineAndColumn(String text, String place) {
        String message = complaint(text.replace("\\n", "\n"));
        assertTrue(message.contains(place), message);
    }

    /** The path, what was given, and what is allowed or the nearest name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"schema\": 1|\"schema\": 2|schema is 2|schema 1",
                "\"schema\": 1|\"schema\": \"1\"|schema is \"1\"|schema 1",
                "\"schema\": 1|\"title\": \"none\"|schema is missing|schema 1",
                "\"schema\": 1|\"schema\": 1, \"sede\": 3|sede|did you mean \"seed\"?",
                "\"schema\": 1|\"schema\": 1, \"seed\": -1|seed is -1|0 or more",
                "\"schema\": 1|\"schema\": 1, \"seed\": 0.5|seed is 0.5|whole number",
                "\"schema\": 1|\"schema\": 1, \"seed\": 1e30|seed is 1.0E30|whole number",
                "\"schema\": 1|\"schema\": 1, \"seed\": \"7\"|seed is 7|whole number",
                "\"schema\": 1|\"schema\": 1, \"seed\": null|seed is null|number",
                "\"schema\": 1|\"schema\": 1, \"seed\": [1]|seed is [1]|number",
                "\"schema\": 1|\"schema\": 1, \"title\": 5|title is 5|text in quotes",
                "\"schema\": 1|\"schema\": 1, \"stop\": 5|stop is 5|braces",
                "\"schema\": 1|\"schema\": 1, \"stop\": {\"loss\": -1}|stop.loss is -1|between 0 and",
                "\"schema\": 1|\"schema\": 1, \"stop\": {\"los\": 1}|stop.los|did you mean \"loss\"?",
                "\"schema\": 1|\"schema\": 1, \"stop\": {\"steps\": 1.5}|stop.steps is 1.5|whole number",
                "\"schema\": 1|\"schema\": 1, \"stop\": {\"time\": 1e999}|stop.time is Infinity|between",
                "\"schema\": 1|\"schema\": 1, \"record\": {\"capacity\": 2}|record.capacity is 2|between 16 and",
                "\"schema\": 1|\"schema\": 1, \"record\": {\"capacity\": true}|record.capacity is true|number",
                "\"linear-regression\"|\"linear-regresion\"|problem.kind is \"linear-regresion\"|\"linear-regression\"?",
                "\"linear-regression\"|5|problem has no \"kind\"|linear-regression",
                "\"linear-regression\"|\"linear-regression\", \"samples\": -3|problem.samples is -3|between 1 and",
                "\"linear-regression\"|\"linear-regression\", \"samples\": \"40\"|problem.samples is \"40\"|whole number",
                "\"linear-regression\"|\"linear-regression\", \"samples\": 4.5|problem.samples is 4.5|whole number",
                "\"linear-regression\"|\"linear-regression\", \"samples\": {}|problem.samples is {}|number",
                "\"linear-regression\"|\"linear-regression\", \"noize\": 1|problem.noize|did you mean \"noise\"?",
                "\"linear-regression\"|\"linear-regression\", \"signal\": \"sign\"|problem.signal|\"signs\"?",
                "\"diagonal-network\"|\"quadratics\"|model.kind is \"quadratics\"|log-quadratic",
                "\"diagonal-network\"|\"diagonal-network\", \"depth\": 1|model.depth is 1|between 2 and 10",
                "\"diagonal-network\"|\"diagonal-network\", \"initial-scale\": 0|model.initial-scale is 0|between",
                "\"gradient-flow\"|\"gradient-flow\", \"integration\": \"rodas\"|dynamics.integration|integrator",
                "\"dynamics\"|\"dynamic\"|dynamic is not part|did you mean \"dynamics\"?",
            })
    void aMistakeIsNamedWithWhatIsAllowed(String part, String replacement, String given, String allowed) {
        String message = complaint(SHORT.replace(part, replacement));
        assertTrue(message.contains(given), message);
        assertTrue(message.contains(allowed), message);
    }

    @ParameterizedTest
    @CsvSource({"problem", "model", "dynamics"})
    void aMissingSectionIsNamedWithItsKinds(String section) {
        String text = SHORT.replaceAll("\"" + section + "\": \\{[^}]*\\},?", "").replaceAll(",\\s*\\}", "}");
        String message = complaint(text);
        assertTrue(message.contains(section + " is missing"), message);
        for (CatalogueEntry entry : Components.choices(section)) {
            assertTrue(message.contains(entry.id()), message);
        }
    }

    private static String complaint(String text) {
        String message = assertThrows(SpecificationException.class, () -> SpecificationCodec.parse(text, "my.json"))
                .getMessage();
        assertTrue(message.startsWith("my.json"), message);
        assertTrue(message.endsWith(".") || message.endsWith("?"), message);
        assertFalse(message.contains("?."), message);
        assertFalse(message.contains("\n") || message.contains("com.fasterxml") || message.contains("java."), message);
        return message;
    }

    @Test
    void filesThatAreNoSpecificationAreNamed(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.json");
        assertTrue(readComplaint(missing).contains("There is no file"));
        assertTrue(readComplaint(folder).contains("is a folder"));
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(readComplaint(binary).contains("UTF-8"));
        Path empty = Files.writeString(folder.resolve("empty.json"), "");
        assertTrue(readComplaint(empty).contains("no JSON object"));
        Path array = Files.writeString(folder.resolve("array.json"), "[]");
        assertTrue(readComplaint(array).contains("no JSON object"));
        Path good = Files.write(folder.resolve("good.json"), SHORT.getBytes(StandardCharsets.UTF_8));
        assertEquals("gradient-flow", SpecificationCodec.read(good).dynamics().kind());
    }

    private static String readComplaint(Path file) {
        String message = assertThrows(SpecificationException.class, () -> SpecificationCodec.read(file))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
        return message;
    }

    @Test
    void severalSpecificationsMayStandInOneFigure() {
        assertEquals(1, SpecificationCodec.parseAll(SHORT, "figure").size());
        assertEquals(
                2,
                SpecificationCodec.parseAll("[" + SHORT + "," + SHORT + "]", "figure")
                        .size());
        assertThrows(SpecificationException.class, () -> SpecificationCodec.parseAll("[]", "figure"));
    }

    @Test
    void aChangeThatCannotBeIsNamed() {
        Specification specification = Specs.of();
        for (List<Object> wrong : List.<List<Object>>of(
                List.of("modle.depth", 3, "did you mean \"model\"?"),
                List.of("model", 3, "model.kind"),
                List.of("model.dept", 3, "did you mean \"depth\"?"),
                List.of("model.depth", "three", "\"three\""),
                List.of("stop.loss", -1, "between"),
                List.of("record.capacity", 1, "between"),
                List.of("dynamics.kind", "gradient-flo", "\"gradient-flow\""),
                List.of("seed", 0.5, "whole number"))) {
            InvalidSettingException refusal = assertThrows(
                    InvalidSettingException.class, () -> specification.with((String) wrong.get(0), wrong.get(1)));
            assertTrue(refusal.getMessage().startsWith((String) wrong.get(0)), refusal.getMessage());
            assertTrue(refusal.getMessage().contains((String) wrong.get(2)), refusal.getMessage());
        }
    }

    @Test
    void aNewKindKeepsSettingsOfTheSameName() {
        Specification specification = Specs.of("model.initial-scale", 0.25, "dynamics.tolerance", 1e-7);
        Specification product = specification.with("model.kind", "hadamard-product");
        assertEquals(0.25, product.model().settings().real("initial-scale"));
        Specification dual = specification.with("dynamics.kind", "mirror-flow");
        assertEquals(1e-7, dual.dynamics().settings().real("tolerance"));
        assertEquals("automatic", dual.dynamics().settings().text("integrator"));
    }

    @Test
    void theSchemaNamesEveryKindAndSetting() {
        JsonNode schema = SpecificationCodec.tree(SpecificationSchema.write(), "the schema");
        assertTrue(schema.path("$schema").asText().contains("2020-12"));
        for (String section : Specification.SECTIONS) {
            Set<String> kinds = new LinkedHashSet<>();
            for (JsonNode kind : schema.path("properties").path(section).path("oneOf")) {
                String id = kind.path("properties").path("kind").path("const").asText();
                kinds.add(id);
                for (Parameter parameter : Components.entry(section, id).parameters()) {
                    JsonNode property = kind.path("properties").path(parameter.id());
                    assertFalse(property.path("description").asText().isBlank(), id + "." + parameter.id());
                    assertTrue(property.has("default"), id + "." + parameter.id());
                }
            }
            assertEquals(
                    Components.choices(section).stream()
                            .map(CatalogueEntry::id)
                            .collect(java.util.stream.Collectors.toSet()),
                    kinds);
        }
    }

    @ParameterizedTest
    @MethodSource({"everyKind", "presets"})
    void theSchemaAcceptsWhatTheLabWrites(Specification specification) {
        JsonNode schema = SpecificationCodec.tree(SpecificationSchema.write(), "the schema");
        assertEquals(List.of(), SchemaCheck.violations(schema, SpecificationCodec.toTree(specification)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "\"schema\": 1|\"schema\": 2",
                "\"schema\": 1|\"schema\": 1, \"sede\": 3",
                "\"schema\": 1|\"schema\": 1, \"stop\": {\"loss\": -1}",
                "\"linear-regression\"|\"linear-regresion\"",
                "\"diagonal-network\"|\"diagonal-network\", \"depth\": 2.5",
                "\"linear-regression\"|\"linear-regression\", \"signal\": \"sign\"",
            })
    void theSchemaRefusesWhatTheLabRefuses(String part, String replacement) {
        JsonNode schema = SpecificationCodec.tree(SpecificationSchema.write(), "the schema");
        JsonNode wrong = SpecificationCodec.tree(SHORT.replace(part, replacement), "wrong");
        assertFalse(SchemaCheck.violations(schema, wrong).isEmpty());
        assertEquals(List.of(), SchemaCheck.violations(schema, SpecificationCodec.tree(SHORT, "right")));
    }
}
