package org.mirrorflow.app.sweep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.run.RunFolderException;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepRunner;
import org.mirrorflow.sim.sweep.SweepTable;

/** The model behind the page of sweeps, free of any toolkit: one thread collects what the workers find and publishes it. */
final class SweepSession implements AutoCloseable {

    private static final long FRAME_NANOS = 60_000_000;

    private final Consumer<SweepState> listener;
    private final AtomicInteger stops = new AtomicInteger();
    private final ExecutorService engine = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sweeps");
        thread.setDaemon(true);
        return thread;
    });

    // Everything below belongs to the engine's thread.
    private @Nullable SweepTable table;
    private @Nullable SweepFolder folder;
    private Path base = Path.of("");

    /** @param listener hears every change, on the engine's thread; must return quickly */
    SweepSession(Consumer<SweepState> listener) {
        this.listener = listener;
    }

    /** Starts a sweep in place of the one before. */
    void start(Sweep sweep, Path from) {
        int before = stops.incrementAndGet();
        engine.execute(() -> {
            closeFolder();
            table = new SweepTable(sweep);
            base = from;
            fill(before);
        });
    }

    /** Goes on with what was stopped. */
    void resume() {
        int before = stops.incrementAndGet();
        engine.execute(() -> fill(before));
    }

    /** Stops; what has been found stays. */
    void stop() {
        stops.incrementAndGet();
    }

    /** Keeps the results in a new folder, also those that are still to come. */
    void saveTo(Path where, Consumer<String> answer) {
        engine.execute(() -> {
            SweepTable now = table;
            if (now == null) {
                return;
            }
            try {
                closeFolder();
                SweepFolder made = SweepFolder.create(where, now.sweep(), base);
                for (int cell = 0; cell < now.sweep().cells(); cell++) {
                    for (int k = 0; k < now.sweep().seeds(); k++) {
                        now.result(cell, k).ifPresent(made::append);
                    }
                }
                folder = made;
                answer.accept("Saved in " + where.getFileName());
            } catch (RunFolderException e) {
                answer.accept(String.valueOf(e.getMessage()));
            }
        });
    }

    /** Shows a sweep that was kept. */
    void open(Path where) {
        stops.incrementAndGet();
        engine.execute(() -> {
            try {
                closeFolder();
                SweepFolder opened = SweepFolder.open(where);
                folder = opened;
                table = opened.table();
                base = opened.base();
                publish(false, Double.NaN, "");
            } catch (RuntimeException e) {
                publish(false, Double.NaN, String.valueOf(e.getMessage()));
            }
        });
    }

    private void fill(int before) {
        SweepTable now = table;
        if (now == null || stops.get() != before) {
            return;
        }
        publish(true, Double.NaN, "");
        long begin = System.nanoTime();
        int first = now.done();
        long[] last = {begin};
        String failure = "";
        try {
            SweepRunner.run(
                    now, base, Runtime.getRuntime().availableProcessors(), () -> stops.get() != before, result -> {
                        SweepFolder keeper = folder;
                        if (keeper != null) {
                            keeper.append(result);
                        }
                        long at = System.nanoTime();
                        if (at - last[0] > FRAME_NANOS) {
                            last[0] = at;
                            double left = (at - begin)
                                    * 1e-9
                                    * (now.sweep().runs() - now.done())
                                    / Math.max(1, now.done() - first);
                            publish(true, left, "");
                        }
                    });
        } catch (RuntimeException e) {
            stops.incrementAndGet();
            failure = String.valueOf(e.getMessage());
        }
        publish(false, Double.NaN, failure);
    }

    private void publish(boolean running, double left, String failure) {
        listener.accept(new SweepState(Optional.ofNullable(table).map(SweepTable::copy), running, left, failure));
    }

    private void closeFolder() {
        if (folder != null) {
            folder.close();
            folder = null;
        }
    }

    @Override
    public void close() {
        stop();
        engine.execute(this::closeFolder);
        engine.shutdown();
    }
}
