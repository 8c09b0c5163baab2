package org.mirrorflow.sim.sweep;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Runs what a sweep still lacks, on several threads, which take trials from one queue. Each trial has its own run, so that its
 * number depends neither on the threads nor on the order; trials that are alike go together in lanes, see {@link DescentLanes}. The order goes from coarse to fine, the first seed of every cell first, so that the picture
 * appears early.
 */
public final class SweepRunner {

    /** Hears what has been run; called by one thread at a time, and must return quickly. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A trial is over.
         *
         * @param trial what it has given
         * @param progress how far the sweep is
         */
        void done(SweepTrial trial, Progress progress);
    }

    /**
     * How far a sweep is.
     *
     * @param done trials that are over, earlier sessions included
     * @param trials trials in all
     * @param seconds since this session began
     * @param left seconds still to go at the pace of this session; NaN before its first trial
     */
    public record Progress(int done, int trials, double seconds, double left) {}

    private record Job(int column, int row, int seed, int coarseness) {}

    private final Sweep sweep;
    private final Path base;
    private final int threads;

    /**
     * @param base folder against which relative paths in the specification are resolved
     * @param threads at least 1
     */
    public SweepRunner(Sweep sweep, Path base, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a sweep needs at least 1 thread; got " + threads);
        }
        this.sweep = sweep;
        this.base = base;
        this.threads = threads;
    }

    /**
     * Runs what is lacking until all is done or {@code stop} says so; trials under way are then given up.
     *
     * @param already what was run before
     * @param stop asked between steps, by several threads
     * @return everything that has been run
     * @throws RuntimeException what the listener throws, after all threads have come to rest
     */
    public SweepResult run(SweepResult already, BooleanSupplier stop, Listener listener) {
        Work work = new Work(already, stop, listener);
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "sweep");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int k = 0; k < threads; k++) {
                workers.add(pool.submit(work::drain));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            work.giveUp();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            work.giveUp();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a thread of the sweep has failed", e.getCause());
        } finally {
            pool.close();
        }
        return already.with(work.results());
    }

    /** The cells of a sweep in the order in which they are run. */
    static List<int[]> order(Sweep sweep) {
        return jobs(SweepResult.empty(sweep)).stream()
                .filter(job -> job.seed() == 0)
                .map(job -> new int[] {job.column(), job.row()})
                .toList();
    }

    private static List<Job> jobs(SweepResult already) {
        Sweep sweep = already.sweep();
        List<Job> jobs = new ArrayList<>();
        for (int row = 0; row < sweep.rows(); row++) {
            for (int column = 0; column < sweep.columns(); column++) {
                for (int seed = 0; seed < sweep.seeds(); seed++) {
                    if (already.trial(column, row, seed).isEmpty()) {
                        int stride = Math.min(stride(column), stride(row));
                        jobs.add(new Job(column, row, seed, stride));
                    }
                }
            }
        }
        // The sort is stable: rows and columns stay in order within a level.
        jobs.sort(Comparator.comparingInt(Job::seed).thenComparingInt(job -> -job.coarseness()));
        return jobs;
    }

    /** The largest power of two that divides an index, at most 16; 16 for 0. */
    private static int stride(int index) {
        return Math.min(16, index == 0 ? 16 : Integer.lowestOneBit(index));
    }

    /** What the threads share. */
    private final class Work {

        private final BooleanSupplier stop;
        private final Listener listener;
        private final ArrayDeque<Job> queue;
        private final List<SweepTrial> results = new ArrayList<>();
        private final AtomicBoolean givenUp = new AtomicBoolean();
        private final int before;
        private final long begin = System.nanoTime();

        Work(SweepResult already, BooleanSupplier stop, Listener listener) {
            this.stop = stop;
            this.listener = listener;
            this.queue = new ArrayDeque<>(jobs(already));
            this.before = already.done();
        }

        void giveUp() {
            givenUp.set(true);
        }

        private boolean stopped() {
            return givenUp.get() || stop.getAsBoolean();
        }

        void drain() {
            int share = Math.ceilDiv(sweep.trials() - before, threads);
            SweepWorker worker = new SweepWorker(sweep, base, share, this::stopped, this::keep);
            try {
                do {
                    for (Optional<Job> next = take(worker); next.isPresent(); next = take(worker)) {
                        worker.take(
                                next.get().column(),
                                next.get().row(),
                                next.get().seed());
                    }
                    worker.advance();
                } while (!stopped() && (worker.underWay() > 0 || waiting()));
            } catch (RuntimeException | Error failure) {
                giveUp();
                throw failure;
            }
        }

        private synchronized boolean waiting() {
            return !queue.isEmpty();
        }

        private synchronized Optional<Job> take(SweepWorker worker) {
            return stopped() || !worker.hasRoom() ? Optional.empty() : Optional.ofNullable(queue.poll());
        }

        private synchronized void keep(SweepTrial trial) {
            results.add(trial);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            int done = before + results.size();
            double left = seconds / results.size() * (sweep.trials() - done);
            listener.done(trial, new Progress(done, sweep.trials(), seconds, left));
        }

        synchronized Collection<SweepTrial> results() {
            return List.copyOf(results);
        }
    }
}
