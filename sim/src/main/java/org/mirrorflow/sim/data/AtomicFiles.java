package org.mirrorflow.sim.data;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files so that, whatever happens, the old file or the whole new one is there: into a temporary file in the same
 * folder, forced to the disk, then renamed.
 */
public final class AtomicFiles {

    private AtomicFiles() {}

    /** Writes the contents of a file; need neither buffer nor close the stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to {@code out}. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes or replaces a file. If {@code content} throws, the old file stays and the exception passes through.
     *
     * @throws DataException if the folder is missing or cannot be written, or the disk fails, saying what to do
     * @throws IOException what {@code content} throws
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new DataException(file + " is a folder; name a file to write");
        }
        if (!Files.exists(folder)) {
            throw new DataException(file + " cannot be written: the folder " + folder + " does not exist; create it");
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(file + " cannot be written: " + folder + " is no folder; choose another place");
        }
        Path part = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writePart(file, part, content);
            move(part, target);
        } catch (FileSystemException e) {
            throw unwritable(file, e.getReason() == null ? "permission is denied" : e.getReason(), e);
        } finally {
            Files.deleteIfExists(part);
        }
        forceFolder(folder);
    }

    /** Makes or replaces a text file in UTF-8; errors as {@link #write}. */
    public static void writeText(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void writePart(Path file, Path part, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            OutputStream disk = new FilterOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void write(byte[] bytes, int start, int length) throws IOException {
                    try {
                        out.write(bytes, start, length);
                    } catch (IOException e) {
                        throw unwritable(file, String.valueOf(e.getMessage()), e);
                    }
                }
            };
            OutputStream buffered = new BufferedOutputStream(disk, 1 << 16);
            content.writeTo(buffered);
            buffered.flush();
            channel.force(true);
        }
    }

    private static DataException unwritable(Path file, String reason, IOException cause) {
        return new DataException(
                file + " cannot be written: " + reason + "; choose a folder with space in which you may write", cause);
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The new name reaches the disk only with the folder; where folders cannot be opened it is left to the system. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; the file itself is on the disk already.
        }
    }
}
