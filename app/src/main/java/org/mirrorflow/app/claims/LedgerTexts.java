package org.mirrorflow.app.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mirrorflow.app.control.TypedNumber;
import org.mirrorflow.app.control.VerdictMark;
import org.mirrorflow.sim.claim.Check;
import org.mirrorflow.sim.claim.CheckResult;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.ClaimResult;
import org.mirrorflow.sim.claim.LedgerWriter;

/** Numbers and verdicts of the ledger in the words of the window: the digits of {@link LedgerWriter}, with a true minus. */
final class LedgerTexts {

    private LedgerTexts() {}

    static String number(double value) {
        return Double.isNaN(value) ? "\u2013" : LedgerWriter.shown(value).replace('-', '\u2212');
    }

    static String bound(Check check) {
        return (check.relation() == Check.Relation.AT_MOST ? "\u2264 " : "\u2265 ") + TypedNumber.exact(check.bound());
    }

    static String interval(CheckResult check) {
        return number(check.mean()) + "  [" + number(check.low()) + ", " + number(check.high()) + "]";
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.0f s", seconds);
    }

    static String seeds(int number) {
        return number == 1 ? "1 seed" : number + " seeds";
    }

    static String claims(int number) {
        return number == 1 ? "1 claim" : number + " claims";
    }

    /** The check to show where none has decided yet. */
    static Check first(Claim claim) {
        return claim.checks().stream()
                .filter(check -> check.role() == Check.Role.PREDICTION)
                .findFirst()
                .orElseGet(claim.checks()::getFirst);
    }

    /** E.g. {@code 10 hold, 1 not run}. */
    static String counts(List<Claim> claims, ClaimsState state) {
        List<String> counts = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            long count = claims.stream()
                    .filter(claim -> state.standing(claim) == standing)
                    .count();
            if (count > 0) {
                counts.add(count + " " + (standing == Standing.HOLDS && count > 1 ? "hold" : word(standing, count)));
            }
        }
        return String.join(", ", counts);
    }

    private static String word(Standing standing, long count) {
        return standing == Standing.FAILS && count > 1 ? "fail" : standing.word();
    }

    static VerdictMark mark(CheckResult.Status status) {
        return switch (status) {
            case SATISFIED -> VerdictMark.HOLDS;
            case VIOLATED -> VerdictMark.FAILS;
            case UNDECIDED -> VerdictMark.INCONCLUSIVE;
        };
    }

    static String word(CheckResult result) {
        boolean control = result.check().role() == Check.Role.CONTROL;
        return switch (result.status()) {
            case SATISFIED -> control ? "separates" : "satisfied";
            case VIOLATED -> control ? "does not separate" : "violated";
            case UNDECIDED -> "undecided";
        };
    }

    /** One line of the ledger, to be read aloud or copied. */
    static String line(Claim claim, ClaimsState state) {
        return state.result(claim)
                .map(result -> line(result, state))
                .orElseGet(() -> claim.id() + " " + claim.name() + ": "
                        + (state.isRunning(claim) ? "running" : Standing.NOT_RUN.word()));
    }

    private static String line(ClaimResult result, ClaimsState state) {
        CheckResult headline = result.headline();
        Claim claim = result.claim();
        return claim.id() + " " + claim.name() + ": "
                + (state.isRunning(claim)
                        ? "running"
                        : Standing.of(Optional.of(result)).word())
                + ", " + number(headline.decisive()) + " " + bound(headline.check()) + ", "
                + seeds(result.trials().size())
                + state.foreign(claim)
                        .map(build -> ", by another build: " + build)
                        .orElse("");
    }
}
