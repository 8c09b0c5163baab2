package org.mirrorflow.app.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.sweep.Sweep;
import org.mirrorflow.sim.sweep.SweepException;
import org.mirrorflow.sim.sweep.SweepFolder;
import org.mirrorflow.sim.sweep.SweepResult;
import org.mirrorflow.sim.sweep.SweepRunner;
import org.mirrorflow.sim.sweep.SweepTrial;

/**
 * The model behind the page, free of any toolkit: one thread owns the sweep, which runs on all cores, and publishes immutable
 * {@link SweepState}s. All methods may be called from any thread and return at once.
 */
final class SweepSession implements AutoCloseable {

    private static final long PUBLISH_NANOS = 40_000_000L;

    private final Consumer<SweepState> listener;
    private final AtomicInteger stops = new AtomicInteger();
    private final ExecutorService engine = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "sweeps");
        thread.setDaemon(true);
        return thread;
    });

    // Everything below belongs to the engine's thread.
    private SweepState state = SweepState.EMPTY;
    private @Nullable SweepFolder folder;

    /** @param listener hears every change, on the session's threads, one at a time; must return quickly */
    SweepSession(Consumer<SweepState> listener) {
        this.listener = listener;
    }

    /** Stops what is being run, and runs a new sweep. */
    void start(Sweep sweep, Path base) {
        int before = stops.incrementAndGet();
        engine.execute(() -> {
            leaveFolder();
            state = new SweepState(Optional.of(SweepResult.empty(sweep)), base, Optional.empty(), Optional.empty(), "");
            run(before);
        });
    }

    /** Runs what is left. */
    void resume() {
        int before = stops.get();
        engine.execute(() -> {
            if (state.resumable()) {
                run(before);
            }
        });
    }

    /** Stops what is being run; what is done by then stays. */
    void stop() {
        stops.incrementAndGet();
    }

    /** Stops, opens the sweep of a folder, and shows it; what is run from then on is added to the folder. */
    void open(Path place) {
        stops.incrementAndGet();
        engine.execute(() -> guarded(() -> {
            SweepFolder opened = SweepFolder.open(place);
            SweepResult result = opened.result();
            leaveFolder();
            folder = opened;
            state = new SweepState(Optional.of(result), opened.base(), Optional.empty(), Optional.of(place), "");
        }));
    }

    /** Keeps a sweep that stands still in a new folder; what is run from then on is added to it. */
    void save(Path place) {
        engine.execute(() -> guarded(() -> {
            SweepResult result = state.result().orElse(null);
            if (result != null) {
                SweepFolder created = SweepFolder.create(place, result.sweep(), state.base());
                leaveFolder();
                folder = created;
                created.finish(result);
                state = new SweepState(state.result(), state.base(), Optional.empty(), Optional.of(place), "");
            }
        }));
    }

    private void leaveFolder() {
        SweepFolder open = folder;
        folder = null;
        if (open != null) {
            open.close();
        }
    }

    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (SweepException | SpecificationException e) {
            state = new SweepState(
                    state.result(), state.base(), Optional.empty(), state.folder(), String.valueOf(e.getMessage()));
        }
        listener.accept(state);
    }

    private void run(int before) {
        SweepResult already = state.result().orElseThrow();
        Sweep sweep = already.sweep();
        Path base = state.base();
        Optional<Path> place = state.folder();
        SweepFolder into = folder;
        publish(new SweepState(
                Optional.of(already),
                base,
                Optional.of(new SweepRunner.Progress(already.done(), sweep.trials(), 0, Double.NaN)),
                place,
                ""));
        List<SweepTrial> fresh = new ArrayList<>();
        long[] published = {System.nanoTime()};
        SweepResult[] shown = {already};
        String problem = "";
        try {
            int cores = Runtime.getRuntime().availableProcessors();
            shown[0] = new SweepRunner(sweep, base, cores)
                    .run(already, () -> stops.get() != before, (trial, progress) -> {
                        if (into != null) {
                            into.append(trial);
                        }
                        fresh.add(trial);
                        if (System.nanoTime() - published[0] > PUBLISH_NANOS) {
                            shown[0] = shown[0].with(fresh);
                            fresh.clear();
                            publish(new SweepState(Optional.of(shown[0]), base, Optional.of(progress), place, ""));
                            published[0] = System.nanoTime();
                        }
                    });
            if (into != null && shown[0].finished()) {
                into.finish(shown[0]);
            }
        } catch (SweepException e) {
            shown[0] = shown[0].with(fresh);
            problem = String.valueOf(e.getMessage());
        }
        publish(new SweepState(Optional.of(shown[0]), base, Optional.empty(), place, problem));
    }

    /** Called by one thread at a time: the engine's, or a worker's while the engine waits for it. */
    private void publish(SweepState now) {
        state = now;
        listener.accept(now);
    }

    @Override
    public void close() {
        stop();
        engine.execute(this::leaveFolder);
        engine.shutdown();
    }
}
