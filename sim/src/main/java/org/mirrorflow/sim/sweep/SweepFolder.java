package org.mirrorflow.sim.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.run.Version;

/**
 * A sweep on disk: {@code sweep.json} (the sweep, version, base folder), {@code cells.csv} (a line for every trial, appended
 * as soon as it is over), and once all are run {@code table.csv} (a line for every cell, seeds put together).
 *
 * <p>A sweep killed at any moment loses the trials that were under way: a torn last line is cut off when the folder is opened.
 * The lines of a finished sweep are sorted, so that its files depend neither on threads nor on interruptions.
 */
public final class SweepFolder implements AutoCloseable {

    private static final String SWEEP = "sweep.json";
    private static final String CELLS = "cells.csv";
    private static final String TABLE = "table.csv";
    private static final int FIELDS = 9;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final Path base;
    private final Sweep sweep;
    private @Nullable FileChannel channel;

    private SweepFolder(Path folder, Path base, Sweep sweep) {
        this.folder = folder;
        this.base = base;
        this.sweep = sweep;
    }

    /** Whether a folder holds a sweep. */
    public static boolean holdsSweep(Path folder) {
        return Files.isRegularFile(folder.resolve(SWEEP));
    }

    /**
     * A new sweep folder; creates it, with its parents.
     *
     * @param base folder against which relative paths in the specification are resolved
     * @throws SweepException when the folder holds something already or cannot be written
     */
    public static SweepFolder create(Path folder, Sweep sweep, Path base) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new SweepException(folder + " is a file; name a folder for the sweep.");
        }
        if (holdsSweep(folder)) {
            throw new SweepException(
                    folder + " holds a sweep already; continue it with --resume, or name another folder.");
        }
        SweepFolder created = new SweepFolder(folder, base.toAbsolutePath(), sweep);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new SweepException(
                            folder + " is not empty and holds no sweep; name an empty or a new folder.");
                }
            }
            Files.writeString(folder.resolve(CELLS), created.header());
            // Last, so that a folder with a sweep in it is complete.
            created.describe("running");
        } catch (IOException e) {
            throw new SweepException(folder + " cannot be written; name a folder that you may write to.", e);
        }
        return created;
    }

    /**
     * An existing sweep folder; cuts off a torn last line.
     *
     * @throws SweepException when there is no sweep in it, or it is damaged
     */
    public static SweepFolder open(Path folder) {
        Path file = folder.resolve(SWEEP);
        if (!holdsSweep(folder)) {
            throw new SweepException(folder + " holds no sweep (no " + SWEEP + "); name the folder of a sweep.");
        }
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            Sweep sweep = SweepCodec.parse(root.path("sweep").toString(), file.toString());
            SweepFolder opened =
                    new SweepFolder(folder, Path.of(root.path("base").asText(".")), sweep);
            opened.cutTornLine();
            return opened;
        } catch (JsonProcessingException e) {
            throw new SweepException(file + " is damaged: " + e.getOriginalMessage() + "; start the sweep anew.", e);
        } catch (IOException e) {
            throw new SweepException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void describe(String status) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("version", Version.CURRENT);
        root.put("base", base.toString());
        root.put("status", status);
        root.set("sweep", SweepCodec.toTree(sweep));
        AtomicFiles.writeText(folder.resolve(SWEEP), JSON.writeValueAsString(root) + "\n");
    }

    private void cutTornLine() throws IOException {
        Path cells = folder.resolve(CELLS);
        if (!Files.exists(cells)) {
            Files.writeString(cells, header());
            return;
        }
        byte[] bytes = Files.readAllBytes(cells);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end == 0) {
            Files.writeString(cells, header());
        } else if (end < bytes.length) {
            try (FileChannel all = FileChannel.open(cells, StandardOpenOption.WRITE)) {
                all.truncate(end);
            }
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

    /** What is swept. */
    public Sweep sweep() {
        return sweep;
    }

    /**
     * Everything that has been run.
     *
     * @throws SweepException naming a damaged line
     */
    public SweepResult result() {
        Path file = folder.resolve(CELLS);
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new SweepException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
        if (lines.isEmpty() || !(lines.getFirst() + "\n").equals(header())) {
            throw new SweepException(file + " does not belong to this sweep: its first line names other columns.");
        }
        List<SweepTrial> trials = new ArrayList<>();
        for (int k = 1; k < lines.size(); k++) {
            try {
                trials.add(trial(lines.get(k)));
            } catch (IllegalArgumentException e) {
                throw new SweepException(
                        file + ", line " + (k + 1) + ", is damaged; delete that line, and its trial is run again.", e);
            }
        }
        return SweepResult.empty(sweep).with(trials);
    }

    /**
     * Appends a trial and hands it to the system, which keeps it though the program be killed.
     *
     * @throws SweepException when the disk fails
     */
    public synchronized void append(SweepTrial trial) {
        try {
            FileChannel open = channel;
            if (open == null) {
                open = FileChannel.open(
                        folder.resolve(CELLS),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);
                channel = open;
            }
            ByteBuffer line = ByteBuffer.wrap(line(trial).getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                open.write(line);
            }
        } catch (IOException e) {
            throw new SweepException(
                    folder.resolve(CELLS) + " cannot be written: " + e.getMessage()
                            + "; make room, and continue with --resume.",
                    e);
        }
    }

    /**
     * Sorts the lines and writes the table, once everything is run; called earlier it writes the table of what there is.
     *
     * @throws SweepException when the disk fails
     */
    public synchronized void finish(SweepResult result) {
        close();
        try {
            String lines = result.trials().stream().map(this::line).collect(Collectors.joining("", header(), ""));
            AtomicFiles.writeText(folder.resolve(CELLS), lines);
            AtomicFiles.writeText(folder.resolve(TABLE), table(result));
            if (result.finished()) {
                describe("finished");
            }
        } catch (IOException e) {
            throw new SweepException(folder + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public synchronized void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new SweepException(folder + " cannot be closed: " + e.getMessage() + ".", e);
            }
        }
    }

    /** One line for every cell, as CSV: axes, aggregate, prediction, seeds, why numbers are missing. */
    public static String table(SweepResult result) {
        Sweep sweep = result.sweep();
        StringBuilder text = new StringBuilder();
        for (SweepAxis axis : sweep.axes()) {
            text.append(quoted(axis.path())).append(',');
        }
        String scale = sweep.log10() ? "log10 " : "";
        text.append(quoted(sweep.aggregate().id() + " of " + scale
                        + sweep.quantity().id()))
                .append(",predicted,lower,upper,finite,run,missing\n");
        for (int row = 0; row < sweep.rows(); row++) {
            for (int column = 0; column < sweep.columns(); column++) {
                SweepResult.Cell cell = result.cell(column, row);
                text.append(axes(sweep, column, row))
                        .append(number(cell.value()))
                        .append(',');
                text.append(number(cell.predicted())).append(',');
                text.append(number(cell.lower()))
                        .append(',')
                        .append(number(cell.upper()))
                        .append(',');
                text.append(cell.finite()).append(',').append(cell.run()).append(',');
                text.append(quoted(String.join(
                                " ", cell.missing().stream().distinct().toList())))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String axes(Sweep sweep, int column, int row) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < sweep.axes().size(); k++) {
            Object value = sweep.axes().get(k).values().get(k == 0 ? column : row);
            text.append(quoted(SweepAxis.shown(value))).append(',');
        }
        return text.toString();
    }

    private String header() {
        String axes =
                sweep.axes().stream().map(axis -> quoted(axis.path()) + ",").collect(Collectors.joining());
        return axes + "column,row,seed,value,predicted,outcome,steps,time,reason\n";
    }

    private String line(SweepTrial trial) {
        return axes(sweep, trial.column(), trial.row()) + trial.column() + "," + trial.row() + "," + trial.seed() + ","
                + number(trial.value()) + "," + number(trial.predicted()) + "," + trial.outcome() + ","
                + trial.steps() + "," + number(trial.time()) + ","
                + quoted(trial.reason().replaceAll("\\R", " ")) + "\n";
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "" : Double.toString(x);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private SweepTrial trial(String line) {
        List<String> fields = fields(line);
        int axes = sweep.axes().size();
        if (fields.size() != axes + FIELDS) {
            throw new IllegalArgumentException("it has " + fields.size() + " fields");
        }
        List<String> own = fields.subList(axes, fields.size());
        SweepTrial trial = new SweepTrial(
                Integer.parseInt(own.get(0)),
                Integer.parseInt(own.get(1)),
                Integer.parseInt(own.get(2)),
                parsed(own.get(3)),
                parsed(own.get(4)),
                own.get(5),
                Long.parseLong(own.get(6)),
                parsed(own.get(7)),
                own.get(8));
        boolean inside = trial.column() >= 0
                && trial.column() < sweep.columns()
                && trial.row() >= 0
                && trial.row() < sweep.rows()
                && trial.seed() >= 0
                && trial.seed() < sweep.seeds();
        if (!inside) {
            throw new IllegalArgumentException("there is no such cell");
        }
        return trial;
    }

    private static double parsed(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inside = false;
        for (int k = 0; k < line.length(); k++) {
            char c = line.charAt(k);
            if (c == '"') {
                boolean twice = inside && k + 1 < line.length() && line.charAt(k + 1) == '"';
                if (twice) {
                    field.append('"');
                    k++;
                } else {
                    inside = !inside;
                }
            } else if (c == ',' && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (inside) {
            throw new IllegalArgumentException("a quotation is not closed");
        }
        fields.add(field.toString());
        return fields;
    }
}
