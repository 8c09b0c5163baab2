package org.mirrorflow.app.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.KeptResult;
import org.mirrorflow.sim.claim.Ledger;
import org.mirrorflow.sim.claim.LedgerReport;
import org.mirrorflow.sim.claim.LedgerWriter;
import org.mirrorflow.sim.claim.TrialResult;
import org.mirrorflow.sim.data.AtomicFiles;

/**
 * The model behind the claims page, free of any toolkit: one thread runs the ledger, keeps the newest result of each claim
 * and publishes immutable {@link ClaimsState}s. All methods may be called from any thread and return at once.
 */
final class ClaimsSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ClaimsSession.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WRITE_NANOS = 5_000_000_000L;

    private final Consumer<ClaimsState> listener;
    private final AtomicInteger stops = new AtomicInteger();
    private final ExecutorService engine = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "claims");
        thread.setDaemon(true);
        return thread;
    });

    private volatile List<KeptResult> published = List.of();

    // Everything below belongs to the engine's thread.
    private final Map<String, KeptResult> results = new LinkedHashMap<>();
    private @Nullable Path file;
    private long written;
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
            Path kept = file;
            if (kept != null && Files.isRegularFile(kept)) {
                try {
                    take(JSON.readTree(kept.toFile()));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "the results kept in " + kept + " cannot be read", e);
                }
            }
        });
    }

    /** Keeps results in a file from now on, and shows what it holds once the ledger is loaded. */
    void keepIn(Path results) {
        engine.execute(() -> file = results);
    }

    /** Shows results from elsewhere, where this build has none of its own. */
    void show(JsonNode elsewhere) {
        engine.execute(() -> {
            if (claims.isEmpty()) {
                claims = Ledger.claims();
            }
            take(elsewhere);
        });
    }

    private void take(JsonNode root) {
        for (KeptResult kept : KeptResult.of(root, claims)) {
            KeptResult own = results.get(kept.result().claim().id());
            if (own == null || !own.isOwn()) {
                results.put(kept.result().claim().id(), kept);
            }
        }
        publish();
    }

    /** Every result, to be kept elsewhere; called on any thread, answers what was last published. */
    ObjectNode kept() {
        return KeptResult.toTree(published);
    }

    private void write() {
        Path kept = file;
        if (kept == null) {
            return;
        }
        written = System.nanoTime();
        try {
            byte[] text = JSON.writeValueAsBytes(KeptResult.toTree(results.values()));
            AtomicFiles.write(kept, out -> out.write(text));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "results cannot be kept in " + kept, e);
        }
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
                            results.put(result.claim().id(), KeptResult.now(result));
                            if (System.nanoTime() - written > WRITE_NANOS) {
                                write();
                            }
                        }
                    });
            report.claims().forEach(this::keep);
            summary = LedgerWriter.summary(report).strip();
        } finally {
            progress = Optional.empty();
            publish();
            write();
        }
    }

    /** What was stopped replaces nothing that was decided, and is worth showing only where a seed has answered. */
    private void keep(ClaimResult result) {
        boolean decided = result.verdict() != ClaimResult.Verdict.UNFINISHED;
        boolean worth = result.trials().stream().anyMatch(TrialResult::finished)
                && !results.containsKey(result.claim().id());
        if (decided || worth) {
            results.put(result.claim().id(), KeptResult.now(result));
        }
    }

    /** Stops what is being run and forgets what was to be run; what was decided by then stays. */
    void stop() {
        stops.incrementAndGet();
    }

    private void publish() {
        published = List.copyOf(results.values());
        Map<String, ClaimResult> found = new LinkedHashMap<>();
        Map<String, String> foreign = new LinkedHashMap<>();
        results.forEach((id, kept) -> {
            found.put(id, kept.result());
            if (!kept.isOwn()) {
                foreign.put(id, kept.build() + ", " + LocalDate.ofInstant(kept.at(), ZoneId.systemDefault()));
            }
        });
        listener.accept(new ClaimsState(claims, Ledger.unloadable(), found, foreign, progress, summary));
    }

    @Override
    public void close() {
        stop();
        engine.shutdown();
    }
}
