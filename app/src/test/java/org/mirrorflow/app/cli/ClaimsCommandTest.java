package org.mirrorflow.app.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.SpecificationCodec;

/** {@code lab claims}, on claims whose outcome is known. */
class ClaimsCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static Typed claims(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "claims";
        System.arraycopy(words, 0, all, 1, words.length);
        return Typed.lab(all);
    }

    @ParameterizedTest(name = "{0}: {1}, exit {2}")
    @CsvSource({
        "TEST-HOLDS,               '✓ holds, 3 seeds', 0",
        "TEST-FAILS,               '✗ fails, 3 seeds', 0",
        "TEST-FAILS --strict,      '✗ fails, 3 seeds', 1",
        "TEST-HOLDS --strict,      '✓ holds, 3 seeds', 0",
        "TEST-POWERLESS --strict,  '? inconclusive, 3 seeds', 0",
        "TEST-BROKEN,              '! error, 3 seeds', 1",
        "test-holds --seeds 1,     '✓ holds, 1 seed', 0",
    })
    void aVerdictIsAResultAndOnlyAnErrorOrStrictnessAnExitCode(String words, String verdict, int code) {
        Typed typed = claims(words.split(" "));
        assertEquals(code, typed.code(), typed.err());
        assertTrue(typed.out().contains("verdict     " + verdict), typed.out());
        assertEquals("", typed.err());
    }

    @Test
    void aNamedClaimShowsEveryNumber() {
        String out = claims("TEST-HOLDS").out();
        assertAll(
                () -> assertTrue(out.contains("check       number: the chosen number, ≤ 1.00: satisfied"), out),
                () -> assertTrue(out.contains("1: 0.250   2: 0.500   3: 0.750   mean 0.500 [-0.121, 1.12]"), out),
                () -> assertTrue(out.contains("control     control: "), out),
                () -> assertTrue(out.contains("lab run kernel-or-rich"), out),
                () -> assertTrue(out.contains("1 claim over 3 seeds in "), out));
    }

    @Test
    void aBrokenClaimShowsWhere() {
        String out = claims("TEST-BROKEN").out();
        assertTrue(out.contains("Seed 1: IllegalStateException: this sample breaks"), out);
        assertTrue(out.contains("SampleClaims"), out);
    }

    @Test
    void thePapersAndTheQuickSubsetChoose() {
        List<String> known = Ledger.claims().stream().map(Claim::id).toList();
        String list = claims("--list").out();
        known.forEach(id -> assertTrue(list.contains(" " + id + " "), id));
        String horst = claims("--list", "--paper", "horst").out();
        assertTrue(horst.contains("TEST-BROKEN"));
        assertFalse(horst.contains("TEST-HOLDS"));
        assertEquals(horst, claims("--list", "--paper", "P2").out());
        String quick = claims("--list", "--paper", "P6,P2", "--quick").out();
        assertTrue(quick.contains("TEST-HOLDS"));
        assertFalse(quick.contains("TEST-BROKEN"));
    }

    @Test
    void theTableHasARowAndAReasonForEach() {
        Typed typed = claims("TEST-FAILS", "TEST-BROKEN", "TEST-POWERLESS", "--table", "--seeds", "2");
        List<String> lines = typed.out().lines().toList();
        assertEquals(LabCommand.FAULT, typed.code());
        assertAll(
                () -> assertTrue(lines.getFirst().startsWith("P2  HORST"), typed.out()),
                () -> assertTrue(
                        lines.stream().anyMatch(line -> line.matches("  ✗ TEST-FAILS .* 2\\.00  ≤ 1\\.00 .* s  fails")),
                        typed.out()),
                () -> assertTrue(typed.out().contains("> Prediction number is violated."), typed.out()),
                () -> assertTrue(typed.out().contains("> Control control does not separate."), typed.out()),
                () -> assertTrue(typed.out().contains("> Seed 2: IllegalStateException: this sample"), typed.out()),
                () -> assertTrue(lines.getLast().contains("1 fails, 1 inconclusive, 1 error."), typed.out()));
    }

    @Test
    void jsonTellsNumbersAndVerdicts() throws IOException {
        JsonNode json = JSON.readTree(
                claims("TEST-FAILS", "--json", "--seeds", "2", "--threads", "1").out());
        assertAll(
                () -> assertEquals(2, json.path("seeds").size()),
                () -> assertEquals(1, json.path("threads").asInt()),
                () -> assertEquals("fails", json.at("/claims/0/verdict").asText()),
                () -> assertEquals(2, json.at("/claims/0/checks/0/decisive").asDouble()),
                () -> assertEquals("sign-in", json.at("/claims/0/paper").asText()));
        JsonNode list = JSON.readTree(claims("TEST-HOLDS", "--list", "--json").out());
        assertEquals("TEST-HOLDS", list.at("/0/id").asText());
        assertEquals(2, list.at("/0/experiments").size());
    }

    @Test
    void outWritesReportAndExperimentsThatRun() throws IOException {
        Path report = folder.resolve("a/report");
        assertEquals(
                0,
                claims("TEST-HOLDS", "TEST-FAILS", "--out", report.toString()).code());
        assertEquals(
                2,
                JSON.readTree(report.resolve("claims.json").toFile())
                        .path("claims")
                        .size());
        assertEquals(
                1 + 2 * 2 * 3, Files.readAllLines(report.resolve("claims.csv")).size());
        assertTrue(Files.readString(report.resolve("claims.md")).contains("### TEST-FAILS"));
        assertEquals(
                Presets.get("kernel-or-rich").specification().with("seed", 99),
                SpecificationCodec.read(report.resolve("experiments/TEST-HOLDS-2.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "TEST-HOLD,            'is no claim; did you mean \"TEST-HOLDS\"?'",
        "--paper horts,        'did you mean \"horst\"?'",
        "--seeds 0,            'it must be 1 to 1000'",
        "--seeds many,         'it must be a whole number'",
        "--threads 0,          'it must be 1 or more'",
        "TEST-BROKEN --quick,  'finds no claim'",
    })
    void mistakesAreToldInOneSentence(String words, String complaint) {
        Typed typed = claims(words.split(" "));
        assertEquals(LabCommand.MISTAKE, typed.code());
        assertEquals(1, typed.errLines().size(), typed.err());
        assertTrue(typed.err().contains(complaint), typed.err());
        assertEquals("", typed.out());
    }

    @Test
    void textIsBrokenAtSpacesAndLosesNothing() {
        assertEquals(
                List.of("one two", "three", "incomprehensible", "x"),
                ClaimsCommand.wrapped("one two three incomprehensible x", 8));
        assertEquals(List.of(""), ClaimsCommand.wrapped("", 8));
    }
}
