package org.mirrorflow.sim.run;

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
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.data.DataException;
import org.mirrorflow.sim.data.NpyArray;
import org.mirrorflow.sim.data.Npz;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Prediction;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.experiment.SpecificationCodec;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.theory.reparam.MirrorStructure;
import org.mirrorflow.theory.weights.Layout;

/**
 * A run on disk: {@code run.json} (specification, versions, data digest, outcome), {@code series.csv} (clocks and
 * scalar observables), {@code arrays.npz} (weights and states over time), {@code final.json} (final weights, predicted
 * limits, verdicts), {@code log.txt}, and while it is unfinished {@code checkpoint.npz}.
 *
 * <p>Each file is replaced as a whole, so that a run killed at any moment leaves a folder that can be read and
 * continued. A finished run's series, arrays and final numbers do not depend on whether it was interrupted.
 */
public final class RunFolder {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String CHECKPOINT = "checkpoint.npz";

    private final Path folder;
    private final Path base;

    private RunFolder(Path folder, Path base) {
        this.folder = folder;
        this.base = base;
    }

    /**
     * A new run folder; creates it, with its parents.
     *
     * @param base folder against which relative paths in the specification are resolved
     * @throws RunFolderException when the folder holds something already or cannot be written
     */
    public static RunFolder create(Path folder, Path base) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new RunFolderException(folder + " is a file; name a folder for the run with --out.");
        }
        if (Files.exists(folder.resolve("run.json"))) {
            throw new RunFolderException(
                    folder + " holds a run already; continue it with --resume, or name another folder with --out.");
        }
        try {
            Files.createDirectories(folder);
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new RunFolderException(
                            folder + " is not empty and holds no run; name an empty or a new folder with --out.");
                }
            }
        } catch (IOException e) {
            throw new RunFolderException(folder + " cannot be created; name a folder that you may write to.", e);
        }
        if (!Files.isWritable(folder)) {
            throw new RunFolderException(folder + " cannot be written to; name a folder that you may write to.");
        }
        return new RunFolder(folder, base.toAbsolutePath());
    }

    /**
     * An existing run folder.
     *
     * @throws RunFolderException when there is no run in it
     */
    public static RunFolder open(Path folder) {
        Path file = folder.resolve("run.json");
        if (!Files.isRegularFile(file)) {
            throw new RunFolderException(folder + " holds no run (no run.json); name the folder of a run.");
        }
        JsonNode run = json(file);
        return new RunFolder(folder, Path.of(run.path("base").asText(".")));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new RunFolderException(file + " is damaged: " + e.getOriginalMessage() + "; start the run anew.", e);
        } catch (IOException e) {
            throw new RunFolderException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** The folder against which its specification's relative paths are resolved. */
    public Path base() {
        return base;
    }

    /** The specification that it is a run of. */
    public Specification specification() {
        Path file = folder.resolve("run.json");
        return SpecificationCodec.parse(json(file).path("specification").toString(), file.toString());
    }

    /** Whether the run in it is over. */
    public boolean finished() {
        return json(folder.resolve("run.json")).path("status").asText().equals("finished");
    }

    /** How the run in it ended, if it has. */
    public Optional<Outcome> outcome() {
        JsonNode ending = json(folder.resolve("run.json")).path("outcome");
        return ending.isObject()
                ? Optional.of(new Outcome(
                        Outcome.Kind.of(ending.path("kind").asText()),
                        ending.path("sentence").asText(),
                        ending.path("advice").asText()))
                : Optional.empty();
    }

    /** Wall time spent so far, in seconds. */
    public double wallSeconds() {
        return json(folder.resolve("run.json")).path("wall_seconds").asDouble();
    }

    /**
     * The experiment that it is a run of.
     *
     * @throws ProblemException when its data cannot be had
     * @throws RunFolderException when its data are no longer those of the run
     */
    public Experiment experiment() throws ProblemException {
        Experiment experiment = Experiment.of(specification(), base);
        String digest = json(folder.resolve("run.json")).path("data_digest").asText();
        if (!digest.equals(experiment.problem().digest())) {
            throw new RunFolderException("The data of the run in " + folder
                    + " have changed since it began; restore them, or start a new run.");
        }
        return experiment;
    }

    /**
     * The run as it stood at its last checkpoint.
     *
     * @param experiment its {@link #experiment()}
     * @throws RunFolderException when the checkpoint cannot be continued from
     */
    public Run resume(Experiment experiment) {
        Path file = folder.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return Run.start(experiment);
        }
        try {
            return Run.resume(experiment, checkpoint(Npz.read(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new RunFolderException(
                    file + " cannot be continued from: " + e.getMessage() + "; start the run anew.", e);
        }
    }

    /** The record of the run, finished or not, for drawing it again. */
    public History history() {
        Path file = folder.resolve("arrays.npz");
        try {
            return rows(Npz.read(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new RunFolderException(
                    file + " cannot be read: " + e.getMessage() + "; run the experiment again.", e);
        }
    }

    /** Writes everything, with a checkpoint to continue from. */
    public void save(Run run, double wallSeconds) {
        write(CHECKPOINT, out -> Npz.write(out, arrays(run.checkpoint()), false));
        describe(run, wallSeconds, false);
    }

    /** Writes everything for a run that is over and removes the checkpoint. */
    public void finish(Run run, double wallSeconds) {
        describe(run, wallSeconds, true);
        try {
            Files.deleteIfExists(folder.resolve(CHECKPOINT));
        } catch (IOException e) {
            throw unwritable(CHECKPOINT, e);
        }
    }

    /** Appends a line to {@code log.txt}. */
    public void log(String line) {
        try {
            Files.writeString(
                    folder.resolve("log.txt"),
                    Instant.now() + " " + line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable("log.txt", e);
        }
    }

    private void describe(Run run, double wallSeconds, boolean finished) {
        History history = run.history();
        write("series.csv", out -> out.write(series(history).getBytes(StandardCharsets.UTF_8)));
        write("arrays.npz", out -> Npz.write(out, arrays(history, Map.of()), true));
        if (finished) {
            write("final.json", out -> out.write(JSON.writeValueAsBytes(result(run, history))));
        }
        write("run.json", out -> out.write(JSON.writeValueAsBytes(description(run, wallSeconds, finished))));
    }

    private ObjectNode description(Run run, double wallSeconds, boolean finished) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", 1);
        node.put("status", finished ? "finished" : "running");
        node.put("lab_version", Version.CURRENT);
        node.put("java_version", Runtime.version().toString());
        node.put("base", base.toString());
        node.put("data", run.experiment().problem().description());
        node.put("data_digest", run.experiment().problem().digest());
        node.put("steps", run.steps());
        node.put("time", run.time());
        node.put("wall_seconds", wallSeconds);
        run.outcome().ifPresent(outcome -> {
            ObjectNode ending = node.putObject("outcome");
            ending.put("kind", outcome.kind().id());
            ending.put("sentence", outcome.sentence());
            ending.put("advice", outcome.advice());
        });
        node.set("specification", SpecificationCodec.toTree(run.experiment().specification()));
        return node;
    }

    private static ObjectNode result(Run run, History history) {
        Experiment experiment = run.experiment();
        ObjectNode node = JSON.createObjectNode();
        int last = history.size() - 1;
        node.put("time", history.time(last));
        node.put("steps", history.step(last));
        ObjectNode observables = node.putObject("observables");
        history.columns().forEach(id -> number(observables, id, history.value(id, last)));
        vector(node.putArray("weights"), history.weights(last));
        experiment.problem().planted().ifPresent(planted -> vector(node.putArray("planted"), planted));
        ObjectNode predictions = node.putObject("predictions");
        for (Prediction prediction : experiment.predictions().values()) {
            ObjectNode entry = predictions.putObject(prediction.id());
            entry.put("name", prediction.name());
            number(entry, "objective", prediction.objective());
            number(entry, "duality_gap", prediction.dualityGap());
            number(entry, "feasibility", prediction.feasibility());
            number(entry, "stationarity", prediction.stationarity());
            vector(entry.putArray("weights"), prediction.weights());
        }
        if (!experiment.unpredicted().isEmpty()) {
            node.put("unpredicted", experiment.unpredicted());
        }
        experiment
                .mirrorStructure()
                .ifPresent(structure -> node.set(
                        "mirror_map", toTree(structure, experiment.problem().layout())));
        ArrayNode verdicts = node.putArray("verdicts");
        Verdicts.of(experiment, history, run.outcome()).forEach(verdict -> verdicts.add(toTree(verdict)));
        return node;
    }

    /** A verdict as JSON. */
    public static ObjectNode toTree(Verdict verdict) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", verdict.id());
        node.put("name", verdict.name());
        number(node, "value", verdict.value());
        number(node, "tolerance", verdict.tolerance());
        node.put("verdict", verdict.status().id());
        node.put("sentence", verdict.sentence());
        ArrayNode assumptions = node.putArray("assumptions");
        for (Verdict.Assumption assumption : verdict.assumptions()) {
            assumptions.addObject().put("text", assumption.text()).put("met", assumption.met());
        }
        node.put("source", verdict.source());
        return node;
    }

    /**
     * Whether a parametrization has a mirror map, with the proof, as JSON.
     *
     * @param weights the shape of the weights, for their names
     */
    public static ObjectNode toTree(MirrorStructure structure, Layout weights) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", structure.kind().id());
        number(node, "largest_bracket", structure.commutation().bracket());
        number(node, "defect", structure.defect());
        structure
                .commutation()
                .worst()
                .ifPresent(pair -> node.putArray("pair")
                        .add(weights.entryName(pair.first()))
                        .add(weights.entryName(pair.second())));
        structure
                .conditions()
                .ifPresent(conditions ->
                        node.put("legendre", conditions.legendre()).put("coercive", conditions.coercive()));
        structure.underPenalty().ifPresent(under -> {
            node.put("decay_admissible", structure.admissible().orElseThrow());
            number(node, "decay_bracket", under.bracket());
            number(node, "decay_defect", under.movesWeights());
        });
        node.put("sentence", structure.sentence());
        return node;
    }

    /** JSON has no NaN; an absent number is null. */
    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    private static void vector(ArrayNode array, double[] values) {
        for (double value : values) {
            array.add(value);
        }
    }

    private static String series(History history) {
        StringBuilder csv = new StringBuilder("step,time,log_time,normalised_time");
        history.columns().forEach(column -> csv.append(',').append(column.replace('-', '_')));
        csv.append('\n');
        for (int i = 0; i < history.size(); i++) {
            Clocks now = history.clocks(i);
            csv.append(now.step()).append(',').append(number(now.time())).append(',');
            csv.append(number(now.logTime())).append(',').append(now.normalisedTime());
            for (String column : history.columns()) {
                csv.append(',').append(history.value(column, i));
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** Infinities as pandas and numpy read them. */
    private static String number(double x) {
        return Double.isInfinite(x) ? (x > 0 ? "inf" : "-inf") : Double.toString(x);
    }

    private static Map<String, NpyArray> arrays(History history, Map<String, NpyArray> more) {
        int rows = history.size();
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("step", NpyArray.vector(history.clock(Clocks::step)));
        arrays.put("clock", NpyArray.vector(history.clock(Clocks::clock)));
        arrays.put("time", NpyArray.vector(history.times()));
        arrays.put("log_time", NpyArray.vector(history.clock(Clocks::logTime)));
        arrays.put("normalised_time", NpyArray.vector(history.clock(Clocks::normalisedTime)));
        for (String column : history.columns()) {
            arrays.put("observable/" + column, NpyArray.vector(history.column(column)));
        }
        arrays.put("weights", table(rows, i -> history.weights(i)));
        arrays.put("state", table(rows, i -> history.state(i)));
        arrays.putAll(more);
        return arrays;
    }

    private static NpyArray table(int rows, java.util.function.IntFunction<double[]> row) {
        int columns = row.apply(0).length;
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(row.apply(i), 0, values, i * columns, columns);
        }
        return new NpyArray(new int[] {rows, columns}, values);
    }

    private static History rows(Map<String, NpyArray> arrays) {
        double[] times = values(arrays, "time");
        double[] steps = values(arrays, "step", times.length);
        double[] clocks = values(arrays, "clock", times.length);
        double[] logTimes = values(arrays, "log_time", times.length);
        double[] normalisedTimes = values(arrays, "normalised_time", times.length);
        Clocks[] instants = new Clocks[times.length];
        for (int i = 0; i < instants.length; i++) {
            instants[i] = new Clocks((long) steps[i], clocks[i], times[i], logTimes[i], normalisedTimes[i]);
        }
        List<String> columns = new ArrayList<>();
        List<double[]> byColumn = new ArrayList<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith("observable/")) {
                columns.add(name.substring("observable/".length()));
                byColumn.add(values(arrays, name, times.length));
            }
        });
        double[][] values = new double[times.length][columns.size()];
        for (int i = 0; i < times.length; i++) {
            for (int c = 0; c < columns.size(); c++) {
                values[i][c] = byColumn.get(c)[i];
            }
        }
        return new History(
                columns,
                times.length,
                instants,
                values,
                split(arrays, "weights", times.length),
                split(arrays, "state", times.length),
                new Extremes());
    }

    private static double[][] split(Map<String, NpyArray> arrays, String name, int size) {
        int[] shape = array(arrays, name).shape();
        if (shape.length != 2 || shape[0] != size) {
            throw new IllegalArgumentException(
                    "the array '" + name + "' has the shape " + Arrays.toString(shape) + " and not " + size + " rows");
        }
        double[] values = values(arrays, name);
        double[][] rows = new double[shape[0]][shape[1]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, i * shape[1], rows[i], 0, shape[1]);
        }
        return rows;
    }

    private static NpyArray array(Map<String, NpyArray> arrays, String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the array '" + name + "' is missing");
        }
        return array;
    }

    private static double[] values(Map<String, NpyArray> arrays, String name) {
        return array(arrays, name).values();
    }

    private static double[] values(Map<String, NpyArray> arrays, String name, int length) {
        double[] values = values(arrays, name);
        if (values.length != length) {
            throw new IllegalArgumentException(
                    "the array '" + name + "' has length " + values.length + " and not " + length);
        }
        return values;
    }

    private static Map<String, NpyArray> arrays(Run.Checkpoint checkpoint) {
        Map<String, NpyArray> more = new LinkedHashMap<>();
        more.put(
                "recorder",
                NpyArray.vector((double) checkpoint.stride(), (double) checkpoint.gridIndex(), checkpoint.applied()));
        checkpoint.dynamics().forEach((name, array) -> more.put("dynamics/" + name, NpyArray.vector(array)));
        return arrays(checkpoint.rows(), more);
    }

    private static Run.Checkpoint checkpoint(Map<String, NpyArray> arrays) {
        double[] recorder = values(arrays, "recorder", 3);
        Map<String, double[]> dynamics = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith("dynamics/")) {
                dynamics.put(name.substring("dynamics/".length()), array.values());
            }
        });
        return new Run.Checkpoint(rows(arrays), (long) recorder[0], (long) recorder[1], (int) recorder[2], dynamics);
    }

    private void write(String name, AtomicFiles.Content content) {
        try {
            AtomicFiles.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    private RunFolderException unwritable(String name, IOException e) {
        if (e instanceof DataException) {
            return new RunFolderException(e.getMessage() + ".", e);
        }
        return new RunFolderException(
                folder.resolve(name) + " cannot be written (" + e.getMessage()
                        + "); free space or name another folder.",
                e);
    }
}
