package org.mirrorflow.app.claims;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.claim.LedgerReport;
import org.mirrorflow.sim.claim.LedgerWriter;
import org.mirrorflow.sim.claim.TrialResult;

/**
 * The model behind the claims page, free of any toolkit: one thread runs the ledger, keeps the newest result of each claim
 * and publishes immutable {@link ClaimsState}s. All methods may be called from any thread and return at once.
 */
final class ClaimsSession implements AutoCloseable {

    private final Consumer<ClaimsState> listener;
    private final AtomicInteger stops = new AtomicInteger();
    private final ExecutorService engine = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "claims");
        thread.setDaemon(true);
        return thread;
    });

    // Everything below belongs to the engine's thread.
    private final Map<String, ClaimResult> results = new LinkedHashMap<>();
    private List<Claim> claims = List.of();
    private Optional<Ledger.Progress> progress = Optional.empty();
    private String summary = "";

    /** @param listener hears every change, on the engine's thread; must return quickly */
    ClaimsSession(Consumer<ClaimsState> listener) {
        this.listener = listener;
    }

    /** Loads the ledger. */
    void load() {
        engine.execute(() -> {
            claims = Ledger.claims();
            publish();
        });
    }

    /** Runs claims on all cores and decides each over seeds 1 to {@code seeds}, after whatever is being run. */
    void run(List<Claim> wanted, int seeds) {
        int before = stops.get();
        engine.execute(() -> {
            if (stops.get() == before && !wanted.isEmpty()) {
                run(wanted, seeds, before);
            }
        });
    }

    private void run(List<Claim> wanted, int seeds, int before) {
        int trials = wanted.size() * seeds;
        progress = Optional.of(new Ledger.Progress(0, wanted.size(), 0, trials, 0, Double.NaN, List.of()));
        publish();
        try {
            int cores = Runtime.getRuntime().availableProcessors();
            LedgerReport report = new Ledger(wanted, Ledger.seeds(seeds), cores)
                    .run(() -> stops.get() != before, new Ledger.Listener() {
                        @Override
                        public void progress(Ledger.Progress now) {
                            progress = Optional.of(now);
                            publish();
                        }

                        @Override
                        public void decided(ClaimResult result) {
                            results.put(result.claim().id(), result);
                        }
                    });
            report.claims().forEach(this::keep);
            summary = LedgerWriter.summary(report).strip();
        } finally {
            progress = Optional.empty();
            publish();
        }
    }

    /** What was stopped replaces nothing that was decided, and is worth showing only where a seed has answered. */
    private void keep(ClaimResult result) {
        boolean decided = result.verdict() != ClaimResult.Verdict.UNFINISHED;
        boolean worth = result.trials().stream().anyMatch(TrialResult::finished)
                && !results.containsKey(result.claim().id());
        if (decided || worth) {
            results.put(result.claim().id(), result);
        }
    }

    /** Stops what is being run and forgets what was to be run; what was decided by then stays. */
    void stop() {
        stops.incrementAndGet();
    }

    private void publish() {
        listener.accept(new ClaimsState(claims, Ledger.unloadable(), results, progress, summary));
    }

    @Override
    public void close() {
        stop();
        engine.shutdown();
    }
}
