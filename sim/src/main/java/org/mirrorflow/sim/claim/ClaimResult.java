package org.mirrorflow.sim.claim;

import java.util.ArrayList;
import java.util.List;

/**
 * The verdict on a claim, as it follows from its trials.
 *
 * @param claim the claim
 * @param trials one for each seed, in their order
 * @param checks one for each check, in the claim's order
 * @param verdict what follows
 * @param reasons what decided against the claim or kept it undecided, one sentence each; empty when it holds
 * @param seconds wall time of all trials together
 */
public record ClaimResult(
        Claim claim,
        List<TrialResult> trials,
        List<CheckResult> checks,
        Verdict verdict,
        List<String> reasons,
        double seconds) {

    /** The verdict words. */
    public enum Verdict {
        /** Every prediction is satisfied, and every control shows what it must. */
        HOLDS("holds"),
        /** A prediction is violated. */
        FAILS("fails"),
        /** A prediction or a control is undecided, or a control does not separate. */
        INCONCLUSIVE("inconclusive"),
        /** The experiment itself broke. */
        ERROR("error"),
        /** Stopped before every seed was run. */
        UNFINISHED("unfinished");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        /** Stable id in files. */
        public String id() {
            return id;
        }
    }

    public ClaimResult {
        trials = List.copyOf(trials);
        checks = List.copyOf(checks);
        reasons = List.copyOf(reasons);
    }

    /** Decides, from the trials alone. */
    static ClaimResult of(Claim claim, List<TrialResult> trials) {
        boolean complete = trials.stream().allMatch(TrialResult::finished);
        List<CheckResult> checks = claim.checks().stream()
                .map(check -> CheckResult.of(
                        check,
                        trials.stream().map(trial -> trial.reading(check.id())).toList(),
                        complete))
                .toList();
        List<String> errors = trials.stream()
                .filter(trial -> !trial.error().isEmpty())
                .map(trial -> "Seed " + trial.seed() + ": " + trial.error())
                .toList();
        List<String> violated = sentences(checks, Check.Role.PREDICTION, CheckResult.Status.VIOLATED, " is violated");
        List<String> open = new ArrayList<>();
        open.addAll(sentences(checks, Check.Role.CONTROL, CheckResult.Status.VIOLATED, " does not separate"));
        open.addAll(sentences(checks, Check.Role.PREDICTION, CheckResult.Status.UNDECIDED, " is undecided"));
        open.addAll(sentences(checks, Check.Role.CONTROL, CheckResult.Status.UNDECIDED, " is undecided"));
        double seconds = trials.stream().mapToDouble(TrialResult::seconds).sum();
        if (!errors.isEmpty()) {
            return new ClaimResult(claim, trials, checks, Verdict.ERROR, errors, seconds);
        }
        if (!complete) {
            long done = trials.stream().filter(TrialResult::finished).count();
            List<String> reason = List.of("Stopped with " + done + " of " + trials.size() + " seeds run.");
            return new ClaimResult(claim, trials, checks, Verdict.UNFINISHED, reason, seconds);
        }
        if (!violated.isEmpty()) {
            return new ClaimResult(claim, trials, checks, Verdict.FAILS, violated, seconds);
        }
        return new ClaimResult(
                claim, trials, checks, open.isEmpty() ? Verdict.HOLDS : Verdict.INCONCLUSIVE, open, seconds);
    }

    private static List<String> sentences(
            List<CheckResult> checks, Check.Role role, CheckResult.Status status, String verb) {
        return checks.stream()
                .filter(result -> result.check().role() == role && result.status() == status)
                .map(result -> (role == Check.Role.CONTROL ? "Control " : "Prediction ")
                        + result.check().id() + verb + why(result) + ".")
                .toList();
    }

    private static String why(CheckResult result) {
        return result.readings().stream()
                .filter(reading -> result.status() == CheckResult.Status.UNDECIDED && !reading.measured())
                .findFirst()
                .map(reading -> " (seed " + reading.seed() + ": " + reading.reason() + ")")
                .orElse("");
    }

    /** The check to show in one line: the one that decided against the claim, otherwise its first prediction. */
    public CheckResult headline() {
        for (CheckResult.Status status : List.of(CheckResult.Status.VIOLATED, CheckResult.Status.UNDECIDED)) {
            for (Check.Role role : Check.Role.values()) {
                for (CheckResult result : checks) {
                    if (result.status() == status && result.check().role() == role) {
                        return result;
                    }
                }
            }
        }
        return checks.stream()
                .filter(result -> result.check().role() == Check.Role.PREDICTION)
                .findFirst()
                .orElseGet(checks::getFirst);
    }
}
