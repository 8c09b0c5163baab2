package org.mirrorflow.sim.claim;

import java.util.List;

/**
 * What a run of the ledger has found.
 *
 * @param seeds the seeds of every claim
 * @param threads how many trials ran at once
 * @param claims the claims with their verdicts, in the order of the ledger
 * @param seconds wall time
 */
public record LedgerReport(List<Long> seeds, int threads, List<ClaimResult> claims, double seconds) {

    public LedgerReport {
        seeds = List.copyOf(seeds);
        claims = List.copyOf(claims);
    }

    /** How many claims have that verdict. */
    public int count(ClaimResult.Verdict verdict) {
        return (int) claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    /** Whether every seed of every claim was run. */
    public boolean complete() {
        return claims.stream().flatMap(claim -> claim.trials().stream()).allMatch(TrialResult::finished);
    }
}
