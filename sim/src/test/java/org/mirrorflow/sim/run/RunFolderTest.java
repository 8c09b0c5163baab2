package org.mirrorflow.sim.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mirrorflow.sim.Specs;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.data.NpyArray;
import org.mirrorflow.sim.data.Npz;
import org.mirrorflow.sim.experiment.Components;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;

class RunFolderTest {

    private static final List<String> RESULTS = List.of("series.csv", "arrays.npz", "final.json");

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path temporary;

    private static void finish(Run run, RunFolder folder) {
        while (run.advance()) {}
        folder.finish(run, 1.5);
    }

    /** One sentence that names the file or folder and says what to do. */
    private static String sentence(Path named, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(RunFolderException.class, action).getMessage();
        assertTrue(message.contains(named.getFileName().toString()), message);
        assertTrue(message.endsWith(".") && !message.contains("\n") && !message.contains("Exception"), message);
        assertTrue(message.length() < 500, message);
        return message;
    }

    private Path finishedFolder(String name, Object... changes) throws ProblemException {
        Path folder = temporary.resolve(name);
        finish(Run.start(Specs.experiment(changes)), RunFolder.create(folder, temporary));
        return folder;
    }

    static Stream<String> dynamics() {
        return Components.DYNAMICS.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("dynamics")
    void aKilledAndResumedRunGivesTheSameBytes(String id) throws ProblemException, IOException {
        Object[] changes = Specs.moving(id, "record.capacity", 300, "stop.steps", 500);
        Path whole = finishedFolder("whole", changes);
        Path killed = temporary.resolve("killed");
        Run run = Run.start(Specs.experiment(changes));
        RunFolder folder = RunFolder.create(killed, temporary);
        folder.save(run, 0);
        for (int part = 1; part <= 3; part++) {
            for (int k = 0; k < 37 * part; k++) {
                run.advance();
            }
            folder.save(run, part);
            // Work after the last checkpoint is lost with the process.
            run.advance();
            folder = RunFolder.open(killed);
            assertFalse(folder.finished());
            assertEquals(part, folder.wallSeconds());
            run = folder.resume(Experiment.of(folder.specification(), folder.base()));
        }
        finish(run, folder);
        for (String file : RESULTS) {
            assertArrayEquals(
                    Files.readAllBytes(whole.resolve(file)),
                    Files.readAllBytes(killed.resolve(file)),
                    id + ": " + file);
        }
        assertTrue(RunFolder.open(killed).finished());
        assertEquals(RunFolder.open(whole).outcome(), RunFolder.open(killed).outcome());
        assertFalse(Files.exists(killed.resolve("checkpoint.npz")));
        try (Stream<Path> files = Files.list(killed)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")), "nothing half-written is left");
        }
    }

    @Test
    void theSeriesIsAPlainTable() throws ProblemException, IOException {
        Path folder = finishedFolder("run");
        History history = RunFolder.open(folder).history();
        RunTest.assertSame(Specs.finished().history(), history);
        List<String> lines = Files.readAllLines(folder.resolve("series.csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        assertEquals(List.of("step", "time", "log_time", "normalised_time"), header.subList(0, 4));
        assertEquals(history.columns().size() + 4, header.size());
        assertEquals(history.size() + 1, lines.size());
        for (int i = 0; i < history.size(); i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            assertEquals(history.step(i), Long.parseLong(cells[0]));
            assertEquals(history.time(i), Double.parseDouble(cells[1]));
            if (i == 0) {
                assertEquals("-inf", cells[2]);
            } else {
                assertEquals(Math.log(history.time(i)), Double.parseDouble(cells[2]), 1e-12);
            }
            for (int c = 0; c < history.columns().size(); c++) {
                assertEquals(history.columns().get(c).replace('-', '_'), header.get(4 + c), "columns are Python names");
                assertEquals(
                        history.value(history.columns().get(c), i),
                        Double.parseDouble(cells[4 + c]),
                        header.get(4 + c));
            }
        }
    }

    @Test
    void theFinalNumbersAreInTheFile() throws ProblemException, IOException {
        Path folder = finishedFolder("run");
        Run run = Specs.finished();
        JsonNode result = JSON.readTree(folder.resolve("final.json").toFile());
        assertEquals(run.time(), result.path("time").asDouble());
        assertEquals(run.loss(), result.path("observables").path("loss").asDouble());
        assertEquals(15, result.path("weights").size());
        List<String> order = new ArrayList<>();
        result.path("predictions").fieldNames().forEachRemaining(order::add);
        assertEquals(List.of("limit", "min-l1", "min-l2"), order);
        assertEquals(
                List.of("limit", "balance", "bound"), result.path("verdicts").findValuesAsText("id"));
        assertEquals(List.of("holds", "holds", "holds"), result.path("verdicts").findValuesAsText("verdict"));
        JsonNode description = JSON.readTree(folder.resolve("run.json").toFile());
        assertEquals("finished", description.path("status").asText());
        assertEquals("converged", description.path("outcome").path("kind").asText());
        assertEquals(Specs.of(), RunFolder.open(folder).specification());
    }

    @Test
    void numpyAndPandasStyleReadersReadIt() throws Exception {
        Path folder = finishedFolder("run");
        Process probe = python("import numpy", folder);
        assumeTrue(probe != null && probe.waitFor(20, TimeUnit.SECONDS) && probe.exitValue() == 0, "no numpy here");
        Process process = python("""
                import numpy, csv, json
                a = numpy.load('arrays.npz')
                rows = list(csv.DictReader(open('series.csv')))
                assert a['weights'].shape == (len(rows), 15), a['weights'].shape
                assert a['state'].shape == (len(rows), 30)
                assert [float(r['time']) for r in rows] == list(a['time'])
                assert [float(r['loss']) for r in rows] == list(a['observable/loss'])
                assert float(rows[0]['log_time']) == -numpy.inf
                assert list(a['weights'][-1]) == json.load(open('final.json'))['weights']
                """, folder);
        assertTrue(process != null && process.waitFor(60, TimeUnit.SECONDS));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), output);
    }

    private static Process python(String program, Path folder) {
        try {
            return new ProcessBuilder("python3", "-c", program)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    void aPlaceThatIsTakenIsRefused() throws Exception {
        Path file = Files.writeString(temporary.resolve("a-file"), "text");
        assertTrue(sentence(file, () -> RunFolder.create(file, temporary)).contains("is a file"));
        Path inside = file.resolve("run");
        sentence(inside, () -> RunFolder.create(inside, temporary));
        Path taken = Files.createDirectory(temporary.resolve("taken"));
        Files.writeString(taken.resolve("thesis.tex"), "years of work");
        assertTrue(sentence(taken, () -> RunFolder.create(taken, temporary)).contains("not empty"));
        Path run = finishedFolder("run");
        assertTrue(sentence(run, () -> RunFolder.create(run, temporary)).contains("--resume"));
        assertTrue(Files.readString(taken.resolve("thesis.tex")).startsWith("years"));
    }

    @Test
    void aFolderOneMayNotWriteToIsRefused() throws IOException {
        Path locked = Files.createDirectory(temporary.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "this user may write anywhere");
        sentence(locked, () -> RunFolder.create(locked, temporary));
        Path below = locked.resolve("run");
        sentence(below, () -> RunFolder.create(below, temporary));
        assertTrue(locked.toFile().setWritable(true));
    }

    @Test
    void aFolderWithoutARunIsRefused() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertTrue(sentence(empty, () -> RunFolder.open(empty)).contains("no run"));
        assertTrue(sentence(empty, () -> RunFolder.open(empty.resolve("empty"))).contains("no run"));
    }

    @Test
    void damagedFilesAreNamed() throws Exception {
        Path path = temporary.resolve("run");
        Run run = Run.start(Specs.experiment());
        RunFolder folder = RunFolder.create(path, temporary);
        for (int k = 0; k < 50; k++) {
            run.advance();
        }
        folder.save(run, 0);
        Path checkpoint = path.resolve("checkpoint.npz");
        byte[] whole = Files.readAllBytes(checkpoint);
        Experiment experiment = Specs.experiment();

        Files.write(checkpoint, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertTrue(sentence(checkpoint, () -> folder.resume(experiment)).contains("start the run anew"));
        Files.write(checkpoint, new byte[0]);
        sentence(checkpoint, () -> folder.resume(experiment));
        byte[] flipped = whole.clone();
        flipped[flipped.length / 3] ^= 0x40;
        Files.write(checkpoint, flipped);
        sentence(checkpoint, () -> folder.resume(experiment));

        Files.write(checkpoint, whole);
        for (String name : Npz.read(checkpoint).keySet()) {
            Map<String, NpyArray> arrays = new LinkedHashMap<>(Npz.read(checkpoint));
            arrays.remove(name);
            AtomicFiles.write(checkpoint, out -> Npz.write(out, arrays, false));
            assertTrue(sentence(checkpoint, () -> folder.resume(experiment)).contains("start the run anew"), name);
            arrays.put(name, NpyArray.vector(1, 2, 3, 4, 5));
            AtomicFiles.write(checkpoint, out -> Npz.write(out, arrays, false));
            sentence(checkpoint, () -> folder.resume(experiment));
            Files.write(checkpoint, whole);
        }
        assertEquals(50, folder.resume(experiment).steps());

        Files.writeString(path.resolve("arrays.npz"), "no archive");
        sentence(path.resolve("arrays.npz"), () -> folder.history());
        Files.writeString(path.resolve("run.json"), "{\"format\": 1, ");
        sentence(path.resolve("run.json"), () -> RunFolder.open(path));
    }

    @Test
    void changedDataAreNoticed() throws Exception {
        Files.writeString(temporary.resolve("x.csv"), "1,2,0.5\n-1,0.5,2\n");
        Files.writeString(temporary.resolve("y.csv"), "1\n2\n");
        Specification specification =
                Specs.of("problem.kind", "regression-csv", "problem.x-file", "x.csv", "problem.y-file", "y.csv");
        Path path = temporary.resolve("run");
        RunFolder folder = RunFolder.create(path, temporary);
        folder.save(Run.start(Experiment.of(specification, temporary)), 0);
        RunFolder opened = RunFolder.open(path);
        opened.resume(opened.experiment());
        Files.writeString(temporary.resolve("y.csv"), "1\n2.0000001\n");
        assertTrue(sentence(path, opened::experiment).contains("data"));
    }

    @Test
    void aSaveThatFailsLeavesWhatWasThere() throws Exception {
        Path path = temporary.resolve("run");
        Run run = Run.start(Specs.experiment());
        RunFolder folder = RunFolder.create(path, temporary);
        run.advance();
        folder.save(run, 0);
        byte[] series = Files.readAllBytes(path.resolve("series.csv"));
        Files.delete(path.resolve("checkpoint.npz"));
        Files.createDirectories(path.resolve("checkpoint.npz"));
        for (int k = 0; k < 20; k++) {
            run.advance();
        }
        sentence(path.resolve("checkpoint.npz"), () -> folder.save(run, 1));
        assertArrayEquals(series, Files.readAllBytes(path.resolve("series.csv")));
        try (Stream<Path> files = Files.list(path)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    @Test
    void theLogGrowsLineByLine() throws IOException {
        RunFolder folder = RunFolder.create(temporary.resolve("run"), temporary);
        folder.log("started");
        folder.log("continued");
        List<String> lines = Files.readAllLines(folder.path().resolve("log.txt"));
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).matches("\\d{4}-\\d\\d-\\d\\dT.*Z continued"), lines.get(1));
    }
}
