package org.mirrorflow.sim.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.mirrorflow.theory.catalogue.Names;

/** Opens files for reading, with a sentence for each way in which that fails. */
final class InputFiles {

    private InputFiles() {}

    static InputStream open(Path file) throws DataException {
        requireReadable(file);
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static void requireReadable(Path file) throws DataException {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder; name a file in it");
        }
        if (!Files.exists(file)) {
            throw new DataException(missing(file));
        }
        if (!Files.isReadable(file)) {
            throw new DataException(file
                    + " cannot be read: permission is denied; give yourself read permission or choose another file");
        }
    }

    private static String missing(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return file + " does not exist, nor does its folder; check the path";
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
            return file + " does not exist; "
                    + Names.nearest(file.getFileName().toString(), names)
                            .map(near -> "did you mean \"" + near + "\" in the same folder?")
                            .orElse("check the path");
        } catch (IOException e) {
            return file + " does not exist; check the path";
        }
    }

    static DataException failed(Path file, IOException e) {
        return new DataException(file + " could not be read: " + e.getMessage() + "; check the disk and try again", e);
    }
}
