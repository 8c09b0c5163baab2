package org.mirrorflow.app.claims;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.Ledger;

/**
 * What the page knows at one moment.
 *
 * @param claims the ledger in its order; empty until it is loaded
 * @param unloadable claims that could not be made, and why
 * @param results the newest result of each claim that was run, by id
 * @param progress how far the run is that goes on now
 * @param summary what the last run has found, in one sentence; empty before the first
 */
record ClaimsState(
        List<Claim> claims,
        List<String> unloadable,
        Map<String, ClaimResult> results,
        Optional<Ledger.Progress> progress,
        String summary) {

    /** Nothing is loaded. */
    static final ClaimsState EMPTY = new ClaimsState(List.of(), List.of(), Map.of(), Optional.empty(), "");

    ClaimsState {
        claims = List.copyOf(claims);
        unloadable = List.copyOf(unloadable);
        results = Map.copyOf(results);
    }

    boolean working() {
        return progress.isPresent();
    }

    boolean isRunning(Claim claim) {
        return progress.filter(now -> now.running().contains(claim.id())).isPresent();
    }

    Optional<ClaimResult> result(Claim claim) {
        return Optional.ofNullable(results.get(claim.id()));
    }

    Standing standing(Claim claim) {
        return Standing.of(result(claim));
    }

    /** All results, in the order of the ledger. */
    List<ClaimResult> ordered() {
        return claims.stream().map(this::result).flatMap(Optional::stream).toList();
    }
}
