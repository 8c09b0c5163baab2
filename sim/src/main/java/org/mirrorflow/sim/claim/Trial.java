package org.mirrorflow.sim.claim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** What one seed of a claim measured: a number for each of its checks, or why there is none. */
public final class Trial {

    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, String> silent = new LinkedHashMap<>();
    private final BooleanSupplier cancelled;

    /** @param cancelled asked now and then whether to give up */
    public Trial(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
    }

    /** A trial that nobody stops. */
    public Trial() {
        this(() -> false);
    }

    /** Records the number of a check, once in a trial. */
    public void record(String check, double value) {
        if (values.put(check, value) != null || silent.containsKey(check)) {
            throw new IllegalStateException("check \"" + check + "\" was recorded twice in one trial");
        }
    }

    /** Says why a check has no number with this seed (a fit that was not reached, a horizon too short). */
    public void inconclusive(String check, String reason) {
        if (values.containsKey(check) || silent.put(check, reason) != null) {
            throw new IllegalStateException("check \"" + check + "\" was recorded twice in one trial");
        }
    }

    /**
     * To be called in long loops.
     *
     * @throws CancellationException when the ledger has been stopped
     */
    public void checkpoint() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the ledger was stopped");
        }
    }

    /** The numbers by check. */
    public Map<String, Double> values() {
        return Collections.unmodifiableMap(values);
    }

    /** The reasons of checks without a number. */
    public Map<String, String> silent() {
        return Collections.unmodifiableMap(silent);
    }
}
