package org.mirrorflow.app.compose;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.mirrorflow.app.chart.RunView;
import org.mirrorflow.app.figure.Figure;
import org.mirrorflow.app.figure.FigureException;
import org.mirrorflow.app.figure.Preflight;
import org.mirrorflow.sim.experiment.SpecificationException;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.RunFolderException;
import org.mirrorflow.sim.sweep.SweepException;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/**
 * A composition that is edited: runs what it needs on a thread of its own, each source once, and publishes immutable
 * {@link ComposeState}s. All methods may be called from any thread and return at once; the latest composition wins.
 */
final class ComposeSession implements AutoCloseable {

    private static final int MOST_UNDO = 200;

    private final Consumer<ComposeState> listener;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(named());
    private final Map<Source.Origin, Material> known = new ConcurrentHashMap<>();
    private final Deque<Composition> before = new ArrayDeque<>();
    private final Deque<Composition> after = new ArrayDeque<>();
    private Composition wanted = Composition.EMPTY;
    private long epoch;
    private Optional<Figure> figure = Optional.empty();
    private List<Preflight.Finding> findings = List.of();
    private volatile String format = "pdf";
    private String problem = "";
    private boolean closed;

    /** @param listener hears every state, on any thread */
    ComposeSession(Consumer<ComposeState> listener) {
        this.listener = listener;
    }

    private static ThreadFactory named() {
        return task -> {
            Thread thread = new Thread(task, "figure");
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The composition as it is wanted. */
    synchronized Composition composition() {
        return wanted;
    }

    /**
     * Changes the composition.
     *
     * @throws FigureException when the change makes none; nothing is changed then
     */
    synchronized void edit(UnaryOperator<Composition> change) {
        Composition changed = change.apply(wanted);
        if (!changed.equals(wanted)) {
            before.push(wanted);
            while (before.size() > MOST_UNDO) {
                before.removeLast();
            }
            after.clear();
            take(changed);
        }
    }

    /** Takes what is known of a source already, so that it need not be run. */
    void know(Source source, Material material) {
        known.putIfAbsent(source.origin(), material);
    }

    /** The run of a source, where it is known already. */
    Optional<RunView> run(Source source) {
        return known.get(source.origin()) instanceof Material.OfRun run ? Optional.of(run.view()) : Optional.empty();
    }

    synchronized void undo() {
        if (!before.isEmpty()) {
            after.push(wanted);
            take(before.pop());
        }
    }

    synchronized void redo() {
        if (!after.isEmpty()) {
            before.push(wanted);
            take(after.pop());
        }
    }

    private void take(Composition composition) {
        wanted = composition;
        long now = ++epoch;
        publish("", "");
        if (!closed) {
            worker.execute(() -> draw(composition, now));
        }
    }

    private synchronized boolean stale(long now) {
        return now != epoch || closed;
    }

    private synchronized void publish(String working, String sentence) {
        listener.accept(
                new ComposeState(wanted, figure, findings, working, sentence, !before.isEmpty(), !after.isEmpty()));
    }

    private void draw(Composition composition, long now) {
        if (stale(now)) {
            return;
        }
        String sentence = "";
        Optional<Figure> drawn = Optional.empty();
        try {
            Map<String, Material> materials = new HashMap<>();
            for (Source source : composition.sources()) {
                Material material = known.get(source.origin());
                if (material == null) {
                    publish("Running " + source.name() + "\u2026", "");
                    material = Material.of(source, () -> stale(now));
                    known.put(source.origin(), material);
                }
                materials.put(source.id(), material);
            }
            if (!composition.panels().isEmpty()) {
                drawn = Optional.of(ComposedFigure.of(composition, materials, "pdf"));
            }
        } catch (CancellationException newer) {
            return;
        } catch (ProblemException
                | FigureException
                | SpecificationException
                | RunFolderException
                | SweepException
                | InvalidSettingException mistake) {
            sentence = String.valueOf(mistake.getMessage());
            drawn = figure;
        } catch (RuntimeException fault) {
            System.getLogger(ComposeSession.class.getName())
                    .log(System.Logger.Level.ERROR, "the figure could not be drawn", fault);
            sentence = "The figure could not be drawn; this is a fault of the lab, which its log describes.";
            drawn = figure;
        }
        synchronized (this) {
            if (stale(now)) {
                return;
            }
            figure = drawn;
            problem = sentence;
            publish("", problem);
        }
        lookOver(drawn, now);
    }

    /** Looks the figure over as it would be written; what is seen of it does not wait for that. */
    private void lookOver(Optional<Figure> drawn, long now) {
        List<Preflight.Finding> found = List.of();
        try {
            if (drawn.isPresent()) {
                found = Preflight.of(drawn.get().as(format));
            }
        } catch (IOException | RuntimeException fault) {
            System.getLogger(ComposeSession.class.getName())
                    .log(System.Logger.Level.ERROR, "the figure could not be looked over", fault);
            found = List.of(
                    new Preflight.Finding(false, "It cannot be written as " + format + ": " + fault.getMessage()));
        }
        synchronized (this) {
            if (!stale(now) && !found.equals(findings)) {
                findings = found;
                publish("", problem);
            }
        }
    }

    /** The format in which the figure is going to be written. */
    synchronized void setFormat(String id) {
        format = id;
        long now = epoch;
        if (!closed) {
            Optional<Figure> drawn = figure;
            worker.execute(() -> lookOver(drawn, now));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        worker.shutdown();
    }
}
