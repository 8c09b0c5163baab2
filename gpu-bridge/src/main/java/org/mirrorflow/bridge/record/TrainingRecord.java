package org.mirrorflow.bridge.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorflow.bridge.plan.Contestant;
import org.mirrorflow.bridge.plan.ToyTwin;
import org.mirrorflow.bridge.plan.TrainingException;
import org.mirrorflow.bridge.plan.TrainingPlan;
import org.mirrorflow.bridge.plan.TrainingPreset;
import org.mirrorflow.bridge.plan.TrainingPresets;
import org.mirrorflow.bridge.plan.TrainingRun;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.run.Version;

/**
 * Trainings on disk. The folder has {@code training.json} (what is compared) and a folder for each run with {@code run.json}
 * (specification, versions, device, how it stands), {@code metrics.jsonl} (one line a step, written as it comes: the truth),
 * {@code series.csv} (the same as a table; empty cells where a metric was not due), {@code log.txt} and, where the worker is
 * this computer, {@code checkpoints}.
 *
 * <p>A program that is killed at any moment leaves a folder that can be read and continued; the last line may be cut off, and is
 * then left out. For one thread at a time.
 */
public final class TrainingRecord implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final ObjectMapper LINES = JsonMapper.builder().build();

    private static final String PLAN = "training.json";
    private static final String METRICS = "metrics.jsonl";

    private final Path folder;
    private final TrainingPlan plan;
    private final Map<String, BufferedWriter> open = new HashMap<>();

    private TrainingRecord(Path folder, TrainingPlan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** Whether a folder holds trainings. */
    public static boolean holdsTraining(Path folder) {
        return Files.isRegularFile(folder.resolve(PLAN));
    }

    /**
     * A new folder for a plan; creates it, with its parents.
     *
     * @throws TrainingException when the folder holds something already or cannot be written
     */
    public static TrainingRecord create(Path folder, TrainingPlan plan) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new TrainingException(folder + " is a file; name a folder for the training.");
        }
        if (holdsTraining(folder)) {
            throw new TrainingException(
                    folder + " holds a training already; continue it with --resume, or name another folder.");
        }
        try {
            Files.createDirectories(folder);
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new TrainingException(
                            folder + " is not empty and holds no training; name an empty or a new folder.");
                }
            }
        } catch (IOException e) {
            throw new TrainingException(folder + " cannot be created; name a folder that you may write to.", e);
        }
        TrainingRecord created = new TrainingRecord(folder, plan);
        for (TrainingRun run : plan.runs()) {
            created.folderOf(run.id());
            created.save(run, run.specification(), RunFacts.NONE);
        }
        // Last: a folder with it is whole.
        created.write(folder.resolve(PLAN), JSON.createObjectNode().setAll(planTree(plan)));
        return created;
    }

    /**
     * The trainings of a folder.
     *
     * @throws TrainingException when there are none, or a file is damaged
     */
    public static TrainingRecord open(Path folder) {
        Path file = folder.resolve(PLAN);
        if (!Files.isRegularFile(file)) {
            throw new TrainingException(folder + " holds no training (no " + PLAN + "); name the folder of one.");
        }
        JsonNode node = json(file);
        TrainingPreset preset = TrainingPresets.parse(node.path("preset").asText(), node.toString(), file.toString());
        return new TrainingRecord(folder, TrainingPlan.of(preset));
    }

    private static ObjectNode planTree(TrainingPlan plan) {
        TrainingPreset preset = plan.preset();
        ObjectNode node = JSON.createObjectNode();
        node.put("format", 1);
        node.put("lab_version", Version.CURRENT);
        node.put("preset", preset.id());
        node.put("title", preset.title());
        node.put("sentence", preset.sentence());
        node.put("size", preset.size());
        node.put("paper", preset.paper());
        node.put("tier", preset.tier());
        node.put("seeds", preset.seeds());
        node.put("checkpoint", preset.checkpoint());
        node.set("specification", preset.specification());
        ArrayNode optimizers = node.putArray("optimizers");
        for (Contestant contestant : preset.contestants()) {
            optimizers.addObject().put("name", contestant.name()).set("optimizer", contestant.optimizer());
        }
        ArrayNode charts = node.putArray("charts");
        preset.charts().forEach(charts::add);
        Optional<ToyTwin> twin = preset.twin();
        if (twin.isPresent()) {
            ObjectNode toy = node.putObject("twin");
            toy.put("preset", twin.get().preset());
            toy.set("runs", JSON.valueToTree(twin.get().runs()));
        }
        ArrayNode reported = node.putArray("reported");
        for (TrainingPreset.Reported each : preset.reported()) {
            reported.addObject()
                    .put("what", each.what())
                    .put("number", each.number())
                    .put("source", each.source());
        }
        ArrayNode measured = node.putArray("measured");
        for (TrainingPreset.Measured each : preset.measured()) {
            measured.addObject()
                    .put("what", each.what())
                    .put("number", each.number())
                    .put("verdict", each.verdict())
                    .put("how", each.how());
        }
        ArrayNode runs = node.putArray("runs");
        plan.runs().forEach(run -> runs.add(run.id()));
        return node;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** What is compared. */
    public TrainingPlan plan() {
        return plan;
    }

    /** Where checkpoints of a run are kept when its worker is on this computer. */
    public Path checkpoints(String run) {
        return folderOf(run).resolve("checkpoints").toAbsolutePath();
    }

    private Path folderOf(String run) {
        Path own = folder.resolve(run);
        try {
            return Files.createDirectories(own);
        } catch (IOException e) {
            throw new TrainingException(own + " cannot be created; name a folder that you may write to.", e);
        }
    }

    /** How a run stands. */
    public RunFacts facts(String run) {
        Path file = folder.resolve(run).resolve("run.json");
        if (!Files.isRegularFile(file)) {
            return RunFacts.NONE;
        }
        JsonNode node = json(file);
        JsonNode checkpoint = node.path("checkpoint");
        return new RunFacts(
                RunEnding.of(node.path("status").asText()),
                node.path("steps").asLong(),
                node.path("budget").asLong(),
                node.path("device").asText(),
                node.path("parameters").asLong(),
                node.path("wall_seconds").asDouble(),
                checkpoint.path("path").isTextual() ? checkpoint.path("path").asText() : null,
                checkpoint.path("step").asLong(-1),
                node.path("problem").asText());
    }

    /**
     * Keeps how a run stands.
     *
     * @param specification with every default, where the worker has written them out
     */
    public void save(TrainingRun run, JsonNode specification, RunFacts facts) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", 1);
        node.put("status", facts.ending().id());
        node.put("lab_version", Version.CURRENT);
        node.put("name", run.contestant());
        node.put("seed", run.seed());
        node.put("steps", facts.step());
        node.put("budget", facts.budget());
        node.put("device", facts.device());
        node.put("parameters", facts.parameters());
        node.put("wall_seconds", facts.wallSeconds());
        String checkpoint = facts.checkpoint();
        if (checkpoint != null) {
            node.putObject("checkpoint").put("step", facts.checkpointStep()).put("path", checkpoint);
        }
        if (!facts.problem().isEmpty()) {
            node.put("problem", facts.problem());
        }
        node.set("specification", specification);
        write(folder.resolve(run.id()).resolve("run.json"), node);
    }

    /** Adds a row to a run's metrics; it is on the disk after the next {@link #flush}. */
    public void append(String run, long step, double time, Map<String, Double> values) {
        ObjectNode line = LINES.createObjectNode();
        line.put("step", step);
        line.put("time", time);
        ObjectNode metrics = line.putObject("values");
        values.forEach(metrics::put);
        try {
            BufferedWriter writer = open.get(run);
            if (writer == null) {
                Path file = folderOf(run).resolve(METRICS);
                boolean cutOff = endsInMidLine(file);
                writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                open.put(run, writer);
                if (cutOff) {
                    writer.write('\n');
                }
            }
            writer.write(LINES.writeValueAsString(line));
            writer.write('\n');
        } catch (IOException e) {
            throw unwritable(METRICS, e);
        }
    }

    private static boolean endsInMidLine(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            if (bytes.size() == 0) {
                return false;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            bytes.position(bytes.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }

    /** Brings all rows to the disk. */
    public void flush() {
        try {
            for (BufferedWriter writer : open.values()) {
                writer.flush();
            }
        } catch (IOException e) {
            throw unwritable(METRICS, e);
        }
    }

    /** Reads the metrics of a run back. */
    public SeriesRecorder metrics(String run) {
        SeriesRecorder recorder = new SeriesRecorder();
        Path file = folder.resolve(run).resolve(METRICS);
        if (!Files.exists(file)) {
            return recorder;
        }
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode node;
                try {
                    node = LINES.readTree(line);
                } catch (JsonProcessingException e) {
                    // Cut off when the program was killed; what follows was said after a restart.
                    continue;
                }
                if (node != null && node.path("step").isIntegralNumber()) {
                    Map<String, Double> values = new LinkedHashMap<>();
                    node.path("values")
                            .properties()
                            .forEach(entry -> values.put(entry.getKey(), number(entry.getValue())));
                    recorder.add(node.path("step").asLong(), node.path("time").asDouble(), values);
                }
            }
        } catch (IOException e) {
            throw new TrainingException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
        recorder.expectAgain();
        return recorder;
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asText("NaN"));
    }

    /** Writes the metrics of a run as a table. */
    public void writeTable(String run, TrainingSeries series) {
        List<String> ids = series.metrics();
        StringBuilder csv = new StringBuilder("step,time");
        ids.forEach(id -> csv.append(',').append(id.replace('-', '_')));
        csv.append('\n');
        for (int i = 0; i < series.size(); i++) {
            Map<String, Double> row = series.row(i);
            csv.append(series.step(i)).append(',').append(series.time(i));
            for (String id : ids) {
                Double value = row.get(id);
                csv.append(',').append(value == null ? "" : value.toString());
            }
            csv.append('\n');
        }
        Path file = folderOf(run).resolve("series.csv");
        try {
            AtomicFiles.write(file, out -> out.write(csv.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unwritable("series.csv", e);
        }
    }

    /** Appends a line to a run's log. */
    public void log(String run, String line) {
        try {
            Files.writeString(
                    folderOf(run).resolve("log.txt"),
                    Instant.now() + " " + line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable("log.txt", e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new TrainingException(
                    file + " is damaged: " + e.getOriginalMessage() + "; start the training anew.", e);
        } catch (IOException e) {
            throw new TrainingException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void write(Path file, JsonNode node) {
        try {
            AtomicFiles.write(file, out -> out.write(JSON.writeValueAsBytes(node)));
        } catch (IOException e) {
            throw unwritable(String.valueOf(file.getFileName()), e);
        }
    }

    private TrainingException unwritable(String name, IOException e) {
        return new TrainingException(
                name + " in " + folder + " cannot be written (" + e.getMessage()
                        + "); free space or name another folder.",
                e);
    }

    @Override
    public void close() {
        List<IOException> failures = new ArrayList<>();
        for (BufferedWriter writer : open.values()) {
            try {
                writer.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        open.clear();
        if (!failures.isEmpty()) {
            throw unwritable(METRICS, failures.getFirst());
        }
    }
}
