package org.mirrorflow.sim.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs claims over seeds and decides. Each trial belongs to one thread and shares nothing with the others, so that the
 * numbers are the same on any number of threads; an exception in a trial is that claim's error and stops no other.
 */
public final class Ledger {

    /** As many seeds as a claim is decided by unless asked otherwise. */
    public static final int SEEDS = 3;

    /** A trial that is asked to stop gets this long to do so before its thread is left behind. */
    private static final long GRACE_MILLIS = 2_000;

    private static final long TICK_MILLIS = 100;

    private final List<Claim> claims;
    private final List<Long> seeds;
    private final int threads;

    /**
     * @param claims what to run, in the order of the report
     * @param seeds at least one
     * @param threads how many trials run at once
     */
    public Ledger(List<Claim> claims, List<Long> seeds, int threads) {
        if (seeds.isEmpty() || threads < 1) {
            throw new IllegalArgumentException(
                    "a ledger needs a seed and a thread; given " + seeds.size() + " seeds and " + threads + " threads");
        }
        this.claims = List.copyOf(claims);
        this.seeds = List.copyOf(seeds);
        this.threads = threads;
    }

    private static final class Holder {
        static final List<String> UNLOADABLE = new ArrayList<>();
        static final List<Claim> ORDERED = load();

        /** One claim that cannot be made must not take the others with it. */
        private static List<Claim> load() {
            List<Claim> claims = new ArrayList<>();
            for (ServiceLoader.Provider<Claim> provider :
                    ServiceLoader.load(Claim.class, Claim.class.getClassLoader()).stream()
                            .toList()) {
                try {
                    claims.add(provider.get());
                } catch (ServiceConfigurationError e) {
                    Throwable cause = e;
                    while (cause.getCause() != null) {
                        cause = cause.getCause();
                    }
                    UNLOADABLE.add(provider.type().getName() + ": " + cause.getMessage());
                }
            }
            claims.sort(Comparator.comparing(Claim::paper).thenComparing(claim -> sortable(claim.id())));
            return List.copyOf(claims);
        }
    }

    /** Claims that could not be made: the class of each, and why; empty unless the lab is broken. */
    public static List<String> unloadable() {
        return List.copyOf(Holder.UNLOADABLE);
    }

    /** All claims in the catalogue, loaded when first asked for: paper by paper, B2 before B10. */
    public static List<Claim> claims() {
        return Holder.ORDERED;
    }

    /** Seeds 1 to n. */
    public static List<Long> seeds(int n) {
        return LongStream.rangeClosed(1, n).boxed().toList();
    }

    /** An id with its numbers padded, so that they sort by size. */
    private static String sortable(String id) {
        StringBuilder padded = new StringBuilder();
        for (String part : id.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1)) {
            boolean number = !part.isEmpty() && Character.isDigit(part.charAt(0));
            padded.append(number ? "0".repeat(Math.max(0, 6 - part.length())) : "")
                    .append(part);
        }
        return padded.toString();
    }

    /** Told of what happens, on the thread that called {@link Ledger#run}. */
    public interface Listener {

        /** Called about ten times a second. */
        void progress(Progress progress);

        /** A claim has been decided: all its seeds are run. */
        default void decided(ClaimResult result) {}
    }

    /**
     * How far it is.
     *
     * @param decided claims with every seed run
     * @param claims all claims
     * @param trialsRun trials that have ended
     * @param trials all trials
     * @param seconds since the beginning
     * @param secondsLeft estimated from what has been run; NaN before the first trial has ended
     * @param running ids of the claims being run
     */
    public record Progress(
            int decided,
            int claims,
            int trialsRun,
            int trials,
            double seconds,
            double secondsLeft,
            List<String> running) {

        public Progress {
            running = List.copyOf(running);
        }
    }

    /**
     * Runs all trials, and decides.
     *
     * @param stopped asked now and then; once it says true, running trials are stopped, no new one begins, and what has been
     *     run so far is reported
     */
    public LedgerReport run(BooleanSupplier stopped, Listener listener) {
        Sheet sheet = new Sheet();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger();
        BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
        int trials = claims.size() * seeds.size();
        long begin = System.nanoTime();
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "ledger");
            thread.setDaemon(true);
            return thread;
        });
        for (int k = 0; k < Math.min(threads, trials); k++) {
            workers.execute(() -> {
                int index;
                while (!stop.get() && (index = next.getAndIncrement()) < trials) {
                    sheet.begun(index);
                    sheet.ended(index, trial(index, stop));
                    ended.add(index);
                }
            });
        }
        workers.shutdown();
        int run = 0;
        boolean interrupted = false;
        try {
            while (run < trials && !stop.get()) {
                Integer index = ended.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (index != null) {
                    run++;
                    sheet.decided(index / seeds.size()).ifPresent(listener::decided);
                }
                listener.progress(sheet.progress((System.nanoTime() - begin) * 1e-9));
                stop.set(run < trials && stopped.getAsBoolean());
            }
            workers.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            stop.set(true);
            workers.shutdownNow();
        }
        LedgerReport report = sheet.report((System.nanoTime() - begin) * 1e-9);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return report;
    }

    private TrialResult trial(int index, AtomicBoolean stop) {
        Claim claim = claims.get(index / seeds.size());
        long seed = seeds.get(index % seeds.size());
        Trial trial = new Trial(stop::get);
        long begin = System.nanoTime();
        Throwable failure = null;
        try {
            claim.run(seed, trial);
        } catch (Throwable thrown) {
            // An Error of one claim (an assertion, a deep recursion, no memory) must not end the others either.
            failure = thrown;
        }
        double seconds = (System.nanoTime() - begin) * 1e-9;
        if (failure == null) {
            return TrialResult.answered(seed, claim, trial, seconds);
        }
        return failure instanceof CancellationException && stop.get()
                ? TrialResult.unfinished(seed, seconds)
                : TrialResult.failed(seed, failure, seconds);
    }

    /** Who has answered what so far. */
    private final class Sheet {

        private final @Nullable TrialResult[] results = new TrialResult[claims.size() * seeds.size()];
        private final Set<Integer> running = new LinkedHashSet<>();
        private final Set<Integer> announced = new HashSet<>();

        synchronized void begun(int index) {
            running.add(index);
        }

        synchronized void ended(int index, TrialResult result) {
            running.remove(index);
            results[index] = result;
        }

        /** The claim's result, told once, when all its seeds have ended. */
        synchronized Optional<ClaimResult> decided(int claim) {
            return complete(claim) && announced.add(claim) ? Optional.of(result(claim)) : Optional.empty();
        }

        private boolean complete(int claim) {
            return IntStream.range(0, seeds.size()).allMatch(s -> {
                TrialResult result = results[claim * seeds.size() + s];
                return result != null && result.finished();
            });
        }

        private ClaimResult result(int claim) {
            List<TrialResult> trials = new ArrayList<>();
            for (int s = 0; s < seeds.size(); s++) {
                TrialResult result = results[claim * seeds.size() + s];
                trials.add(result == null ? TrialResult.unfinished(seeds.get(s), 0) : result);
            }
            return ClaimResult.of(claims.get(claim), trials);
        }

        synchronized LedgerReport report(double seconds) {
            List<ClaimResult> all =
                    IntStream.range(0, claims.size()).mapToObj(this::result).toList();
            return new LedgerReport(seeds, threads, all, seconds);
        }

        synchronized Progress progress(double seconds) {
            int run = 0;
            double taken = 0;
            for (TrialResult result : results) {
                if (result != null) {
                    run++;
                    taken += result.seconds();
                }
            }
            int decided = (int)
                    IntStream.range(0, claims.size()).filter(this::complete).count();
            double left = run == 0 ? Double.NaN : left(taken / run) / Math.min(threads, results.length);
            List<String> ids = running.stream()
                    .map(index -> claims.get(index / seeds.size()).id())
                    .distinct()
                    .toList();
            return new Progress(decided, claims.size(), run, results.length, seconds, left, ids);
        }

        /** A claim's other seeds take as long as those that were run; unknown claims as long as the mean. */
        private double left(double usual) {
            double left = 0;
            for (int claim = 0; claim < claims.size(); claim++) {
                double taken = 0;
                int run = 0;
                for (int s = 0; s < seeds.size(); s++) {
                    TrialResult result = results[claim * seeds.size() + s];
                    if (result != null) {
                        run++;
                        taken += result.seconds();
                    }
                }
                left += (seeds.size() - run) * (run == 0 ? usual : taken / run);
            }
            return left;
        }
    }
}
