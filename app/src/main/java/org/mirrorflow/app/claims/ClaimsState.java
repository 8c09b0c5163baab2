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
 * @param foreign the build that has found a result, and when, where it is not this one, by the id of the claim
 * @param progress how far the run is that goes on now
 * @param summary what the last run has found, in one sentence; empty before the first
 */
record ClaimsState(
        List<Claim> claims,
        List<String> unloadable,
        Map<String, ClaimResult> results,
        Map<String, String> foreign,
        Optional<Ledger.Progress> progress,
        String summary) {

    /** Nothing is loaded. */
    static final ClaimsState EMPTY = new ClaimsState(List.of(), List.of(), Map.of(), Map.of(), Optional.empty(), "");

    ClaimsState {
        claims = List.copyOf(claims);
        unloadable = List.copyOf(unloadable);
        results = Map.copyOf(results);
        foreign = Map.copyOf(foreign);
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

    /** Which other build has found the result of a claim, and when; empty where this one has. */
    Optional<String> foreign(Claim claim) {
        return Optional.ofNullable(foreign.get(claim.id()));
    }

    /** Whether this build has a result of that claim. */
    boolean isOwn(Claim claim) {
        return results.containsKey(claim.id()) && !foreign.containsKey(claim.id());
    }

    /** All results of this build, in the order of the ledger. */
    List<ClaimResult> ordered() {
        return claims.stream()
                .filter(this::isOwn)
                .map(this::result)
                .flatMap(Optional::stream)
                .toList();
    }
}
