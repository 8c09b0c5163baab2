package org.mirrorflow.app.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.experiment.SpecificationException;

/**
 * Keeps the session of a window that may be lost. Each window has a file of its own, locked while it is open and removed when it
 * is closed; a file without a lock belongs to a window that was not closed.
 */
final class Autosave implements AutoCloseable {

    private static final String ENDING = ".autosave" + SessionFile.ENDING;
    private static final long PERIOD_SECONDS = 10;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final AtomicReference<@Nullable SavedSession> newest = new AtomicReference<>();
    private final Thread writer = new Thread(this::write, "autosave");

    private Autosave(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Begins to keep a session in a folder.
     *
     * @throws IOException when nothing can be written there
     */
    static Autosave in(Path folder) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + ENDING);
        Path guard = guard(file);
        FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new Autosave(file, channel, channel.lock());
    }

    private static Path guard(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** What is to be kept, written within a few seconds. */
    void offer(SavedSession session) {
        newest.set(session);
    }

    private void write() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(PERIOD_SECONDS);
                flush();
            }
        } catch (InterruptedException closed) {
            // The window is closed.
        }
    }

    /** Writes now what was offered last. */
    void flush() {
        SavedSession session = newest.getAndSet(null);
        if (session != null) {
            try {
                SessionFile.write(session, file);
            } catch (SpecificationException e) {
                System.getLogger(Autosave.class.getName())
                        .log(System.Logger.Level.WARNING, "the session cannot be kept", e);
            }
        }
    }

    /** The window is closed properly: nothing is left to restore. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            lock.release();
            channel.close();
            Files.deleteIfExists(file);
            Files.deleteIfExists(guard(file));
        } catch (IOException e) {
            System.getLogger(Autosave.class.getName())
                    .log(System.Logger.Level.WARNING, "the kept session cannot be removed", e);
        }
    }

    /** The newest session in a folder whose window is gone. */
    static Optional<Path> lost(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).endsWith(ENDING))
                    .filter(Autosave::abandoned)
                    .max((a, b) -> Long.compare(modified(a), modified(b)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean abandoned(Path file) {
        Path guard = guard(file);
        if (!Files.exists(guard)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (IOException | java.nio.channels.OverlappingFileLockException e) {
            return false;
        }
    }

    /** Removes a session that is not wanted any more. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(guard(file));
        } catch (IOException e) {
            System.getLogger(Autosave.class.getName())
                    .log(System.Logger.Level.WARNING, "the kept session cannot be removed", e);
        }
    }
}
