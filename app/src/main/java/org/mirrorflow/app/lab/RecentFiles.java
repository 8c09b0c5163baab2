package org.mirrorflow.app.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mirrorflow.sim.data.AtomicFiles;

/** The files that were open last, the newest first. */
final class RecentFiles {

    private static final int MOST = 8;

    private final Path list;

    /** @param folder where the list is kept */
    RecentFiles(Path folder) {
        this.list = folder.resolve("recent.txt");
    }

    /** Those that still exist. */
    List<Path> all() {
        try {
            return Files.exists(list)
                    ? Files.readAllLines(list).stream()
                            .filter(line -> !line.isBlank())
                            .map(Path::of)
                            .filter(Files::exists)
                            .toList()
                    : List.of();
        } catch (IOException | RuntimeException e) {
            // A list that cannot be read is no reason to stop anyone.
            return List.of();
        }
    }

    /** Puts a file to the top. */
    void add(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        List<String> lines = new ArrayList<>(List.of(whole.toString()));
        all().stream()
                .filter(other -> !other.equals(whole))
                .limit(MOST - 1L)
                .forEach(other -> lines.add(other.toString()));
        try {
            AtomicFiles.write(
                    list, out -> out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            System.getLogger(RecentFiles.class.getName())
                    .log(System.Logger.Level.WARNING, "the list of recent files cannot be kept", e);
        }
    }
}
