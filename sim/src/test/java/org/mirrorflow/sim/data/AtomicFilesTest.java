package org.mirrorflow.sim.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFilesTest {

    @TempDir
    Path folder;

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesAreMadeAndReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("log.txt");
        AtomicFiles.writeText(file, "α = 1\n");
        assertEquals("α = 1\n", Files.readString(file));
        AtomicFiles.writeText(file, "2");
        assertEquals("2", Files.readString(file));
        assertEquals(List.of("log.txt"), entries());
    }

    @Test
    void theOldFileIsThereUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "old");
        AtomicFiles.write(file, out -> {
            out.write(new byte[1 << 17]);
            assertEquals("old", Files.readString(file));
        });
        assertEquals(1 << 17, Files.size(file));
    }

    @Test
    void aFailureKeepsTheOldFileAndPassesThrough() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "old");
        IOException failure = new IOException("the writer's own");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFiles.write(file, out -> {
                    out.write(new byte[1 << 17]);
                    throw failure;
                }));
        assertEquals(failure, thrown);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("run.json"), entries());
    }

    @Test
    void foldersThatCannotTakeTheFileAreNamed() throws IOException {
        String missing = message(folder.resolve("none/run.json"));
        assertTrue(missing.contains("none does not exist; create it"), missing);
        Path plain = Files.writeString(folder.resolve("plain"), "");
        String noFolder = message(plain.resolve("run.json"));
        assertTrue(noFolder.contains("is no folder"), noFolder);
        assertTrue(message(folder).contains("is a folder; name a file"));
    }

    @Test
    void foldersWithoutPermissionAreNamed() {
        // A folder that refuses new files to every user, also to the administrator.
        Path kernel = Path.of("/proc");
        Assumptions.assumeTrue(Files.isDirectory(kernel.resolve("self")), "this system has no /proc");
        String message = message(kernel.resolve("run.json"));
        assertTrue(message.contains("cannot be written") && message.contains("choose a folder"), message);
    }

    private static String message(Path file) {
        return assertThrows(DataException.class, () -> AtomicFiles.writeText(file, "x"))
                .getMessage();
    }
}
