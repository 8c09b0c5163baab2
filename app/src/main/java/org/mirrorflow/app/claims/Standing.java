package org.mirrorflow.app.claims;

import java.util.Optional;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.sim.claim.ClaimResult;

/** How a claim stands in the ledger: its verdict, or that there is none. */
enum Standing {
    HOLDS(VerdictMark.HOLDS, "holds"),
    FAILS(VerdictMark.FAILS, "fails"),
    INCONCLUSIVE(VerdictMark.INCONCLUSIVE, "inconclusive"),
    ERROR(VerdictMark.ERROR, "error"),
    UNFINISHED(VerdictMark.NOT_RUN, "unfinished"),
    NOT_RUN(VerdictMark.NOT_RUN, "not run");

    private final VerdictMark mark;
    private final String word;

    Standing(VerdictMark mark, String word) {
        this.mark = mark;
        this.word = word;
    }

    static Standing of(Optional<ClaimResult> result) {
        return result.map(ClaimResult::verdict).map(Standing::of).orElse(NOT_RUN);
    }

    private static Standing of(ClaimResult.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> HOLDS;
            case FAILS -> FAILS;
            case INCONCLUSIVE -> INCONCLUSIVE;
            case ERROR -> ERROR;
            case UNFINISHED -> UNFINISHED;
        };
    }

    VerdictMark mark() {
        return mark;
    }

    String word() {
        return word;
    }

    /** Whether filters offer it also where no claim stands so: the others are exceptions. */
    boolean usual() {
        return this != ERROR && this != UNFINISHED;
    }
}
