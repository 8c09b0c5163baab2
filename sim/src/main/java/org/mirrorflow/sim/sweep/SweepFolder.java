package org.mirrorflow.sim.sweep;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.data.AtomicFiles;
import org.mirrorflow.sim.run.RunFolderException;

/**
 * A sweep on disk: {@code sweep.json} says what, {@code runs.csv} gains a line with every run that is over. A last line that was
 * cut off by a crash is run again.
 */
public final class SweepFolder implements AutoCloseable {

    private static final String WHAT = "sweep.json";
    private static final String RUNS = "runs.csv";
    private static final String HEAD = "cell,seed,value,predicted,ending,reason";

    private final Path folder;
    private final Path base;
    private final SweepTable table;
    private final Writer out;

    private SweepFolder(Path folder, Path base, SweepTable table, Writer out) {
        this.folder = folder;
        this.base = base;
        this.table = table;
        this.out = out;
    }

    /** Whether a folder holds a sweep. */
    public static boolean isSweep(Path folder) {
        return Files.isRegularFile(folder.resolve(WHAT));
    }

    /**
     * A new folder for a sweep.
     *
     * @param base folder against which the specification's paths are resolved
     * @throws RunFolderException when it holds something already or cannot be written
     */
    public static SweepFolder create(Path folder, Sweep sweep, Path base) {
        try {
            if (isSweep(folder)) {
                throw new RunFolderException(folder
                        + " holds a sweep already; continue it with --resume, or name another folder with --out.");
            }
            if (Files.exists(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    if (entries.findAny().isPresent()) {
                        throw new RunFolderException(
                                folder + " is not empty and holds no sweep; name an empty or a new folder with --out.");
                    }
                }
            }
            Files.createDirectories(folder);
            AtomicFiles.write(
                    folder.resolve(WHAT),
                    file -> file.write(SweepCodec.write(sweep).getBytes(StandardCharsets.UTF_8)));
            AtomicFiles.write(
                    folder.resolve("base.txt"),
                    file -> file.write(base.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)));
            Files.writeString(folder.resolve(RUNS), HEAD + "\n");
        } catch (IOException e) {
            throw new RunFolderException(folder + " cannot be written; name a folder that you may write to.", e);
        }
        return open(folder);
    }

    /**
     * The sweep in a folder, with what it has so far.
     *
     * @throws RunFolderException when there is none, or it is damaged
     */
    public static SweepFolder open(Path folder) {
        SweepTable table = table(folder);
        try {
            Path base = Path.of(Files.readString(folder.resolve("base.txt")).strip());
            whole(folder.resolve(RUNS));
            return new SweepFolder(
                    folder, base, table, Files.newBufferedWriter(folder.resolve(RUNS), StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new RunFolderException(folder + " cannot be continued: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The results in a folder, to look at.
     *
     * @throws RunFolderException when there are none
     */
    public static SweepTable table(Path folder) {
        if (!isSweep(folder)) {
            throw new RunFolderException(folder + " holds no sweep (no " + WHAT + "); name the folder of a sweep.");
        }
        try {
            Sweep sweep = SweepCodec.parse(
                    Files.readString(folder.resolve(WHAT)), folder.resolve(WHAT).toString());
            SweepTable table = new SweepTable(sweep);
            List<String> lines = Files.readAllLines(folder.resolve(RUNS));
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                SweepResult result = parse(line, sweep);
                if (result != null) {
                    table.put(result);
                }
            }
            return table;
        } catch (IOException e) {
            throw new RunFolderException(folder + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Cuts a last line off that has no end. */
    private static void whole(Path runs) throws IOException {
        byte[] bytes = Files.readAllBytes(runs);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (var channel = Files.newByteChannel(runs, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
    }

    private static @Nullable SweepResult parse(String line, Sweep sweep) {
        String[] parts = line.split(",", 6);
        if (parts.length != 6) {
            return null;
        }
        try {
            int cell = Integer.parseInt(parts[0]);
            int k = (int) (Long.parseLong(parts[1]) - sweep.base().seed());
            boolean inside = cell >= 0 && cell < sweep.cells() && k >= 0 && k < sweep.seeds();
            return inside && parts[5].endsWith("\"")
                    ? new SweepResult(
                            cell,
                            k,
                            Double.parseDouble(parts[2]),
                            Double.parseDouble(parts[3]),
                            parts[4],
                            parts[5].substring(1, parts[5].length() - 1).replace("\"\"", "\""))
                    : null;
        } catch (NumberFormatException damaged) {
            return null;
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

    /** What it has so far. */
    public SweepTable table() {
        return table;
    }

    /** Keeps a result, at once on disk. */
    public void append(SweepResult result) {
        try {
            out.write(String.format(
                    Locale.ROOT,
                    "%d,%d,%s,%s,%s,\"%s\"%n",
                    result.cell(),
                    table.sweep().base().seed() + result.k(),
                    result.value(),
                    result.predicted(),
                    result.ending(),
                    result.reason().replace("\"", "\"\"").replaceAll("\\R", " ")));
            out.flush();
        } catch (IOException e) {
            throw new RunFolderException(
                    folder.resolve(RUNS) + " cannot be written (" + e.getMessage() + "); free space and resume.", e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new RunFolderException(folder.resolve(RUNS) + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
