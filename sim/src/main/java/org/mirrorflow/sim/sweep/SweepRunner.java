package org.mirrorflow.sim.sweep;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.mirrorflow.sim.experiment.Experiment;
import org.mirrorflow.sim.experiment.Specification;
import org.mirrorflow.sim.problem.ProblemException;
import org.mirrorflow.sim.run.Outcome;
import org.mirrorflow.sim.run.Run;
import org.mirrorflow.theory.catalogue.InvalidSettingException;

/** Runs what is missing in a table, on several threads. What a run gives does not depend on the others, nor on the threads. */
public final class SweepRunner {

    private static final String REFUSED = "refused";
    private static final long PATIENCE_MILLIS = 50;

    private SweepRunner() {}

    /**
     * Fills a table; returns when it is full, or soon after {@code stopped} says so.
     *
     * @param base folder against which the specification's paths are resolved
     * @param threads how many runs go on at once, at least 1
     * @param stopped asked between two steps of every run, on any thread
     * @param onResult hears every result, on the calling thread, after it is in the table
     */
    public static void run(
            SweepTable table, Path base, int threads, BooleanSupplier stopped, Consumer<SweepResult> onResult) {
        Sweep sweep = table.sweep();
        ConcurrentLinkedQueue<int[]> wanted = new ConcurrentLinkedQueue<>();
        for (int k = 0; k < sweep.seeds(); k++) {
            for (int cell : sweep.coarseToFine()) {
                if (table.result(cell, k).isEmpty()) {
                    wanted.add(new int[] {cell, k});
                }
            }
        }
        BlockingQueue<SweepResult> results = new ArrayBlockingQueue<>(Math.max(1, wanted.size()));
        AtomicInteger alive = new AtomicInteger(threads);
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(
                    () -> {
                        try {
                            for (int[] next = wanted.poll(); next != null; next = wanted.poll()) {
                                if (stopped.getAsBoolean() || !work(sweep, base, next, stopped, results)) {
                                    return;
                                }
                            }
                        } finally {
                            alive.decrementAndGet();
                        }
                    },
                    "sweep " + (i + 1));
            worker.setDaemon(true);
            worker.start();
        }
        boolean interrupted = false;
        while (alive.get() > 0 || !results.isEmpty()) {
            try {
                SweepResult result = results.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (result != null) {
                    table.put(result);
                    onResult.accept(result);
                }
            } catch (InterruptedException e) {
                interrupted = true;
                wanted.clear();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean work(
            Sweep sweep, Path base, int[] which, BooleanSupplier stopped, BlockingQueue<SweepResult> results) {
        int cell = which[0];
        int k = which[1];
        SweepResult result;
        try {
            Specification specification = sweep.specification(cell, k);
            Experiment experiment = Experiment.of(specification, base);
            Run run = Run.start(experiment);
            while (run.advance()) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
            }
            result = result(sweep, experiment, run, cell, k);
        } catch (InvalidSettingException e) {
            result = new SweepResult(cell, k, Double.NaN, Double.NaN, REFUSED, e.getMessage() + ".");
        } catch (ProblemException | RuntimeException e) {
            // One cell that fails must not take the others with it.
            result = new SweepResult(cell, k, Double.NaN, Double.NaN, REFUSED, String.valueOf(e.getMessage()));
        }
        results.add(result);
        return true;
    }

    private static SweepResult result(Sweep sweep, Experiment experiment, Run run, int cell, int k) {
        Outcome outcome = run.outcome().orElseThrow();
        double predicted = sweep.quantity().predicted(experiment).orElse(Double.NaN);
        if (outcome.kind() == Outcome.Kind.DIVERGED) {
            return new SweepResult(
                    cell, k, Double.NaN, predicted, outcome.kind().id(), outcome.sentence());
        }
        double value = sweep.quantity().of(run.history());
        String reason = Double.isFinite(value)
                ? ""
                : Double.isNaN(value)
                        ? "This run does not observe " + sweep.quantity().id() + "."
                        : "The value is infinite.";
        return new SweepResult(
                cell,
                k,
                Double.isFinite(value) ? value : Double.NaN,
                predicted,
                outcome.kind().id(),
                reason);
    }
}
