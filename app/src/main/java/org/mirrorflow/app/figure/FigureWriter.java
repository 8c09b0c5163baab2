package org.mirrorflow.app.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file format for figures, found by {@link ServiceLoader}: a new format is one class and one line.
 *
 * <p>The same figure gives the same bytes, and {@link FigureMetadata#read} finds what was written.
 */
public interface FigureWriter {

    /** Stable name, e.g. {@code pdf}. */
    String id();

    /** File extension without the dot. */
    String extension();

    /**
     * Writes a figure; does not close the stream.
     *
     * @throws IOException when the stream fails
     */
    void write(Figure figure, OutputStream out) throws IOException;

    /**
     * The same for a format that reads files beside its own.
     *
     * @param name name of the file without its extension, from which those of the others are made
     */
    default void write(Figure figure, String name, OutputStream out) throws IOException {
        write(figure, out);
    }

    /**
     * What a format needs beside its file, by name; most need nothing.
     *
     * @param name as in {@link #write(Figure, String, OutputStream)}
     */
    default Map<String, byte[]> beside(Figure figure, String name) {
        return Map.of();
    }

    /** All writers, by id. */
    static List<FigureWriter> all() {
        return ServiceLoader.load(FigureWriter.class, FigureWriter.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(FigureWriter::id))
                .toList();
    }

    /**
     * The writer with this id, or for files with this extension.
     *
     * @throws FigureException naming the known formats
     */
    static FigureWriter of(String id) {
        List<FigureWriter> writers = all();
        for (FigureWriter writer : writers) {
            if (writer.id().equals(id) || writer.extension().equals(id)) {
                return writer;
            }
        }
        throw new FigureException("Figures cannot be written as \"" + id + "\"; choose one of "
                + String.join(", ", writers.stream().map(FigureWriter::id).toList()) + ".");
    }

    /**
     * Writes a figure into a file in the format of its specification. The file appears whole or not at all: an older file
     * of this name survives a failure.
     *
     * @throws FigureException when the file cannot be written
     */
    static void save(Figure figure, Path file) {
        FigureWriter writer = of(figure.spec().format());
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FigureException("The folder " + folder + " does not exist; create it or choose another place for "
                    + target.getFileName() + ".");
        }
        if (Files.isDirectory(target)) {
            throw new FigureException(file + " is a folder; name the file of the figure.");
        }
        String name = String.valueOf(target.getFileName()).replaceFirst("\\.[A-Za-z]{2,4}$", "");
        Map<String, byte[]> beside = writer.beside(figure, name);
        if (beside.containsKey(String.valueOf(target.getFileName()))) {
            throw new FigureException("The data of this figure would take the name " + target.getFileName()
                    + " itself; call it " + name + "." + writer.extension() + ".");
        }
        for (Map.Entry<String, byte[]> companion : beside.entrySet()) {
            place(folder, companion.getKey(), out -> out.write(companion.getValue()));
        }
        place(folder, String.valueOf(target.getFileName()), out -> writer.write(figure, name, out));
    }

    /** What writes into a stream. */
    @FunctionalInterface
    interface Content {
        /** Writes it. */
        void to(OutputStream out) throws IOException;
    }

    private static void place(Path folder, String name, Content content) {
        Path target = folder.resolve(name);
        Path draft = null;
        try {
            // Not createTempFile: its files are for the owner's eyes only, and a figure is meant to be shared.
            draft = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
            try (OutputStream out = Files.newOutputStream(draft)) {
                content.to(out);
            }
            moveInto(draft, target);
            draft = null;
        } catch (AccessDeniedException e) {
            throw new FigureException(
                    "Nothing may be written into " + folder + "; choose another place for " + target.getFileName()
                            + ".",
                    e);
        } catch (IOException e) {
            throw new FigureException(
                    "The figure " + target + " could not be written (" + e.getMessage()
                            + "); free space or choose another place.",
                    e);
        } finally {
            discard(draft);
        }
    }

    private static void moveInto(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(@Nullable Path draft) {
        if (draft != null) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                // The failure that is being reported matters more than a leftover draft.
                System.getLogger(FigureWriter.class.getName()).log(System.Logger.Level.DEBUG, "leftover draft", e);
            }
        }
    }
}
