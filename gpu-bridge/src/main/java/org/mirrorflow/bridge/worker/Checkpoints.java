package org.mirrorflow.bridge.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mirrorflow.bridge.training.Training;

/** The checkpoints of one run in a folder: files {@code STEP.checkpoint}, of which the last two are kept. */
final class Checkpoints {

    /** One that is whole, and the one before, should the disk have lost the last. */
    private static final int KEPT = 2;

    private static final Pattern NAME = Pattern.compile("\\d+\\.checkpoint");

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Saves a training and removes what is older than the last two.
     *
     * @return the file
     * @throws IOException when it cannot be written; what was there before stays
     */
    Path save(Training training) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(training.step() + ".checkpoint");
        training.save(file);
        List<Path> all;
        try (Stream<Path> entries = Files.list(folder)) {
            all = entries.filter(entry ->
                            NAME.matcher(String.valueOf(entry.getFileName())).matches())
                    .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
                    .toList();
        }
        // One that is ahead belongs to a run that was continued from before it; it goes first.
        List<Path> others =
                all.stream().filter(entry -> step(entry) < training.step()).toList();
        for (Path old : all) {
            if (step(old) > training.step() || others.indexOf(old) >= KEPT - 1) {
                Files.deleteIfExists(old);
            }
        }
        return file;
    }

    private static long step(Path file) {
        return Long.parseLong(String.valueOf(file.getFileName()).replaceFirst("\\..*", ""));
    }
}
