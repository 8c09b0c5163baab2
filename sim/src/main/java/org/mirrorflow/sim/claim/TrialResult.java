package org.mirrorflow.sim.claim;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One seed of a claim.
 *
 * @param seed the seed
 * @param values the numbers, by check
 * @param silent reasons for missing numbers, by check
 * @param error what went wrong, in one line; empty when nothing did
 * @param trace where it went wrong, for whoever mends it; empty when nothing did
 * @param finished whether the trial was run to its end (or to its error)
 * @param seconds wall time
 */
public record TrialResult(
        long seed,
        Map<String, Double> values,
        Map<String, String> silent,
        String error,
        String trace,
        boolean finished,
        double seconds) {

    public TrialResult {
        values = Map.copyOf(values);
        silent = Map.copyOf(silent);
    }

    /** A trial that was not run, or was stopped. */
    static TrialResult unfinished(long seed, double seconds) {
        return new TrialResult(seed, Map.of(), Map.of(), "", "", false, seconds);
    }

    /** A trial that did what no trial may. */
    static TrialResult failed(long seed, Throwable failure, double seconds) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String line = (failure.getClass().getSimpleName() + message).replaceAll("\\s+", " ");
        return new TrialResult(seed, Map.of(), Map.of(), line, trace.toString(), true, seconds);
    }

    /** A trial that came to its end: it must have answered for every check of its claim and for no other. */
    static TrialResult answered(long seed, Claim claim, Trial trial, double seconds) {
        Set<String> declared = new TreeSet<>();
        claim.checks().forEach(check -> declared.add(check.id()));
        Set<String> given = new TreeSet<>(trial.values().keySet());
        given.addAll(trial.silent().keySet());
        if (!given.equals(declared)) {
            return failed(
                    seed,
                    new IllegalStateException("the trial answered for " + given + "; the claim declares " + declared),
                    seconds);
        }
        return new TrialResult(seed, trial.values(), trial.silent(), "", "", true, seconds);
    }

    /** What this seed says of a check. */
    CheckResult.Reading reading(String check) {
        if (!finished) {
            return new CheckResult.Reading(seed, Double.NaN, "this seed was not run to its end");
        }
        if (!error.isEmpty()) {
            return new CheckResult.Reading(seed, Double.NaN, "error: " + error);
        }
        double value = values.getOrDefault(check, Double.NaN);
        String missing = silent.getOrDefault(check, "the measured number is not a number");
        return new CheckResult.Reading(seed, value, Double.isNaN(value) ? missing : "");
    }
}
