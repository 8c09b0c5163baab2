package org.mirrorflow.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mirrorflow.app.Main;

/** The program as the operating system starts and ends it: whole processes, killed and continued. */
class KillTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A second or two of work. */
    private static final String[] WORK = {
        "run",
        "kernel-or-rich",
        "--quiet",
        "--set",
        "problem.samples=40",
        "--set",
        "problem.features=100",
        "--set",
        "model.initial-scale=0.003"
    };

    @TempDir
    private Path folder;

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS"));
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        return builder.redirectOutput(out).redirectError(err).start();
    }

    private int code(Process process) throws InterruptedException {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the program does not end");
        return process.exitValue();
    }

    private String said(String stream) throws IOException {
        return Files.readString(folder.resolve(stream));
    }

    /** Waits until the run on disk has got further than {@code steps}, and tells how far. */
    private long awaitBeyond(long steps, Path run, Process process) throws Exception {
        while (true) {
            Path file = run.resolve("run.json");
            if (Files.exists(file)) {
                JsonNode description = JSON.readTree(file.toFile());
                assertEquals("running", description.path("status").asText(), "the run was over before it was stopped");
                if (description.path("steps").asLong() > steps) {
                    return description.path("steps").asLong();
                }
            }
            assertTrue(process.isAlive(), () -> "ended too early");
            Thread.sleep(5);
        }
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    @Timeout(300)
    void aRunKilledAndTerminatedAndContinuedIsTheSameRun() throws Exception {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");

        Process first = start(with(WORK, "--out", broken.toString(), "--checkpoint", "0.1"));
        long steps = awaitBeyond(0, broken, first);
        first.destroyForcibly();
        assertTrue(code(first) != 0);
        assertReadable(broken);

        Process second = start("run", "--resume", broken.toString(), "--quiet", "--checkpoint", "0.1");
        awaitBeyond(steps, broken, second);
        second.destroy();
        assertEquals(143, code(second), said("err"));
        assertEquals(
                "Stopped; everything so far is kept. Continue with: lab run --resume " + broken,
                said("err").strip());
        assertEquals("", said("out"));
        assertReadable(broken);

        Process third = start("run", "--resume", broken.toString(), "--quiet");
        assertEquals(0, code(third), said("err"));
        assertTrue(said("out").contains("Beside it"), said("out"));

        assertEquals(0, Typed.lab(with(WORK, "--out", whole.toString())).code());
        for (String run : List.of(".", "companions/alpha-1")) {
            for (String file : List.of("series.csv", "arrays.npz", "final.json")) {
                assertArrayEquals(
                        Files.readAllBytes(whole.resolve(run).resolve(file)),
                        Files.readAllBytes(broken.resolve(run).resolve(file)),
                        run + "/" + file);
            }
            assertTrue(Files.notExists(broken.resolve(run).resolve("checkpoint.npz")));
        }
    }

    @Test
    void aLedgerThatIsTerminatedTellsWhatItHasFoundByThen() throws Exception {
        Process process = start("claims", "TEST-ENDLESS", "TEST-HOLDS", "--seeds", "1", "--threads", "2");
        // The first line of progress in a log comes after ten seconds; by then the short claim has long been decided.
        while (!said("err").contains("1 of 2 claims")) {
            assertTrue(process.isAlive(), () -> "ended too early");
            Thread.sleep(50);
        }
        process.destroy();
        assertEquals(143, code(process), said("err"));
        assertTrue(said("err").strip().endsWith("Stopped; what was run by then is above."), said("err"));
        assertTrue(said("out").contains("TEST-HOLDS") && said("out").contains("1 holds, 1 unfinished"), said("out"));
    }

    private void assertReadable(Path run) throws IOException {
        List<String> series = Files.readAllLines(run.resolve("series.csv"));
        long columns = series.getFirst().chars().filter(c -> c == ',').count();
        assertTrue(series.size() > 2, "only " + series.size() + " lines");
        series.forEach(
                line -> assertEquals(columns, line.chars().filter(c -> c == ',').count(), line));
        Path figure = folder.resolve("unfinished.svg");
        assertEquals(
                0, Typed.lab("plot", run.toString(), "--out", figure.toString()).code());
    }

    @Test
    void withoutADisplayTheWindowSaysSoInOneSentence() throws Exception {
        assertEquals(LabCommand.MISTAKE, code(start()));
        assertEquals("", said("out"));
        assertEquals(1, said("err").lines().count(), said("err"));
        assertTrue(
                said("err").startsWith("lab: There is no display")
                        && said("err").contains("lab run"),
                said("err"));
    }
}
