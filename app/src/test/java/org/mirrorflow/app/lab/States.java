package org.mirrorflow.app.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.mirrorflow.sim.experiment.Preset;
import org.mirrorflow.sim.experiment.Presets;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.run.History;

/** Listens to a session and waits for what it should say; small experiments to do it with. */
final class States implements Consumer<LabState> {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private LabState newest;
    private long count;

    @Override
    public synchronized void accept(LabState state) {
        newest = state;
        count++;
        notifyAll();
    }

    synchronized LabState newest() {
        return newest;
    }

    synchronized long count() {
        return count;
    }

    /** Waits until the newest state is such. */
    synchronized LabState await(String what, Predicate<LabState> such) {
        long deadline = System.nanoTime() + PATIENCE;
        try {
            while (newest == null || !such.test(newest)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return fail("waited in vain for: " + what + "; the last state was " + describe(newest));
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
        return newest;
    }

    /** Waits for the answer to an edit. */
    LabState after(long ticket) {
        return await(
                "edit " + ticket,
                state -> state.edits() >= ticket && state.working().isEmpty());
    }

    /** Waits for the runs of an experiment at their start. */
    LabState ready(String title) {
        return await(
                title + " at its start",
                state -> state.title().equals(title)
                        && state.working().isEmpty()
                        && !state.runs().isEmpty());
    }

    static History history(LabState state) {
        return state.live().orElseThrow().view().history();
    }

    static int rows(LabState state) {
        return history(state).size();
    }

    static int cursor(LabState state) {
        return state.live().orElseThrow().view().cursor();
    }

    private static String describe(LabState state) {
        return state == null
                ? "none"
                : state.title() + ", " + state.runs().size() + " runs, "
                        + (state.runs().isEmpty() ? 0 : rows(state)) + " rows, playing " + state.playing()
                        + ", working '"
                        + state.working() + "', failure " + state.failure() + ", edits " + state.edits();
    }

    /** A flow of a few weights, over in a moment. */
    static Preset flow(Preset.Companion... companions) {
        return preset("small flow", small("kernel-or-rich"), companions);
    }

    /** Gradient descent on a few weights, long enough to be changed under way. */
    static Preset descent(Preset.Companion... companions) {
        return preset(
                "small descent",
                small("steps-or-flow").with("dynamics.step-size", 1e-4).with("stop.steps", 10_000_000),
                companions);
    }

    private static Specification small(String preset) {
        return Presets.get(preset)
                .specification()
                .with("problem.sparsity", 2)
                .with("problem.samples", 6)
                .with("problem.features", 12);
    }

    private static Preset preset(String title, Specification specification, Preset.Companion... companions) {
        return new Preset(
                "test",
                title,
                "note",
                "A sentence.",
                "paper",
                "object",
                List.of("w"),
                List.of("w^\\star"),
                specification.with("title", title),
                List.of(companions),
                List.of("coordinates", "loss"));
    }
}
