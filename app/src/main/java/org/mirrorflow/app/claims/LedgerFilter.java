package org.mirrorflow.app.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mirrorflow.app.control.SearchWords;
import org.mirrorflow.sim.claim.Claim;
import org.mirrorflow.sim.claim.Paper;

/**
 * Which claims are listed.
 *
 * @param search words that must occur in id, name, statement, prediction, source or paper
 * @param paper only claims of this one
 * @param standings only claims that stand so; empty for all
 */
record LedgerFilter(String search, Optional<Paper> paper, Set<Standing> standings) {

    /** Everything. */
    static final LedgerFilter ALL = new LedgerFilter("", Optional.empty(), Set.of());

    LedgerFilter {
        standings = Set.copyOf(standings);
    }

    /** The claims that are listed, in the order of the ledger. */
    List<Claim> claims(ClaimsState state) {
        SearchWords words = new SearchWords(search);
        return state.claims().stream()
                .filter(claim -> paper.isEmpty() || paper.get() == claim.paper())
                .filter(claim -> standings.isEmpty() || standings.contains(state.standing(claim)))
                .filter(claim -> words.allIn(text(claim)))
                .toList();
    }

    /** The same under the names of their papers. */
    List<LedgerRow> rows(ClaimsState state) {
        List<Claim> listed = claims(state);
        List<LedgerRow> rows = new ArrayList<>();
        for (Paper each : Paper.values()) {
            List<Claim> own =
                    listed.stream().filter(claim -> claim.paper() == each).toList();
            if (!own.isEmpty()) {
                rows.add(new LedgerRow.Head(each, own));
                own.forEach(claim -> rows.add(new LedgerRow.Entry(claim)));
            }
        }
        return rows;
    }

    private static String text(Claim claim) {
        return String.join(
                " ",
                claim.id(),
                claim.name(),
                claim.summary(),
                claim.prediction(),
                claim.source(),
                claim.paper().number(),
                claim.paper().shortName(),
                claim.paper().title());
    }
}
